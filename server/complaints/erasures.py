"""What events take away beside the log: rows, keys, and public words that nobody may read in clear (any more)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from server.complaints.kept import Kept
from server.complaints.log_store import Erased, Erasure, Hidden
from server.domain.board_item import GONE
from server.domain.complaint_class import Class, rank
from server.domain.complaint_codes import NOT_COMPLETED
from server.domain.complaint_events import (
    ClassRaised,
    ComplaintErased,
    Event,
    IdentityClosed,
    IdentityErased,
    IdentityRefused,
    KeysRevoked,
    SummaryDeclined,
    SummaryProposed,
    TextErased,
    Withdrawn,
)
from server.domain.complaint_thread import raising_events
from server.domain.complaints import ComplaintsState


def erasures_of(events: Iterable[Event]) -> tuple[Erasure, ...]:
    """What is to leave the disk, or the sight of others, for these events."""
    found = [erasure for event in events if (erasure := _erasure_of(event)) is not None]
    whole = {erasure.complaint for erasure in found if erasure.what is Erased.ALL}
    return tuple(one for one in found if one.complaint not in whole or isinstance(one.what, Erased))


def _erasure_of(event: Event) -> Erasure | None:
    match event:
        case IdentityErased(id=complaint):
            return Erasure(complaint, Erased.IDENTITY)
        case TextErased(id=complaint):
            return Erasure(complaint, Erased.TEXT)
        case ComplaintErased(id=complaint):
            return Erasure(complaint, Erased.ALL)
        case ClassRaised(id=complaint, klass=klass):
            return Erasure(complaint, Hidden.SECRET if klass == Class.SECRET else Hidden.ANONYMOUS)
        case SummaryDeclined(id=complaint, ref=ref):
            return Erasure(complaint, Hidden.DECLINED, ref)
        case Withdrawn(id=complaint, reason=reason) if reason != NOT_COMPLETED:
            return Erasure(complaint, Hidden.WITHDRAWN)
        case _:
            return None


def with_consequences(kept: Kept, events: Iterable[Event], state: ComplaintsState) -> Kept:
    """`kept`, as `events` leave it, which follow on `state`.

    Keys go from everybody whom the events say so of, and from requests that are over. Public words lie in clear only where they
    may be read: of an open complaint from the proposal on, for silence counts as consent there; of an anonymous one after the sender's
    yes; and nowhere after a no, of a secret complaint, or once the text is erased or the complaint withdrawn.
    """
    gone: list[tuple[str, str]] = []
    words: list[str] = []
    sealed: set[str] = set()
    for event in events:
        match event:
            case KeysRevoked(id=complaint, account=account):
                gone.append((complaint, account))
            case IdentityClosed(id=complaint, request=request) | IdentityRefused(id=complaint, request=request):
                gone.append((complaint, f"request:{request}"))
            case SummaryProposed(id=complaint, ref=ref) if state.complaints[complaint].klass is not Class.OPEN:
                sealed.add(ref)
            case SummaryDeclined(ref=ref):
                words.append(ref)
            case ClassRaised() | TextErased() | Withdrawn():
                words += _hidden_words(event, state)
            case _:
                pass
    if not (gone or words or sealed):
        return kept
    return replace(
        kept,
        plain=tuple(row for row in kept.plain if row.ref not in sealed),
        erase_wraps=(*kept.erase_wraps, *gone),
        erase_plain=(*kept.erase_plain, *words),
    )


def _hidden_words(event: ClassRaised | TextErased | Withdrawn, state: ComplaintsState) -> tuple[str, ...]:
    """The ref of the public words that this event takes away. What a card shows is a copy of its own, and goes with the card."""
    complaint = state.complaints[event.id]
    if complaint.summary is None:
        return ()
    match event:
        case ClassRaised(klass=klass):
            stay = klass != Class.SECRET and complaint.summary.approved is True
        case TextErased():
            stay = complaint.klass is Class.OPEN
        case Withdrawn():
            stay = False
        case _:
            assert_never(event)
    return () if stay else (complaint.summary.ref,)


def forgotten_events(erasure: Erasure, state: ComplaintsState) -> Sequence[Event]:
    """The events of an erasure that a log does not tell of, because it was restored from a copy that is older; () where none is needed."""
    complaint = state.complaints.get(erasure.complaint)
    if complaint is None or complaint.erased:
        return ()
    match erasure.what:
        case Erased.IDENTITY:
            return (IdentityErased(complaint.id),) if complaint.identity and not complaint.identity_erased else ()
        case Erased.TEXT:
            return () if complaint.text_erased else (TextErased(complaint.id),)
        case Erased.ALL:
            gone = () if complaint.closed else (Withdrawn(complaint.id),)
            return (*gone, ComplaintErased(complaint.id))
        case Hidden.ANONYMOUS | Hidden.SECRET:
            klass = Class.SECRET if erasure.what is Hidden.SECRET else Class.ANONYMOUS
            return raising_events(complaint, klass, "") if rank(klass) > rank(complaint.klass) else ()
        case Hidden.WITHDRAWN:
            return () if complaint.state in GONE else (Withdrawn(complaint.id),)
        case Hidden.DECLINED:
            summary = complaint.summary
            stands = summary is not None and summary.ref == erasure.ref and summary.approved is not False
            return (SummaryDeclined(complaint.id, erasure.ref),) if stands else ()
        case _:
            assert_never(erasure.what)
