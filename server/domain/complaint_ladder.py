"""Who gets a complaint: first recipients, the rungs above them, the custodians of an identity. Whoever it is about is none of them.

Only accounts with a public key count: nothing can be sealed to the others.
"""

from collections.abc import Collection

from server.domain.complaint import Complaint
from server.domain.complaint_category import Category
from server.domain.complaint_class import Class
from server.domain.complaint_key_events import DeskStaffed
from server.domain.frozen import replace

_CUSTODIANS_OF_A_SECRET = 3


def custodians_needed(klass: Class) -> int:
    """How many hold the keys of an identity: of a secret one three, of whom any two open it."""
    return _CUSTODIANS_OF_A_SECRET if klass is Class.SECRET else 1


def rungs_for(staffed: DeskStaffed, about: Collection[str]) -> tuple[str, ...]:
    """Whom a complaint about these accounts may be escalated to, from the lowest: empty rungs are skipped, nobody stands twice."""
    return tuple(dict.fromkeys(one for one in staffed.ladder if one in staffed.keys and one not in about))


def recipients_for(staffed: DeskStaffed, category: Category, klass: Class, about: Collection[str]) -> tuple[str, ...]:
    """Who may read a new complaint from the start; () when there is nobody.

    Open and anonymous: the category's unit and the head of services. Secret: the lowest rung alone, and the BPD too when the complaint is
    about an official. Where all of these are left out, the lowest rung.
    """
    rungs = rungs_for(staffed, about)
    overseer = staffed.ladder[-1]
    if klass is Class.SECRET:
        named = (*rungs[:1], *(one for one in rungs if about and one == overseer))
    else:
        named = tuple(
            one
            for one in (*staffed.units.get(category.unit, ()), staffed.ladder[0])
            if one in staffed.keys and one not in about
        )
    return tuple(dict.fromkeys(named)) or rungs[:1]


def custodians_for(
    staffed: DeskStaffed, klass: Class, about: Collection[str], readers: Collection[str] = ()
) -> tuple[str, ...]:
    """Who holds the keys of the identity: three for a secret complaint, of whom two are needed; otherwise one. () when too few are left.

    A custodian whom the complaint is about is replaced from the ladder. The one of an ordinary complaint is none of its `readers`, as long
    as there is anybody else: whoever wants to know the name is not the one to say yes.
    """
    rungs = rungs_for(staffed, about)
    named = (one for one in staffed.custodians if one in staffed.keys and one not in about)
    keepers = tuple(dict.fromkeys((*named, *rungs)))
    if klass is not Class.SECRET:
        return tuple(one for one in keepers if one not in readers)[:1] or rungs[:1]
    three = keepers[:_CUSTODIANS_OF_A_SECRET]
    return three if staffed.custodians and len(three) == _CUSTODIANS_OF_A_SECRET else ()


def next_rung(complaint: Complaint) -> str:
    """Whom the next step up leads to; "" at the top.

    Where the ladder itself has had the case from the start, those who read it already are no step up.
    """
    from_below = any(one not in complaint.rungs for one in complaint.recipients)
    for rung in complaint.rungs:
        if rung not in complaint.climbed and (from_below or rung not in complaint.recipients):
            return rung
    return ""


def rungs_up(complaint: Complaint) -> tuple[str, ...]:
    """The steps of one press by hand: up to the first who does not read it yet; () when all above read it already."""
    steps: tuple[str, ...] = ()
    while rung := next_rung(replace(complaint, climbed=(*complaint.climbed, *steps))):
        steps = (*steps, rung)
        if rung not in complaint.readers:
            return steps
    return ()


def level_of(staffed: DeskStaffed | None, complaint: Complaint, account: str) -> int:
    """How high the account stands: 1 head of services … 4 BPD; for one who is on the ladder no longer, one above the present rung."""
    if staffed is not None and account in staffed.ladder:
        return max(staffed.ladder.index(account) + 1, complaint.rung)
    return min(complaint.rung + 1, 4)
