"""`silakan announce --pair`: a code, a confirmation, a token that is kept."""

import asyncio
import stat
from pathlib import Path

import pytest

from server.console.announcer_pairing import kept_token, pair
from server.console.failure import Failure
from server.domain.access import Role
from tests.live_office import LiveOffice


async def test_the_code_is_told_and_its_token_is_kept(live: LiveOffice, tmp_path: Path) -> None:
    keeper, told = live.running.context.doorkeeper, list[str]()
    loop, asked = asyncio.get_running_loop(), list[float]()
    state = tmp_path / "penyuara"

    def confirmed_meanwhile(seconds: float) -> None:
        asked.append(seconds)
        if len(asked) == 2:
            asyncio.run_coroutine_threadsafe(confirm(), loop).result()

    async def confirm() -> None:
        code = told[0].removeprefix("Kode penyuara: ")
        assert keeper.pairings.confirm(code, await keeper.admit(Role.ANNOUNCER, name="Penyuara"))

    token = await asyncio.to_thread(pair, live.url, state, told.append, confirmed_meanwhile)

    assert asked == [3.0, 3.0]
    visitor = await keeper.bearer(token)
    assert visitor is not None
    assert visitor.role is Role.ANNOUNCER
    assert kept_token(state) == token
    assert stat.S_IMODE((state / "token").stat().st_mode) == 0o600


async def test_a_code_that_nobody_confirms_is_a_sentence(live: LiveOffice, tmp_path: Path) -> None:
    def too_long(_: float) -> None:
        live.false_clock.passes(minutes=10)

    with pytest.raises(Failure, match="jalankan lagi"):
        await asyncio.to_thread(pair, live.url, tmp_path, lambda _: None, too_long)
    assert kept_token(tmp_path) == ""


def test_a_server_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="tidak menjawab"):
        pair("http://127.0.0.1:9", tmp_path, lambda _: None)
