"""`silakan demo --day`: a planned day against the running server, and what came of it."""

import asyncio
import http.client
from collections.abc import Callable, Mapping
from random import Random

from server.console.api_client import ApiClient, Reply
from server.console.day_plan import Desk, plan_day
from server.console.day_run import DayRun, Interrupted, Summary
from server.description import Description

IN_TIME = 20.0
"""Up to this speed the voice keeps up: a call takes it six to fourteen seconds, and a day has about 140 of them."""
PEOPLE_LOOK_UP_S = 2.0
"""From the start to the first number: time for the announcer to connect and for a TV page to open."""


class Resting:
    """The blocking client on a thread, so that the server in this process can answer it."""

    def __init__(self, client: ApiClient) -> None:
        self._client = client

    async def get(self, path: str) -> Reply:
        return await asyncio.to_thread(self._client.get, path)

    async def post(self, path: str, body: Mapping[str, object]) -> Reply:
        return await asyncio.to_thread(self._client.post, path, body)


async def live_a_day(
    server: str,
    token: str,
    description: Description,
    speed: float,
    random: Random,
    tell: Callable[[str], object],
    *,
    lead_s: float = PEOPLE_LOOK_UP_S,
) -> Summary | None:
    """Live through a day, `speed` times as fast as a real one, and tell what came of it; None when it was cut off."""
    desks = [Desk(counter.id, counter.services) for counter in description.counters]
    plan = plan_day(random, [service.letter for service in description.services], desks)
    loop = asyncio.get_running_loop()
    begin = loop.time() + lead_s
    client = ApiClient(server, token)

    async def until(minute: float) -> None:
        await asyncio.sleep(begin + minute * 60 / speed - loop.time())

    for line in opening_lines(speed):
        tell(line)
    try:
        summary = await DayRun(plan, desks, Resting(client), until, tell, random).live()
    except Interrupted as why:
        tell(f"Hari layanan dihentikan: {why}")
    except (OSError, http.client.HTTPException) as error:
        tell(f"Hari layanan terputus: server tidak menjawab ({type(error).__name__}).")
    else:
        for line in summary_lines(summary):
            tell(line)
        return summary
    finally:
        client.close()
    return None


def opening_lines(speed: float) -> tuple[str, ...]:
    """What is about to happen, and what to expect of the voice."""
    day = f"Satu hari kerja, {speed:g} kali lebih cepat: 08.00 sampai 15.30."
    if speed <= IN_TIME:
        return (day,)
    return (
        day,
        "Panggilan datang lebih cepat daripada suara, jadi suara menyusul dalam bentuk pendek.",
        f"Supaya suara tepat waktu: --speed {IN_TIME:g}",
    )


def summary_lines(summary: Summary) -> tuple[str, ...]:
    """The day in figures."""
    wait = "-" if summary.median_wait is None else f"{summary.median_wait:.0f} menit"
    return (
        f"Hari layanan selesai: {summary.visits} kunjungan, {summary.served} selesai dilayani, "
        f"{summary.no_shows} tidak hadir.",
        f"Setengah dari warga dipanggil dalam {wait}.",
        "Server tetap berjalan. Berhenti: Ctrl-C",
    )
