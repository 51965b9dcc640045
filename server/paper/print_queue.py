"""The queue before the printer: what waits, what became of it, and what stands in the printer's way.

A ticket is in the log before it comes here, and a job is in the store before it is printed. So the printer may hang, be absent or
have no paper: nobody waits for it, and nothing is printed twice by a restart.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from server.domain.frozen import replace
from server.domain.moment import Moment
from server.domain.print_job import PrintJob, PrintState
from server.paper.printer import DRIVEN, PrinterNow, PrinterPort, Result, Trouble
from server.paper.slip import ComplaintPaper, KeptPaper, Paper, PapersNeeded, TicketPaper, TrialPaper, decoded, encoded

_log = logging.getLogger("silakan.printer")


class NotKept(Exception):
    """The medium failed, so nothing will be printed: after a crash it might be printed again."""


class PrintRows(Protocol):
    """What the queue needs of a store."""

    async def print_jobs(self) -> list[PrintJob]: ...
    async def put_print_job(self, row: PrintJob) -> None: ...
    async def forget_print_jobs(self, before_day: int) -> None: ...


@dataclass(frozen=True, slots=True)
class QueueTimes:
    """Seconds. After `late_s` in the queue nothing is printed any more: the person has gone by the number on the screen.

    `look_s`: so often a printer in trouble is looked at, that officials see when it is well again.
    """

    late_s: float = 60.0
    look_s: float = 15.0


class PrintQueue:
    """`changed` is called after every change of a job or of the printer."""

    def __init__(
        self,
        rows: PrintRows,
        port: PrinterPort,
        printer: PrinterNow,
        now: Callable[[], Moment],
        *,
        changed: Callable[[], object],
        times: QueueTimes | None = None,
    ) -> None:
        self._rows = rows
        self._port = port
        self._printer = printer
        self._now = now
        self._changed = changed
        self._times = times or QueueTimes()
        self._jobs: dict[str, PrintJob] = {}
        self._asked_ms: dict[str, int] = {}
        self._waiting: deque[str] = deque()
        self._wake = asyncio.Event()
        self._printing = asyncio.Lock()
        self._day = 0
        self._look_next = True
        self.trouble: Trouble | None = None

    @property
    def drives(self) -> bool:
        """Whether there is a printer that the server itself drives."""
        return self._printer().kind in DRIVEN

    def job(self, job_id: str) -> PrintJob | None:
        return self._jobs.get(job_id)

    def jobs(self) -> tuple[PrintJob, ...]:
        """Those of the newest service day, the newest first."""
        return tuple(reversed(self._jobs.values()))

    async def open(self) -> None:
        """Find out what the last run of the server left behind."""
        now = self._now()
        for job in await self._rows.print_jobs():
            self._jobs[job.id] = job
            self._day = max(self._day, job.day)
            if job.state is PrintState.PRINTING:
                await self._keep(replace(job, state=PrintState.UNSURE, why=Trouble.CUT_OFF))
            elif job.state is PrintState.WAITING and now.wall_ms - job.made_ms > self._times.late_s * 1000:
                await self._keep(replace(job, state=PrintState.FAILED, why=Trouble.LATE))
            elif job.state is PrintState.WAITING:
                self._line_up(job, now)

    async def add(self, job_id: str, paper: KeptPaper, *, day: int, ticket: str = "") -> PrintJob | None:
        """Have it printed; the job as it is now. None: there is no printer that the server drives.

        The same id again is the same job, whatever became of it: nothing is printed anew. Raises `NotKept`.
        """
        if not self.drives:
            return None
        known = self._jobs.get(job_id)
        if known is not None:
            return known
        await self._begin_day(day)
        now = self._now()
        job = PrintJob(
            job_id, self._name(), _kind(paper), day, ticket, encoded(paper), PrintState.WAITING, "", now.wall_ms
        )
        self._jobs[job_id] = job  # before the wait, so that a second press of the same key finds it
        try:
            await self._rows.put_print_job(job)
        except asyncio.CancelledError:
            # Whoever asked has gone, but the job is on its way to the store all the same.
            self._line_up(job, now)
            raise
        except Exception as error:
            del self._jobs[job_id]
            raise NotKept from error
        self._line_up(job, now)
        self._changed()
        return job

    async def again(self, job_id: str, new_id: str) -> PrintJob | None:
        """The same paper once more, under an id of its own. None: there is no such job, or no printer. Raises `NotKept`."""
        job = self._jobs.get(job_id)
        if job is None:
            return None
        paper = decoded(job.content)
        assert not isinstance(paper, ComplaintPaper)
        return await self.add(new_id, paper, day=job.day, ticket=job.ticket)

    async def print_unkept(self, paper: Paper) -> Result | None:
        """Print at once what may be kept nowhere, between two jobs. None: there is no printer that the server drives."""
        if not self.drives:
            return None
        async with self._printing:
            result = await self._port.print(self._printer(), paper)
        self._is_in(result.trouble)
        return result

    def printer_changed(self) -> None:
        """The settings name another printer: find out how that one is."""
        self._look_next = True
        self._wake.set()

    async def keep_printing(self) -> None:
        """Print one after the other, until cancelled."""
        while True:
            try:
                if not await self._is_asked():
                    await self._look()
                else:
                    await self._print(self._jobs[self._waiting.popleft()])
            except Exception:  # noqa: BLE001
                # One bad job must not keep all later ones from the printer. It has left the queue.
                _log.exception("print queue stumbled")

    async def _is_asked(self) -> bool:
        """Wait for a job. False: it is time to look how the printer is."""
        while not self._waiting or self._look_next:
            if self._look_next:
                self._look_next = False
                return False
            self._wake.clear()
            in_trouble = self.trouble is not None and self.drives
            try:
                async with asyncio.timeout(self._times.look_s if in_trouble else None):
                    await self._wake.wait()
            except TimeoutError:
                return False
        return True

    async def _look(self) -> None:
        if self.drives:
            self._is_in(await self._port.look(self._printer()))
        elif self.trouble is not None:
            self._is_in(None)

    async def _print(self, job: PrintJob) -> None:
        waited_ms = self._now().mono_ms - self._asked_ms.pop(job.id)
        if waited_ms > self._times.late_s * 1000:
            await self._keep(replace(job, state=PrintState.FAILED, why=Trouble.LATE))
            return
        if not self.drives:
            await self._keep(replace(job, state=PrintState.FAILED, why=Trouble.OFFLINE))
            return
        printing = replace(job, printer=self._name(), state=PrintState.PRINTING)
        # Not printed what cannot be kept: after a crash it would be printed again.
        result = Result(PrintState.FAILED, Trouble.BROKEN)
        try:
            await self._keep(printing)
            async with self._printing:
                result = await self._port.print(self._printer(), decoded(job.content))
            self._is_in(result.trouble)
        finally:
            ended = replace(printing, state=result.state, why=result.trouble or "")
            self._jobs[job.id] = ended
            self._changed()
        await self._rows.put_print_job(ended)

    async def _keep(self, job: PrintJob) -> None:
        self._jobs[job.id] = job
        await self._rows.put_print_job(job)
        self._changed()

    async def _begin_day(self, day: int) -> None:
        """Papers of an earlier day hold addresses of tickets that nobody needs any more."""
        if day <= self._day:
            return
        self._day = day
        self._jobs = {key: job for key, job in self._jobs.items() if job.day >= day}
        self._waiting = deque(key for key in self._waiting if key in self._jobs)
        await self._rows.forget_print_jobs(day)

    def _line_up(self, job: PrintJob, now: Moment) -> None:
        self._asked_ms[job.id] = now.mono_ms
        self._waiting.append(job.id)
        self._wake.set()

    def _is_in(self, trouble: Trouble | None) -> None:
        if trouble is not self.trouble:
            _log.info("printer: %s", trouble or "well")
            self.trouble = trouble
            self._changed()

    def _name(self) -> str:
        printer = self._printer()
        return f"{printer.kind} {printer.address}"


@asynccontextmanager
async def open_print_queue(
    rows: PrintRows,
    port: PrinterPort,
    printer: PrinterNow,
    now: Callable[[], Moment],
    told: Callable[[str], object],
) -> AsyncIterator[PrintQueue]:
    """A queue that prints until the end. `told` is called after every change, with the printer's trouble or ""."""

    def changed() -> None:
        told(queue.trouble or "")

    queue = PrintQueue(rows, port, printer, now, changed=changed)
    await queue.open()
    printing = asyncio.create_task(queue.keep_printing(), name="printer")
    try:
        yield queue
    finally:
        printing.cancel()
        await asyncio.gather(printing, return_exceptions=True)


def _kind(paper: KeptPaper) -> str:
    match paper:
        case TicketPaper():
            return "ticket"
        case PapersNeeded():
            return "papers"
        case TrialPaper():
            return "test"
