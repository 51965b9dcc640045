"""A new complaint: its class, and those to whom it is sealed."""

from datetime import date

from server.domain.complaint_category import Rules, class_for
from server.domain.complaint_class import Class
from server.domain.complaint_codes import CLOCK
from server.domain.complaint_events import ComplaintReceived, Event
from server.domain.complaint_ladder import custodians_for, recipients_for, rungs_for
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaint_step_commands import ReceiveComplaint
from server.domain.complaints_state import ComplaintsState


def received(
    state: ComplaintsState, command: ReceiveComplaint, actor: str, today: date, rules: Rules
) -> tuple[Event, ...] | ComplaintRefusal:
    staffed = state.staffed
    if actor == CLOCK:
        return ComplaintRefusal.SENDER_ONLY
    if not command.id or not command.number or not command.channel:
        return ComplaintRefusal.BAD_CODE
    if staffed is None or not staffed.keys:
        return ComplaintRefusal.NOT_STAFFED
    if command.id in state.complaints or command.number in state.by_number:
        return ComplaintRefusal.TWICE
    category = rules.categories.get(command.category)
    if category is None:
        return ComplaintRefusal.UNKNOWN_CATEGORY
    klass = class_for(category, command.klass)
    # A place narrows down who may have written: only the open class keeps it in clear.
    hamlet = command.hamlet if klass is Class.OPEN else ""
    if hamlet and hamlet not in rules.hamlets:
        return ComplaintRefusal.UNKNOWN_HAMLET
    recipients = recipients_for(staffed, category, klass, command.about)
    rungs = rungs_for(staffed, command.about)
    custodians = custodians_for(staffed, klass, command.about, recipients) if command.identity else ()
    if not recipients:
        return ComplaintRefusal.NO_RECIPIENT
    if command.identity and not custodians:
        return ComplaintRefusal.NO_VAULT
    # Sealed to others than these, it could not be read by whom the events name.
    if (set(command.recipients), command.rungs, set(command.custodians)) != (set(recipients), rungs, set(custodians)):
        return ComplaintRefusal.STAFF_CHANGED
    # The event would tell another day than the receipt, which would look forged for ever.
    if command.committed_on not in (None, today):
        return ComplaintRefusal.DAY_CHANGED
    return (
        ComplaintReceived(
            id=command.id,
            number=command.number,
            klass=klass,
            category=command.category,
            hamlet=hamlet,
            channel=command.channel,
            formal=command.formal,
            recipients=recipients,
            rungs=rungs,
            held=command.suspect,
            commitment=command.commitment,
            identity=command.identity,
            custodians=command.custodians,
        ),
    )
