"""Which presses a case takes at this moment: asked of the rules themselves, so that a button never promises what they refuse."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from server.domain.complaint import Complaint
from server.domain.complaint_category import Rules
from server.domain.complaint_class import Class, rank
from server.domain.complaint_codes import IMPORTED, actor_of
from server.domain.complaint_commands import (
    AddMessage,
    Answer,
    Archive,
    AskErasure,
    AskIdentity,
    AskInfo,
    Assign,
    Command,
    EraseComplaint,
    Escalate,
    Forward,
    Merge,
    PassModeration,
    ProposeFix,
    ProposeSummary,
    RaiseClass,
    RevokeKeys,
    StartVerification,
    StartWork,
    StopErasure,
)
from server.domain.complaint_identity import may_see_identity
from server.domain.complaint_refusals import ComplaintRefusal as Why
from server.domain.complaints import decide
from server.domain.complaints_state import ComplaintsState

_TRIAL = "0000000000000000"
_NEVER = frozenset(
    {
        Why.WRONG_STATE,
        Why.HELD,
        Why.NOT_HELD,
        Why.ERASED,
        Why.NOT_A_READER,
        Why.NO_IDENTITY,
        Why.NOT_PUBLIC,
        Why.NOT_RAISED,
        Why.NO_RUNG,
    }
)
"""Refusals that nothing which may be typed or chosen would change."""


def possible(state: ComplaintsState, complaint: Complaint, account: str, today: date, rules: Rules) -> frozenset[str]:
    """The names of the presses, as they stand in the paths of the desk."""
    id_ = complaint.id
    higher = Class.ANONYMOUS if complaint.klass is Class.OPEN else Class.SECRET
    trials: Mapping[str, Command] = MappingProxyType(
        {
            "loloskan": PassModeration(id_),
            "periksa": StartVerification(id_),
            "kerjakan": StartWork(id_),
            "jawab": Answer(id_, _TRIAL),
            "pesan": AddMessage(id_, _TRIAL),
            "tanya": AskInfo(id_, _TRIAL),
            "koordinasi": Assign(id_, "", (account,), sideways=True),
            "teruskan": Assign(id_, "", (account,), sideways=False),
            "tangani": Assign(id_, "", (account,), sideways=False),
            "selesai": ProposeFix(id_, "dijelaskan", _TRIAL),
            "ringkasan": ProposeSummary(id_, _TRIAL),
            "keluar": Forward(id_, "kecamatan", _TRIAL),
            "gabung": Merge(id_, id_),
            "naikkan": RaiseClass(id_, higher, about=()),
            "identitas": AskIdentity(id_, _TRIAL, "verifikasi_lapangan", 10),
            "arsip": Archive(id_, "spam", _TRIAL),
            "atasan": Escalate(id_),
        }
    )
    actor = actor_of(account)
    found = {name for name, trial in trials.items() if decide(state, trial, actor, today, rules) not in _NEVER}
    if complaint.channel == IMPORTED:
        # Nobody has a code for it: a question would only be waited for, and the complaint then count as withdrawn.
        found.discard("tanya")
    if complaint.persons == (account,):
        found.discard("tangani")
    if rank(complaint.klass) == rank(Class.SECRET):
        found -= {"naikkan"}
    if may_see_identity(complaint, account):
        found = (found - {"identitas"}) | {"lihat-identitas"}
    erasing: Mapping[str, Command] = {
        "hapus": AskErasure(id_),
        "setuju-hapus": EraseComplaint(id_),
        "batal-hapus": StopErasure(id_),
    }
    found |= {name for name, trial in erasing.items() if isinstance(decide(state, trial, actor, today, rules), tuple)}
    if removable(state, complaint, account, today, rules):
        found.add("cabut")
    return frozenset(found)


def removable(state: ComplaintsState, complaint: Complaint, account: str, today: date, rules: Rules) -> tuple[str, ...]:
    """Whose key that official may take away."""
    actor = actor_of(account)
    return tuple(
        one
        for one in dict.fromkeys((*complaint.readers, *complaint.rungs))
        if isinstance(decide(state, RevokeKeys(complaint.id, one), actor, today, rules), tuple)
    )
