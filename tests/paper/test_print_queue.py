"""The queue before the printer: nothing printed twice, nothing lost without a word, nobody kept waiting."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from server.description.printer import Printer
from server.domain.print_job import PrintJob, PrintState
from server.paper.print_queue import NotKept, PrintQueue, QueueTimes
from server.paper.printer import Result, Trouble
from server.paper.slip import ComplaintPaper, Paper, TicketPaper
from server.store.memory import MemoryLog, MemoryStore
from tests.domain.false_clock import FalseClock

PRINTED = Result(PrintState.PRINTED)
NETWORK = Printer(kind="network", address="192.168.1.60")
PATIENCE_S = 20.0


def ticket(number: str) -> TicketPaper:
    return TicketPaper("Kantor", number, "Surat", 0, "Senin", f"http://192.168.1.50/tiket/{number}")


@dataclass
class FalsePrinter:
    """Prints what it is told, with the results it is told, when `gate` is open."""

    results: list[Result] = field(default_factory=list)
    looks: list[Trouble | None] = field(default_factory=list)
    printed: list[Paper] = field(default_factory=list)
    looked: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def look(self, printer: Printer) -> Trouble | None:
        self.looked += 1
        return self.looks.pop(0) if self.looks else None

    async def print(self, printer: Printer, paper: Paper) -> Result:
        self.printed.append(paper)
        await self.gate.wait()
        return self.results.pop(0) if self.results else PRINTED


@dataclass
class Hall:
    """A queue that is printing, and what a test looks at."""

    queue: PrintQueue
    port: FalsePrinter
    clock: FalseClock
    rows: MemoryStore
    chosen: list[Printer]
    changed: asyncio.Event

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self.changed.clear()
                await self.changed.wait()

    async def ended(self, job_id: str) -> PrintJob:
        await self.until(lambda: self.state(job_id) not in {PrintState.WAITING, PrintState.PRINTING})
        job = self.queue.job(job_id)
        assert job is not None
        return job

    def state(self, job_id: str) -> PrintState | None:
        job = self.queue.job(job_id)
        return None if job is None else job.state


@asynccontextmanager
async def hall(
    log: MemoryLog | None = None,
    port: FalsePrinter | None = None,
    clock: FalseClock | None = None,
    printer: Printer = NETWORK,
    look_s: float = 3600,
) -> AsyncIterator[Hall]:
    rows, changed = MemoryStore(log or MemoryLog()), asyncio.Event()
    false, told, chosen = port or FalsePrinter(), clock or FalseClock(), [printer]
    queue = PrintQueue(
        rows, false, lambda: chosen[-1], told.now, changed=changed.set, times=QueueTimes(late_s=60, look_s=look_s)
    )
    await queue.open()
    printing = asyncio.create_task(queue.keep_printing())
    try:
        yield Hall(queue, false, told, rows, chosen, changed)
    finally:
        printing.cancel()
        await asyncio.gather(printing, return_exceptions=True)


async def test_tickets_are_printed_in_order_and_kept_as_printed() -> None:
    async with hall() as office:
        for number in ("A001", "A002", "A003"):
            await office.queue.add(number, ticket(number), day=1, ticket=number)
        for number in ("A001", "A002", "A003"):
            assert (await office.ended(number)).state is PrintState.PRINTED
        assert office.port.printed == [ticket("A001"), ticket("A002"), ticket("A003")]
        assert [job.state for job in await office.rows.print_jobs()] == [PrintState.PRINTED] * 3


async def test_what_may_be_kept_nowhere_is_printed_between_two_jobs_and_leaves_no_row() -> None:
    receipt = ComplaintPaper(
        "Kantor", "ADU-7K3M-Q", "0123 4567 8901 2345", "Senin", "http://192.168.1.50/aduan/lacak#0"
    )
    async with hall() as office:
        office.port.gate.clear()
        await office.queue.add("A001", ticket("A001"), day=1, ticket="A001")
        await office.until(lambda: office.port.printed)
        printing = asyncio.create_task(office.queue.print_unkept(receipt))
        await asyncio.sleep(0)
        assert office.port.printed == [ticket("A001")]
        office.port.gate.set()
        assert await printing == PRINTED
        await office.ended("A001")
        assert office.port.printed == [ticket("A001"), receipt]
        assert [job.id for job in await office.rows.print_jobs()] == ["A001"]


async def test_without_a_printer_of_its_own_nothing_is_printed_past_the_queue() -> None:
    async with hall(printer=Printer()) as office:
        assert await office.queue.print_unkept(ticket("A001")) is None
        assert office.port.printed == []


async def test_the_same_press_again_prints_nothing() -> None:
    async with hall() as office:
        first, second = await asyncio.gather(
            *(office.queue.add("press", ticket("A001"), day=1, ticket="A001") for _ in range(2))
        )
        assert first is not None
        assert second is not None
        await office.ended("press")
        again = await office.queue.add("press", ticket("A001"), day=1, ticket="A001")
        assert again is not None
        assert again.state is PrintState.PRINTED
        assert len(office.port.printed) == 1


async def test_a_job_is_in_the_store_as_printing_before_the_printer_hears_of_it() -> None:
    async with hall() as office:
        office.port.gate.clear()
        await office.queue.add("job", ticket("A001"), day=1)
        await office.until(lambda: office.port.printed)
        (kept,) = await office.rows.print_jobs()
        assert kept.state is PrintState.PRINTING
        office.port.gate.set()
        await office.ended("job")


async def test_a_printer_that_hangs_keeps_nobody_from_adding() -> None:
    async with hall() as office:
        office.port.gate.clear()
        for number in range(50):
            assert await office.queue.add(f"job {number}", ticket("A001"), day=1) is not None
        assert office.state("job 49") is PrintState.WAITING


async def test_what_was_being_printed_when_the_server_died_is_not_printed_again() -> None:
    log = MemoryLog()
    async with hall(log) as before:
        before.port.gate.clear()
        await before.queue.add("printing", ticket("A001"), day=1)
        await before.queue.add("waiting", ticket("A002"), day=1)
        await before.until(lambda: before.state("printing") is PrintState.PRINTING)
    async with hall(log) as after:
        job = await after.ended("waiting")
        assert job.state is PrintState.PRINTED
        unsure = after.queue.job("printing")
        assert unsure is not None
        assert (unsure.state, unsure.why) == (PrintState.UNSURE, Trouble.CUT_OFF)
        assert after.port.printed == [ticket("A002")]
        assert [job.state for job in await after.rows.print_jobs()] == [PrintState.UNSURE, PrintState.PRINTED]


async def test_what_waited_too_long_over_a_restart_is_not_printed() -> None:
    log, clock = MemoryLog(), FalseClock()
    await MemoryStore(log).put_print_job(
        PrintJob("old", "", "ticket", 1, "A001", "{}", PrintState.WAITING, "", clock.now().wall_ms)
    )
    clock.passes(seconds=61)
    async with hall(log, clock=clock) as office:
        job = office.queue.job("old")
        assert job is not None
        assert (job.state, job.why) == (PrintState.FAILED, Trouble.LATE)


async def test_what_waited_too_long_behind_a_hanging_printer_is_not_printed() -> None:
    async with hall() as office:
        office.port.gate.clear()
        await office.queue.add("first", ticket("A001"), day=1)
        await office.queue.add("second", ticket("A002"), day=1)
        await office.until(lambda: office.port.printed)
        office.clock.passes(seconds=61)
        office.port.gate.set()
        assert (await office.ended("second")).why == Trouble.LATE
        assert office.port.printed == [ticket("A001")]
        assert office.queue.trouble is None  # the printer itself is well


async def test_no_paper_is_told_and_the_same_ticket_can_be_printed_again() -> None:
    async with hall() as office:
        office.port.results = [Result(PrintState.FAILED, Trouble.NO_PAPER)]
        await office.queue.add("job", ticket("A001"), day=1, ticket="A001")
        job = await office.ended("job")
        assert (job.state, job.why) == (PrintState.FAILED, Trouble.NO_PAPER)
        assert office.queue.trouble is Trouble.NO_PAPER
        again = await office.queue.again("job", "job-again")
        assert again is not None
        assert again.ticket == "A001"
        assert (await office.ended("job-again")).state is PrintState.PRINTED
        assert office.queue.trouble is None
        assert office.port.printed == [ticket("A001")] * 2


async def test_printing_again_is_once_for_each_press() -> None:
    async with hall() as office:
        await office.queue.add("job", ticket("A001"), day=1)
        await office.ended("job")
        for _ in range(3):
            await office.queue.again("job", "job-again")
        await office.ended("job-again")
        assert len(office.port.printed) == 2
        assert await office.queue.again("never seen", "other") is None


async def test_a_printer_in_trouble_is_looked_at_until_it_is_well() -> None:
    async with hall(look_s=0.01) as office:
        office.port.looks = [Trouble.OFFLINE, Trouble.OFFLINE]
        office.queue.printer_changed()
        await office.until(lambda: office.queue.trouble is Trouble.OFFLINE)
        await office.until(lambda: office.queue.trouble is None)
        assert not office.port.printed


async def test_a_start_looks_how_the_printer_is() -> None:
    port = FalsePrinter(looks=[Trouble.NO_PAPER])
    async with hall(port=port) as office:
        await office.until(lambda: office.queue.trouble is Trouble.NO_PAPER)


@pytest.mark.parametrize("kind", ["none", "browser"])
async def test_without_a_printer_of_the_servers_there_is_no_job(kind: str) -> None:
    async with hall(printer=Printer(kind=kind)) as office:  # type: ignore[arg-type]
        assert not office.queue.drives
        assert await office.queue.add("job", ticket("A001"), day=1) is None
        assert await office.rows.print_jobs() == []


async def test_a_printer_that_is_taken_away_meanwhile_leaves_no_job_waiting() -> None:
    async with hall() as office:
        office.port.gate.clear()
        await office.queue.add("first", ticket("A001"), day=1)
        await office.queue.add("second", ticket("A002"), day=1)
        await office.until(lambda: office.port.printed)
        office.chosen.append(Printer())
        office.port.gate.set()
        assert (await office.ended("second")).why == Trouble.OFFLINE


async def test_papers_of_an_earlier_day_are_erased_with_their_addresses() -> None:
    async with hall() as office:
        await office.queue.add("monday", ticket("A001"), day=1)
        await office.ended("monday")
        await office.queue.add("tuesday", ticket("A001"), day=90)
        await office.ended("tuesday")
        assert [job.id for job in office.queue.jobs()] == ["tuesday"]
        assert [job.id for job in await office.rows.print_jobs()] == ["tuesday"]


async def test_a_store_that_fails_prints_nothing_and_the_next_job_is_printed() -> None:
    async with hall() as office:
        office.port.gate.clear()
        await office.queue.add("first", ticket("A001"), day=1)
        await office.queue.add("second", ticket("A002"), day=1)
        await office.queue.add("third", ticket("A003"), day=1)
        await office.until(lambda: office.port.printed)
        failing = FailingOnce(office.rows, "second")
        office.queue._rows = failing
        office.port.gate.set()
        assert (await office.ended("third")).state is PrintState.PRINTED
        assert office.state("second") is PrintState.FAILED
        assert office.port.printed == [ticket("A001"), ticket("A003")]


async def test_a_job_that_cannot_be_kept_is_not_taken() -> None:
    async with hall() as office:
        office.queue._rows = FailingOnce(office.rows, "job")
        with pytest.raises(NotKept):
            await office.queue.add("job", ticket("A001"), day=1)
        assert office.queue.job("job") is None
        assert await office.queue.add("job", ticket("A001"), day=1) is not None
        await office.ended("job")


class FailingOnce(MemoryStore):
    """Cannot keep one job, the first time."""

    def __init__(self, other: MemoryStore, job_id: str) -> None:
        super().__init__(other._log)
        self._fails = {job_id}

    async def put_print_job(self, row: PrintJob) -> None:
        if row.id in self._fails:
            self._fails.remove(row.id)
            raise OSError("disk full")
        await super().put_print_job(row)
