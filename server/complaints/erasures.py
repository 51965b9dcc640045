"""What the events of erasing and revoking take away beside the log."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from server.complaints.kept import Kept
from server.complaints.log_store import Erased, Erasure
from server.domain.complaint_events import (
    ComplaintErased,
    Event,
    IdentityClosed,
    IdentityErased,
    IdentityRefused,
    KeysRevoked,
    TextErased,
    Withdrawn,
)
from server.domain.complaints import ComplaintsState


def erasures_of(events: Iterable[Event]) -> tuple[Erasure, ...]:
    """What is to leave the disk for these events."""
    found = []
    for event in events:
        match event:
            case IdentityErased(id=complaint):
                found.append(Erasure(complaint, Erased.IDENTITY))
            case TextErased(id=complaint):
                found.append(Erasure(complaint, Erased.TEXT))
            case ComplaintErased(id=complaint):
                found.append(Erasure(complaint, Erased.ALL))
            case _:
                pass
    return tuple(found)


def with_revocations(kept: Kept, events: Iterable[Event]) -> Kept:
    """`kept`, with the keys taken away from everybody whom the events say so of, and from requests that are over."""
    gone: list[tuple[str, str]] = []
    for event in events:
        match event:
            case KeysRevoked(id=complaint, account=account):
                gone.append((complaint, account))
            case IdentityClosed(id=complaint, request=request) | IdentityRefused(id=complaint, request=request):
                gone.append((complaint, f"request:{request}"))
            case _:
                pass
    return replace(kept, erase_wraps=(*kept.erase_wraps, *gone)) if gone else kept


def forgotten_events(erased: Iterable[Erasure], state: ComplaintsState) -> Iterator[Sequence[Event]]:
    """The events of erasures that a log does not tell of, because it was restored from a copy that is older than they are."""
    for erasure in erased:
        complaint = state.complaints.get(erasure.complaint)
        if complaint is None or complaint.erased:
            continue
        match erasure.what:
            case Erased.IDENTITY:
                if complaint.identity and not complaint.identity_erased:
                    yield (IdentityErased(complaint.id),)
            case Erased.TEXT:
                if not complaint.text_erased:
                    yield (TextErased(complaint.id),)
            case Erased.ALL:
                gone = () if complaint.closed else (Withdrawn(complaint.id),)
                yield (*gone, ComplaintErased(complaint.id))
