"""The demo's complaint board: weeks of complaints, lived through before the demo begins.

Everything goes the way of every complaint: the services take it in, seal it, change its state and publish it, under a calendar that runs
through those weeks. Only one thing is cheaper than in an office: what a guess at a code or password costs, as the demo's password lies
beside its data anyway. An office that is not the demo never comes here.
"""

import asyncio
import logging
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from server.bus.memory import MemoryBell
from server.complaints.complaints import Complaints
from server.complaints.erasure_list import LIST_NAME
from server.complaints.opening import open_complaints
from server.complaints.sqlite_erasing import DATABASE
from server.complaints.sqlite_store import SqliteComplaintStore
from server.complaints.staffing import Posts
from server.config import Config, Stretching
from server.console.demo_people import HEAD, DemoDesk
from server.console.sample_complaint import SampleComplaint, sample_complaints
from server.console.sample_weeks import SampleBroken, SampleWeeks, done
from server.current_office import CurrentOffice
from server.domain.frozen import replace
from server.domain.moment import Moment
from server.domain.working_days import is_working
from server.sealing.staff_keys import Unlocked
from server.sealing.stretch import Busy

_log = logging.getLogger("silakan.demo")
_FOLDER = Path(DATABASE).parent.name


@dataclass(slots=True)
class _Calendar:
    """The clock of those weeks: nine in the morning of `day`."""

    now: Moment
    day: date

    def __call__(self) -> Moment:
        return replace(self.now, local=datetime.combine(self.day, time(9), self.now.local.tzinfo))


async def sample_board(
    config: Config,
    current: CurrentOffice,
    now: Moment,
    desk: DemoDesk,
    samples: Sequence[SampleComplaint] | None = None,
) -> str:
    """Give the demo's data directory a board that has been at work for weeks; the code of a complaint to be followed, as it is read out.

    "" where nothing was made: the clock is not to be believed, or the office was changed so that the samples do not fit it any more.
    `config`: of a directory without complaints.
    """
    if now.doubtful:
        return ""
    try:
        return await _made(config, current, now, desk, samples)
    except SampleBroken as why:
        _log.warning("the complaint board begins empty: %s", why)
        return ""


async def _made(
    config: Config, current: CurrentOffice, now: Moment, desk: DemoDesk, samples: Sequence[SampleComplaint] | None
) -> str:
    chosen = sample_complaints() if samples is None else samples
    with tempfile.TemporaryDirectory(prefix="silakan-contoh-") as folder:
        # Elsewhere, so that a demo that is stopped meanwhile does not leave half a board.
        cheap = Stretching(receipt_kib=8, receipt_passes=1, staff_kib=8, staff_passes=1)
        scratch = replace(config, data=Path(folder), stretching=cheap)
        code = await _live(scratch, current, now, desk, chosen)
        await asyncio.to_thread(_bring, Path(folder), config.data)
    return code


def _bring(made: Path, data: Path) -> None:
    """The list of erasures last: a list without its database would tell of a loss."""
    arriving = data / f"{_FOLDER}.baru"
    shutil.rmtree(arriving, ignore_errors=True)
    shutil.copytree(made / _FOLDER, arriving)
    shutil.rmtree(data / _FOLDER, ignore_errors=True)
    arriving.rename(data / _FOLDER)
    shutil.copy(made / LIST_NAME, data / LIST_NAME)


async def _live(
    config: Config, current: CurrentOffice, now: Moment, desk: DemoDesk, samples: Sequence[SampleComplaint]
) -> str:
    today = now.local.date()
    days = _working_days_before(today, max(sample.ago for sample in samples))
    calendar = _Calendar(now, days[0])
    store = SqliteComplaintStore(config.data)
    async with open_complaints(config, current, calendar, store, MemoryBell()) as complaints:
        weeks = SampleWeeks(complaints, await _staffed(complaints, desk), desk.accounts)
        for index, day in enumerate((*days, today)):
            calendar.day = day
            # This morning's batch is the server's own affair.
            if day < today:
                await complaints.board.publish()
            for sample in samples:
                if len(days) - sample.ago == index:
                    await weeks.receive(sample, index)
            await weeks.step(index)
        await weeks.agree()
        return weeks.followed_code()


def _working_days_before(today: date, count: int) -> list[date]:
    days: list[date] = []
    day = today
    while len(days) < count:
        day -= timedelta(days=1)
        if is_working(day, ()):
            days.append(day)
    return days[::-1]


async def _staffed(complaints: Complaints, desk: DemoDesk) -> Mapping[str, Unlocked]:
    """Everybody makes their key and takes their post; the open keys by account."""
    keys: dict[str, Unlocked] = {}
    for account in desk.accounts.values():
        try:
            unlocked = await complaints.desk.procedures.unlock(account, desk.password)
        except Busy as busy:
            raise SampleBroken("the machine is too busy to make keys") from busy
        assert isinstance(unlocked, Unlocked), "nobody had a key before"
        keys[account] = unlocked
    done(await complaints.desk.staffing.staff(desk.accounts[HEAD], _posts(desk.accounts)))
    return keys


def _posts(accounts: Mapping[str, str]) -> Posts:
    """Head of services, secretary and village head, who are custodians too; nobody of the BPD. Two units."""
    ladder = accounts[HEAD], accounts["ratna"], accounts["hasan"], ""
    return Posts(ladder, ladder[:3], {"pelayanan": (accounts["sari"],), "kesejahteraan": (accounts["ratna"],)})
