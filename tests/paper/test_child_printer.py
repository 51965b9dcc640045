"""A real print child against printers that are well, hang, are absent or have no paper."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from server.description.printer import Printer
from server.domain.print_job import PrintState
from server.paper.child_printer import ChildPrinter
from server.paper.printer import PrinterPatience, Result, Trouble
from tests.paper.receipt import modules_of, read
from tests.paper.tcp_printer import COVER_OPEN, NEAR_THE_END, OUT_OF_PAPER, Manners, nobody_listens, tcp_printer
from tests.paper.test_slip import TICKET

# A printer that answers does so at once, however busy the machine is; only where one is silent must a test wait less.
PATIENT = PrinterPatience(connect_s=30, status_s=30, send_s=30, end_s=30, close_s=30, whole_s=90)
IMPATIENT = PrinterPatience(connect_s=30, status_s=0.3, send_s=0.3, end_s=0.3, close_s=0.3, whole_s=90)
PRINTED = Result(PrintState.PRINTED)


def network(address: str, *, cutter: bool = False) -> Printer:
    return Printer(kind="network", address=address, cutter=cutter)


async def test_a_ticket_comes_out_once() -> None:
    async with tcp_printer() as printer:
        assert await ChildPrinter(PATIENT).print(network(printer.address), TICKET) == PRINTED
        receipt = read(printer.paper_used)
    assert "A012" in receipt.lines
    assert receipt.code() == modules_of(TICKET.address)


async def test_a_printer_that_answers_nothing_is_believed_to_be_well() -> None:
    async with tcp_printer(Manners(speaks=False)) as printer:
        assert await ChildPrinter(IMPATIENT).print(network(printer.address), TICKET) == PRINTED
        assert "A012" in read(printer.paper_used).lines


async def test_a_printer_that_cannot_tell_the_end_is_asked_again_how_it_is() -> None:
    async with tcp_printer(Manners(tells_the_end=False)) as printer:
        assert await ChildPrinter(replace(PATIENT, end_s=0.3)).print(network(printer.address), TICKET) == PRINTED


@pytest.mark.parametrize(
    ("manners", "result"),
    [
        (Manners(paper=OUT_OF_PAPER), Result(PrintState.FAILED, Trouble.NO_PAPER)),
        (Manners(paper=OUT_OF_PAPER, ready=COVER_OPEN), Result(PrintState.FAILED, Trouble.NO_PAPER)),
        (Manners(ready=COVER_OPEN), Result(PrintState.FAILED, Trouble.NOT_READY)),
    ],
    ids=["paper out", "paper out and not ready", "cover open"],
)
async def test_nothing_is_sent_to_a_printer_that_cannot_print(manners: Manners, result: Result) -> None:
    async with tcp_printer(manners) as printer:
        assert await ChildPrinter(PATIENT).print(network(printer.address), TICKET) == result
        assert not any(printer.jobs)


async def test_a_roll_near_its_end_prints_and_is_told() -> None:
    async with tcp_printer(Manners(paper=NEAR_THE_END)) as printer:
        result = await ChildPrinter(PATIENT).print(network(printer.address), TICKET)
        assert result == Result(PrintState.PRINTED, Trouble.LITTLE_PAPER)
        assert "A012" in read(printer.paper_used).lines


async def test_a_printer_that_accepts_and_never_reads_is_given_up() -> None:
    async with tcp_printer(Manners(reads=False)) as printer:
        result = await ChildPrinter(IMPATIENT).print(network(printer.address), TICKET)
        assert result == Result(PrintState.UNSURE, Trouble.NO_ANSWER)


async def test_a_printer_that_falls_silent_during_a_job_is_not_believed() -> None:
    async with tcp_printer(Manners(falls_silent=True)) as printer:
        result = await ChildPrinter(replace(PATIENT, end_s=0.3, status_s=2)).print(network(printer.address), TICKET)
        assert result == Result(PrintState.UNSURE, Trouble.NO_ANSWER)


async def test_paper_that_ends_during_the_job_is_seen() -> None:
    async with tcp_printer(Manners(end=0x0C)) as printer:
        result = await ChildPrinter(PATIENT).print(network(printer.address), TICKET)
        assert result == Result(PrintState.UNSURE, Trouble.NO_PAPER)


async def test_a_line_that_is_cut_in_the_middle_leaves_it_open_whether_paper_came_out() -> None:
    async with tcp_printer(Manners(hangs_up_after=2_000)) as printer:
        result = await ChildPrinter(PATIENT).print(network(printer.address), TICKET)
        assert result == Result(PrintState.UNSURE, Trouble.NO_ANSWER)


@pytest.mark.parametrize(
    ("printer", "trouble"),
    [
        (Printer(kind="network", address="192.168.1.60:99999"), Trouble.BROKEN),
        (Printer(kind="network", address=""), Trouble.BROKEN),
        (Printer(kind="file", address="/dev/usb/there-is-none"), Trouble.OFFLINE),
        (Printer(kind="usb", address="a printer"), Trouble.BROKEN),
    ],
)
async def test_an_address_at_which_nothing_can_be_is_told_apart(printer: Printer, trouble: Trouble) -> None:
    assert await ChildPrinter(PATIENT).print(printer, TICKET) == Result(PrintState.FAILED, trouble)


async def test_an_absent_printer_is_offline() -> None:
    assert await ChildPrinter(PATIENT).print(network(nobody_listens()), TICKET) == Result(
        PrintState.FAILED, Trouble.OFFLINE
    )


async def test_a_file_of_somebodys_is_never_overwritten(tmp_path: Path) -> None:
    document = tmp_path / "surat.txt"
    document.write_text("penting")
    result = await ChildPrinter(PATIENT).print(Printer(kind="file", address=str(document)), TICKET)
    assert result == Result(PrintState.FAILED, Trouble.BROKEN)
    assert document.read_text() == "penting"


async def test_a_device_file_gets_the_whole_job(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    reading = asyncio.create_task(asyncio.to_thread(device.read_bytes))
    assert await ChildPrinter(PATIENT).print(Printer(kind="file", address=str(device), paper=80), TICKET) == PRINTED
    assert "-" * 48 in read(await reading).lines


async def test_a_device_that_blocks_is_left_by_killing_the_child(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)  # and nobody reads: opening it waits for ever
    patience = PrinterPatience(whole_s=1.0)
    result = await ChildPrinter(patience).print(Printer(kind="file", address=str(device)), TICKET)
    assert result == Result(PrintState.FAILED, Trouble.NO_ANSWER)


async def test_a_child_that_is_killed_after_it_began_to_send_leaves_it_open() -> None:
    child = ("/bin/sh", "-c", "echo sending; exec sleep 1000")
    result = await ChildPrinter(PrinterPatience(whole_s=1.0), child).print(network("10.0.0.1"), TICKET)
    assert result == Result(PrintState.UNSURE, Trouble.NO_ANSWER)


@pytest.mark.parametrize(
    ("script", "state"),
    [
        ("import sys; sys.exit(3)", PrintState.FAILED),
        ("print('sending'); print('no json')", PrintState.UNSURE),
        ("raise RuntimeError", PrintState.FAILED),
    ],
)
async def test_a_child_that_breaks_is_told_as_our_own_fault(script: str, state: PrintState) -> None:
    result = await ChildPrinter(PATIENT, (sys.executable, "-c", script)).print(network("10.0.0.1"), TICKET)
    assert result == Result(state, Trouble.BROKEN)


async def test_a_child_that_cannot_be_started_is_our_own_fault() -> None:
    result = await ChildPrinter(PATIENT, ("/nowhere/python",)).print(network("10.0.0.1"), TICKET)
    assert result == Result(PrintState.FAILED, Trouble.BROKEN)


async def test_a_look_prints_nothing() -> None:
    port = ChildPrinter(PATIENT)
    async with tcp_printer() as printer:
        assert await port.look(network(printer.address)) is None
        printer.manners.paper = OUT_OF_PAPER
        assert await port.look(network(printer.address)) is Trouble.NO_PAPER
        assert not any(printer.jobs)


async def test_being_stopped_takes_the_child_along() -> None:
    async with tcp_printer(Manners(reads=False)) as printer:
        patience = PrinterPatience(status_s=60, whole_s=120)
        printing = asyncio.create_task(ChildPrinter(patience).print(network(printer.address), TICKET))
        async with asyncio.timeout(60):
            while not printer.lines:  # noqa: ASYNC110 (nobody tells a test that a line was opened)
                await asyncio.sleep(0.01)
        printing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await printing
