"""What time itself asks of the complaint board. Pure: the same state and day always give the same commands under the same keys.

What was done is told by the state, and a key names one effect for ever: ticks may repeat, and days without power are made up for.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from server.domain.complaint import Complaint, State
from server.domain.complaint_category import Rules
from server.domain.complaint_commands import (
    CloseBySilence,
    CloseIdentity,
    Command,
    EraseComplaint,
    EraseIdentity,
    EraseText,
    Escalate,
    MakeRoot,
    RevokeKeys,
    Withdraw,
)
from server.domain.complaint_deadlines import clocks, missed_clocks
from server.domain.complaint_erasure import erased_on
from server.domain.complaint_identity import approvals_needed
from server.domain.complaint_ladder import next_rung
from server.domain.complaint_retention import identity_until, text_until
from server.domain.complaint_weeks import monday_of, week_of, weeks_between
from server.domain.complaints_state import ComplaintsState

Due = tuple[str, Command]
# A wish to see an identity that no custodian has answered by then is over.
_REQUEST_DAYS = 7
_NOBODY = "nobody:"
_REOPENED = "reopened:"
_TWICE = 2


def due(state: ComplaintsState, today: date, rules: Rules, closed: Collection[date]) -> tuple[Due, ...]:
    """All that is due on `today`, in the order in which it is to be done: key, and command of the clock.

    `MakeRoot` comes without its root, which whoever carries it out computes.
    """
    return tuple(_due(state, today, rules, closed))


def counts_working_days(command: Command) -> bool:
    """Whether it is due only because so many working days have gone by, and so too early where holidays are unknown."""
    match command:
        case CloseBySilence():
            return True
        case Escalate(clock=clock):
            return not clock.startswith((_NOBODY, _REOPENED))
        case _:
            return False


def commitments_of(state: ComplaintsState, week: str) -> tuple[str, ...]:
    """The commitments of the complaints that came in in that ISO week, sorted, so that their order tells nothing."""
    return tuple(
        sorted(
            one.commitment for one in state.complaints.values() if one.commitment and week_of(one.days.received) == week
        )
    )


def _due(state: ComplaintsState, today: date, rules: Rules, closed: Collection[date]) -> Iterator[Due]:
    for complaint in state.complaints.values():
        yield from _keys(state, complaint)
        yield from _requests(complaint, today)
        if complaint.erasure is not None and erased_on(complaint, today):
            yield f"erase:{complaint.id}:{complaint.erasure.asked}", EraseComplaint(complaint.id)
            continue
        if complaint.closed:
            if not _waits_for_parent(state, complaint):
                yield from _retention(complaint, rules, today)
        else:
            yield from _clocks(complaint, rules, today, closed)
    yield from _roots(state, today)


def _keys(state: ComplaintsState, complaint: Complaint) -> Iterator[Due]:
    """Nobody can open any longer what was sealed to a key that is gone."""
    for account in complaint.stale:
        yield f"revoke:{complaint.id}:{account}:{state.staffed_seq}", RevokeKeys(complaint.id, account)


def _requests(complaint: Complaint, today: date) -> Iterator[Due]:
    for request in complaint.requests:
        if request.over:
            continue
        # Minutes end on the day; what is left open stands so because the power failed. One of two approvals grants none yet.
        granted = request.approved if len(request.approvals) >= approvals_needed(complaint) else None
        last = granted or request.asked + timedelta(days=_REQUEST_DAYS)
        if last < today or complaint.identity_erased:
            yield f"identity_request:{complaint.id}:{request.request}", CloseIdentity(complaint.id, request.request)


def _clocks(complaint: Complaint, rules: Rules, today: date, closed: Collection[date]) -> Iterator[Due]:
    name = complaint.id
    if not complaint.readers and next_rung(complaint):
        # Whatever it waits for: without a reader nobody would see the sender's answer, or the one to come.
        nobody = f"{_NOBODY}{len(complaint.escalated)}"
        yield f"escalate:{name}:{nobody}", Escalate(name, nobody)
        return
    match complaint.state:
        case State.AWAITING_CONFIRMATION:
            if _ran_out("confirm", complaint, rules, today, closed):
                yield f"silence:{name}:{complaint.reopened}", CloseBySilence(name)
        case State.NEEDS_INFO:
            if _ran_out("info", complaint, rules, today, closed):
                yield f"incomplete:{name}", Withdraw(name)
        case _:
            yield from _escalation(complaint, rules, today, closed)


def _ran_out(what: str, complaint: Complaint, rules: Rules, today: date, closed: Collection[date]) -> bool:
    return any(clock.what == what and clock.missed for clock in clocks(complaint, rules, today, closed))


def _escalation(complaint: Complaint, rules: Rules, today: date, closed: Collection[date]) -> Iterator[Due]:
    """One rung for each clock that ran out, and not two on one day: each rung gets a day to act.

    And one for each time, from the second on, that the sender has said that it is not mended: each reopening begins the clock anew, so
    an office could go on proposing the same for ever.
    """
    if not next_rung(complaint):
        return
    name, last = complaint.id, complaint.days.escalated_on
    if last is None or last < today:
        again = (f"{_REOPENED}{complaint.reopened}",) if complaint.reopened >= _TWICE else ()
        for clock in (*missed_clocks(complaint, rules, today, closed), *again):
            if clock not in complaint.escalated:
                yield f"escalate:{name}:{clock}", Escalate(name, clock)
                return


def _waits_for_parent(state: ComplaintsState, complaint: Complaint) -> bool:
    """What was merged is kept while the complaint that stands for it is worked on."""
    while complaint.state is State.MERGED and complaint.merged_into in state.complaints:
        complaint = state.complaints[complaint.merged_into]
    return not complaint.closed


def _retention(complaint: Complaint, rules: Rules, today: date) -> Iterator[Due]:
    identity, text = identity_until(complaint, rules), text_until(complaint, rules)
    if identity is not None and identity <= today:
        yield f"identity:{complaint.id}", EraseIdentity(complaint.id)
    if text is not None and text <= today:
        yield f"text:{complaint.id}", EraseText(complaint.id)


def _roots(state: ComplaintsState, today: date) -> Iterator[Due]:
    """A root for each week that is over, also for one in which nothing came: a missing root would tell."""
    if state.first_day is None:
        return
    for week in weeks_between(monday_of(state.root_week) if state.root_week else state.first_day, today):
        if week > state.root_week:
            yield f"root:{week}", MakeRoot(week)
