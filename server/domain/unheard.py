"""Calls that an announcer may still say, of somebody for whom their counter waits no more: they would send the person there."""

from server.domain.calls import NO_ANSWER, Outcome
from server.domain.events import CallWithdrawn
from server.domain.queue import QueueState


def withdrawals(state: QueueState, ticket: str, *, but_to: str = "") -> tuple[CallWithdrawn, ...]:
    """Takes back every call of the ticket that nobody has heard, but those to the counter `but_to`.

    Also one that nobody answered for: an announcer that was cut off and comes back would say it after all. What an announcer has
    given up itself it does not say again, and keeps its reason.
    """
    return tuple(
        CallWithdrawn(call.seq, ticket, call.counter, heard=False)
        for call in state.calls.values()
        if call.ticket == ticket
        and call.counter != but_to
        and (call.outcome is Outcome.QUEUED or (call.outcome is Outcome.UNSPOKEN and call.why == NO_ANSWER))
    )


def is_called_off(state: QueueState, first: int) -> bool:
    """Whether that call, which was no recall, and all its recalls were withdrawn."""
    calls = [call for call in state.calls.values() if first in (call.seq, call.first)]
    return bool(calls) and all(call.outcome is Outcome.WITHDRAWN for call in calls)
