"""What comes of a press: events, or a refusal. It changes nothing itself, and never raises."""

from collections.abc import Iterator, Mapping
from datetime import date

from server.domain.complaint_category import Rules
from server.domain.complaint_codes import API, CLOCK, account_of, is_code
from server.domain.complaint_commands import (
    CaseCommand,
    Command,
    ConfirmSheet,
    MakeRoot,
    MakeSheet,
    NoteExport,
    ReceiveComplaint,
    RefuseSheet,
    StaffDesk,
    StepCommand,
    ThreadCommand,
)
from server.domain.complaint_events import Event, InternalExported
from server.domain.complaint_keys import open_case, rooted, staffed
from server.domain.complaint_receiving import received
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaint_rights import refused_to
from server.domain.complaint_sheets import sheet_decided
from server.domain.complaint_steps import step
from server.domain.complaint_thread import add
from server.domain.complaints_state import ComplaintsState
from server.domain.frozen import plain

Decision = tuple[Event, ...] | ComplaintRefusal


def decide(state: ComplaintsState, command: Command, actor: str, today: date, rules: Rules) -> Decision:
    """`actor`: `sender` (whose code for this complaint was right), `clock`, `account:<id>` or `api`. `today`: the local date."""
    if not all(text == "" or is_code(text) for text in _texts(command)):
        return ComplaintRefusal.BAD_CODE
    match command:
        case ReceiveComplaint():
            return received(state, command, actor, today, rules)
        case StaffDesk():
            return staffed(command) if _of_the_office(actor) else ComplaintRefusal.OFFICIALS_ONLY
        case NoteExport():
            return (InternalExported(),) if _of_the_office(actor) else ComplaintRefusal.OFFICIALS_ONLY
        case MakeSheet() | ConfirmSheet() | RefuseSheet():
            return sheet_decided(state.staffed, state.sheets, state.posted, command, actor, today)
        case MakeRoot():
            return rooted(state, command, today) if actor == CLOCK else ComplaintRefusal.CLOCK_ONLY
        case _:
            return _on_a_case(state, command, actor, today, rules)


def _on_a_case(state: ComplaintsState, command: CaseCommand, actor: str, today: date, rules: Rules) -> Decision:
    complaint = state.complaints.get(command.id)
    if complaint is None:
        return ComplaintRefusal.UNKNOWN_COMPLAINT
    if refusal := refused_to(complaint, command, actor):
        return refusal
    if isinstance(command, StepCommand):
        return step(state, complaint, command, actor, today, rules)
    if isinstance(command, ThreadCommand):
        return add(state, complaint, command, actor, rules)
    return open_case(state, complaint, command, actor, today, rules)


def _of_the_office(actor: str) -> bool:
    return actor == API or account_of(actor) != ""


def _texts(command: Command) -> Iterator[str]:
    """Every text in the command: each may end up in an event, which has no place for words."""
    for value in plain(command).values():
        yield from _texts_in(value)


def _texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for name, one in value.items():
                yield from _texts_in(name)
                yield from _texts_in(one)
        case tuple():
            for one in value:
                yield from _texts_in(one)
        case _:
            pass
