"""Who may still take a number. `decide` refuses by it, and the kiosk shows it beforehand."""

from server.domain.queue import QueueState
from server.domain.refusals import DayIsClosed, NotTaking, QuotaSpent, Refusal, UnknownService


def why_not_take(state: QueueState, service: str) -> Refusal | None:
    """Why nobody can take a number of that service now; None when one can be had."""
    if service not in state.structure.services:
        return UnknownService(service)
    if state.day is None:
        return DayIsClosed()
    if not state.day.taking:
        return NotTaking()
    issued, quota = state.issued.get(service, 0), state.structure.quotas.get(service, 0)
    if quota and issued - state.skipped.get(service, 0) >= quota:
        return QuotaSpent(service)
    return None
