"""`silakan demo`: the sample office with its server, its announcer and, if wanted, a whole working day."""

import asyncio
import secrets
import sys
from collections.abc import Callable, Mapping
from random import Random
from socket import socket

from server.app import BackOffice, serve
from server.config import Config
from server.console import announcer_child
from server.console.addresses import addresses
from server.console.browser import can_be_seen, open_page
from server.console.companions import Companions
from server.console.demo_day import live_a_day
from server.console.demo_people import DemoDesk, demo_desk, demo_people
from server.console.log_lines import log_to_stderr, to_stderr
from server.console.port import open_first_free, open_port
from server.console.secure_entrance import entrance_lines, open_entrance, open_free_entrance, port_of
from server.console.server_run import config_of
from server.console.settings import Settings
from server.console.stopping import run_until_stopped
from server.console.welcome import Welcome
from server.domain.access import Role
from server.domain.commands import CloseDay, OpenDay
from server.domain.frozen import replace
from server.private.entrance import SecureEntrance

ANNOUNCER = "demo-announcer"
_PORTS = 11
"""So many are tried, from the usual one on."""
_ACTOR = "setup"
_SEED = 2026
"""The same day every time, so that two people who watch it talk about the same thing."""


def run_demo(
    settings: Settings,
    *,
    speed: float | None,
    browser: bool,
    environment: Mapping[str, str],
    tell: Callable[[str], object],
) -> None:
    """Run until told to stop. `speed`: live through a day so many times as fast as a real one; None: no such day."""
    log_to_stderr()
    if settings.chosen_port:
        listening = open_port(settings.host, settings.port, settings.data)
    else:
        listening = open_first_free(settings.host, range(settings.port, settings.port + _PORTS), settings.data)
    entrance = open_entrance(settings.host, settings.https_port, settings.data, settings.hosts)
    if entrance is None:
        entrance = open_free_entrance(settings.host, settings.data, settings.hosts)
    if speed is not None and not settings.api_token:
        settings = replace(settings, api_token=secrets.token_urlsafe(32))
    seen = browser and can_be_seen(environment)
    run_until_stopped(
        lambda: _demo(settings, listening, entrance, speed=speed, seen=seen, environment=environment, tell=tell)
    )


async def _demo(
    settings: Settings,
    listening: socket,
    entrance: SecureEntrance,
    *,
    speed: float | None,
    seen: bool,
    environment: Mapping[str, str],
    tell: Callable[[str], object],
) -> None:
    own, *_ = reachable = addresses(listening)
    companions = Companions()

    def while_serving(say: Callable[[str], object]) -> Callable[[str], object]:
        # When the server has closed its socket we are stopping, and what that costs the others is no news.
        return lambda line: say(line) if listening.fileno() >= 0 else None

    async def started(back: BackOffice) -> None:
        if speed is not None:
            # Whoever was left over from an earlier run would stand in the way of the new day.
            await back.office.do(CloseDay(), actor=_ACTOR)
        await back.office.do(OpenDay(), actor=_ACTOR)
        people = await demo_people(back.doorkeeper)
        desk = await demo_desk(back.doorkeeper, settings.data / "sandi-contoh", back.description.name)
        code = await _followed(config, back, desk)
        token = await back.doorkeeper.admit(Role.ANNOUNCER, ANNOUNCER)
        counters = [counter.id for counter in back.description.counters]
        welcome = Welcome(back.description.name, reachable, counters, people, desk.words, code)
        for line in welcome.lines():
            tell(line)
        for line in entrance_lines(entrance, reachable):
            tell(line)
        command = (sys.executable, "-m", "announcer", "--server", own, "--state", str(settings.data / "penyuara"))
        companions.start(
            announcer_child.keep_alive(command, {**environment, "SILAKAN_TOKEN": token}, while_serving(to_stderr))
        )
        if seen:
            companions.start(asyncio.to_thread(open_page, f"{own}/layar"))
        if speed is not None:
            random = Random(_SEED)  # noqa: S311 - people, no secrets
            companions.start(live_a_day(own, settings.api_token, back.description, speed, random, while_serving(tell)))

    config = replace(config_of(settings, https_port=port_of(entrance)), trusts_own_machine=True)
    try:
        await serve(config, listening, started, entrance)
    finally:
        await companions.end()


async def _followed(config: Config, back: BackOffice, desk: DemoDesk) -> str:
    """The code of a sample complaint that can be followed. A demo that is new gets its complaint board first: about a second's work."""
    kept = config.data / "kode-contoh"
    if not (config.data / "aduan").exists():
        # Only a first start needs it, and with it everything that handles complaints.
        from server.console.demo_complaints import sample_board

        code = await sample_board(config, back.current, back.office.clock.now(), desk)
        await asyncio.to_thread(kept.write_text, code, "ascii")
    return await asyncio.to_thread(kept.read_text, "ascii") if kept.is_file() else ""
