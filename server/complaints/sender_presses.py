"""Which presses the sender has at this moment: each is asked of the rules themselves, so that no button lies."""

from collections.abc import Iterator
from datetime import date

from server.domain.complaint import Complaint
from server.domain.complaint_category import Rules
from server.domain.complaint_class import Class, rank
from server.domain.complaint_codes import SENDER
from server.domain.complaint_commands import (
    AddFile,
    AddMessage,
    ApproveSummary,
    Command,
    ConfirmFix,
    DeclineSummary,
    EraseComplaint,
    EraseIdentity,
    GiveInfo,
    LowerClass,
    RaiseClass,
    Rate,
    Reopen,
    StopErasure,
    Withdraw,
)
from server.domain.complaints import ComplaintsState, decide

_ANY = "0" * 16


def possible(state: ComplaintsState, complaint: Complaint, today: date, rules: Rules) -> frozenset[str]:
    """Names of the presses."""
    return frozenset(
        name for name, command in _presses(complaint) if isinstance(decide(state, command, SENDER, today, rules), tuple)
    )


def _presses(complaint: Complaint) -> Iterator[tuple[str, Command]]:
    """Each name with a command like it."""
    ident = complaint.id
    yield "pesan", AddMessage(ident, _ANY)
    yield "foto", AddFile(ident, _ANY, "photo")
    yield "jawab", GiveInfo(ident, _ANY)
    yield "beres", ConfirmFix(ident)
    yield "belum-beres", Reopen(ident, _ANY)
    yield "nilai", Rate(ident, 5)
    yield "tarik", Withdraw(ident)
    yield "hapus", EraseComplaint(ident)
    yield "henti-hapus", StopErasure(ident)
    yield "hapus-nama", EraseIdentity(ident)
    if complaint.summary is not None:
        yield "setuju", ApproveSummary(ident, complaint.summary.ref)
        yield "tolak", DeclineSummary(ident, complaint.summary.ref)
    for klass in Class:
        if rank(klass) > rank(complaint.klass):
            yield f"naikkan:{klass}", RaiseClass(ident, klass)
        elif rank(klass) < rank(complaint.klass):
            yield f"turunkan:{klass}", LowerClass(ident, klass)
