"""What the print child does in which order, with a line that a test holds in its hands."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from server.description.printer import Printer
from server.domain.print_job import PrintState
from server.paper import print_child
from server.paper.connection import PAPER, REACHED, STATUS, HungUp, Unreachable, readiness
from server.paper.printer import PrinterPatience, Request, Result, Trouble
from server.paper.usb_line import endpoints

REQUEST = Request(Printer(kind="network", address="10.0.0.1"), PrinterPatience(), "{}")


@dataclass
class Line:
    """Answers as it is told; whatever is an exception is raised."""

    answers: dict[bytes, bytes | Exception] = field(default_factory=dict)
    known: Trouble | None = None
    sending: Exception | None = None
    took_all: bool = True
    heard: list[str] = field(default_factory=list)

    def ask(self, question: bytes, within_s: float) -> bytes:
        self.heard.append({STATUS: "status", PAPER: "paper", REACHED: "reached"}[question])
        answer = self.answers.get(question, b"")
        if isinstance(answer, Exception):
            raise answer
        return answer

    def send(self, job: bytes, within_s: float) -> None:
        self.heard.append("job")
        if self.sending is not None:
            raise self.sending

    def trouble(self) -> Trouble | None:
        return self.known

    def finish(self, within_s: float) -> bool:
        self.heard.append("finish")
        return self.took_all

    def close(self) -> None:
        self.heard.append("close")


WELL = {STATUS: b"\x12", PAPER: b"\x12", REACHED: b"\x00"}


def printed(line: Line, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setattr(print_child, "connect", lambda *_: line)
    monkeypatch.setattr(print_child, "_job", lambda _: b"job")
    return print_child.carry_out(REQUEST, lambda: line.heard.append("sending"))


def test_sending_is_said_after_the_questions_and_before_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(dict(WELL))
    assert printed(line, monkeypatch) == Result(PrintState.PRINTED)
    assert line.heard == ["status", "paper", "sending", "job", "reached", "finish", "close"]


def test_a_silent_printer_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line()
    assert printed(line, monkeypatch) == Result(PrintState.PRINTED)
    assert line.heard == ["status", "sending", "job", "finish", "close"]


@pytest.mark.parametrize(
    ("line", "result", "sent"),
    [
        (Line({STATUS: HungUp()}), Result(PrintState.FAILED, Trouble.OFFLINE), False),
        (Line(known=Trouble.NO_PAPER), Result(PrintState.FAILED, Trouble.NO_PAPER), False),
        (Line(sending=TimeoutError()), Result(PrintState.UNSURE, Trouble.NO_ANSWER), True),
        (Line(sending=HungUp()), Result(PrintState.UNSURE, Trouble.NO_ANSWER), True),
        (Line(took_all=False), Result(PrintState.UNSURE, Trouble.NO_ANSWER), True),
        (Line({**WELL, REACHED: HungUp()}), Result(PrintState.UNSURE, Trouble.NO_ANSWER), True),
        (Line({**WELL, REACHED: b"\x0c"}), Result(PrintState.UNSURE, Trouble.NO_PAPER), True),
    ],
)
def test_every_end_is_told_and_the_line_is_closed(
    monkeypatch: pytest.MonkeyPatch, line: Line, result: Result, sent: bool
) -> None:
    assert printed(line, monkeypatch) == result
    assert ("sending" in line.heard) == sent
    assert line.heard[-1] == "close"


@pytest.mark.parametrize(
    ("status", "paper", "trouble"),
    [
        (b"\x12", b"\x12", None),
        (b"\x12", b"\x72", Trouble.NO_PAPER),
        (b"\x1a", b"\x12", Trouble.NOT_READY),
        (b"\x12", b"\x1e", Trouble.LITTLE_PAPER),
        (b"\x1a", b"\x7e", Trouble.NO_PAPER),
        (b"", b"", None),
        (b"\xff", b"\xff", None),  # no answer that a printer gives
        (b"\x00\x12", b"OK\x72", Trouble.NO_PAPER),
    ],
)
def test_what_a_printer_says_of_itself(status: bytes, paper: bytes, trouble: Trouble | None) -> None:
    assert readiness(status, paper) == trouble


@dataclass
class Endpoint:
    bEndpointAddress: int  # noqa: N815 - the library's name


def test_a_usb_printer_is_asked_where_it_listens() -> None:
    device = [{(0, 0): [Endpoint(0x81), Endpoint(0x03)]}]
    assert endpoints(device) == (0x81, 0x03)
    assert endpoints([{(0, 0): [Endpoint(0x03)]}])[1] == 0x03


def test_a_usb_printer_that_is_absent_or_none_at_all_is_told_apart() -> None:
    with pytest.raises(Unreachable, match="offline"):
        endpoints(None)
    with pytest.raises(Unreachable, match="broken"):
        endpoints([{(0, 0): [Endpoint(0x81)]}])


def test_only_a_printers_own_port_is_asked_for_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl
    import os

    from server.paper import file_line

    asked = []

    def told(file: int, *_: object) -> bytes:
        asked.append(file)
        return bytes([0x20, 0, 0, 0])

    monkeypatch.setattr(fcntl, "ioctl", told)
    with Path(os.devnull).open("wb") as no_printer:
        assert file_line._port_status(no_printer.fileno()) == 0
        assert not asked
        monkeypatch.setattr(file_line, "_USB_MAJOR", os.major(os.fstat(no_printer.fileno()).st_rdev))
        assert file_line._port_status(no_printer.fileno()) == 0x20
