"""The week's root over all receipts: made once, published, and proven to whoever holds a receipt."""

from dataclasses import dataclass

from server.complaints.office import ComplaintOffice, Outcome, Refused
from server.domain.complaint_codes import CLOCK
from server.domain.complaint_commands import MakeRoot
from server.domain.complaint_due import commitments_of
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaint_weeks import week_of
from server.sealing.batch_root import Proof, batch, packed, proof, root_of, unpacked
from server.sealing.sealing import Sealing

__all__ = ["WeekProof", "leaves_of", "make_root", "proof_of", "week_of"]


@dataclass(frozen=True, slots=True)
class WeekProof:
    """That a receipt's commitment is in the root of `week` (`2026-W47`)."""

    week: str
    root: bytes
    proof: Proof


async def make_root(office: ComplaintOffice, sealing: Sealing, week: str, *, key: str = "") -> Outcome:
    """Make the root of a week that is over. A second time the same leaves are taken."""
    if week >= week_of(office.today()):
        # Leaves that are kept stand for good: whatever comes in later in the week would not be among them.
        return Refused(ComplaintRefusal.TOO_SOON)
    name = leaves_of(week)
    kept = await office.setting(name)
    if kept is None:
        commitments = [bytes.fromhex(each) for each in commitments_of(office.state, week)]
        kept = packed(batch(commitments, sealing.random).leaves)
        # Before the event: a root without its leaves could prove nothing.
        await office.put_setting(name, kept)
    return await office.do(MakeRoot(week, root_of(unpacked(kept)).hex()), actor=CLOCK, key=key)


async def proof_of(office: ComplaintOffice, complaint: str) -> WeekProof | None:
    """For the receipt of that complaint. None: its week is not over, or it is unknown."""
    known = office.state.complaints.get(complaint)
    if known is None:
        return None
    week = week_of(known.days.received)
    kept = await office.setting(leaves_of(week))
    if kept is None:
        return None
    leaves = unpacked(kept)
    shown = proof(leaves, bytes.fromhex(known.commitment))
    return None if shown is None else WeekProof(week, root_of(leaves), shown)


def leaves_of(week: str) -> str:
    """Under which name the leaves of that week are kept."""
    return f"leaves:{week}"
