"""A lease that cannot be stored is not given; that it cannot is said once, however often it is tried."""

import asyncio

import pytest

from server.store.base import Unwritable
from server.web.speaking.leasing import Leasing
from server.web.speaking.line import Line

FULL = Unwritable("Penyimpanan tidak dapat ditulisi (disk penuh).")


class Kept:
    """Settings that cannot be stored a few times."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)

    async def setting(self, name: str) -> str | None:
        return None

    async def put_setting(self, name: str, value: str) -> None:
        if self.failures:
            raise self.failures.pop(0)


@pytest.mark.parametrize(
    ("failures", "said", "traced"),
    [((FULL, FULL, FULL), 1, False), ((ValueError("a bug"), ValueError("a bug"), FULL), 2, True)],
)
async def test_the_same_trouble_is_said_once(
    caplog: pytest.LogCaptureFixture, failures: tuple[Exception, ...], said: int, traced: bool
) -> None:
    settings, slept, given = Kept(*failures), list[float](), asyncio.Event()
    line = Line(1, speaks=True)
    line.placed = given.set

    async def sleep(seconds: float) -> None:
        assert line.fence is None
        slept.append(seconds)

    leasing = Leasing(settings, lambda room: room, lambda: 0.0, 15.0, sleep=sleep)
    await leasing.open()
    leasing.claim(line, "")
    keeping = asyncio.create_task(leasing.keep())
    async with asyncio.timeout(10):
        await given.wait()
    keeping.cancel()

    assert (line.fence, slept) == (1, [1.0, 1.0, 1.0])
    records = [record for record in caplog.records if record.levelname == "ERROR"]
    assert (len(records), bool(records[0].exc_info)) == (said, traced)
