"""Raising the class of a complaint by its sender. Who may no longer read it loses the key in the same commit, as the events say."""

from typing import TYPE_CHECKING

from server.complaints.case_keys import NoKey
from server.complaints.following_sessions import SenderSession
from server.complaints.identity_vault import IdentityVault
from server.complaints.kept import NOTHING, Kept
from server.complaints.office import ComplaintOffice
from server.complaints.sender_story import opened_story
from server.domain.complaint import Complaint
from server.domain.complaint_class import Class
from server.domain.complaint_commands import RaiseClass
from server.domain.complaint_identity import custodians_anew
from server.sealing.pairs import Unopenable

if TYPE_CHECKING:
    from server.sealing.sealing import Sealing


async def raising(
    office: ComplaintOffice, sealing: "Sealing", complaint: Complaint, klass: Class, session: SenderSession
) -> tuple[RaiseClass, Kept]:
    """The press, and the shares of the identity's key that are sealed anew with it.

    The sender's own text says whom the complaint is about: they must not get it now.
    """
    about = await _about(office, complaint, session.private)
    split: Kept = NOTHING
    custodians: tuple[str, ...] = ()
    # Only a secret one's is split; an office that has too few people for that leaves it where it is.
    if klass is Class.SECRET and complaint.identity and not complaint.identity_erased:
        custodians = custodians_anew(office.state.staffed, complaint, about)
        if custodians:
            try:
                split = await IdentityVault(office, sealing).resplit(complaint.id, session.receipt, custodians)
            except (NoKey, Unopenable):
                # A custodian's key is gone, or the name was kept without the sender's half: raising matters more than splitting.
                custodians = ()
    return RaiseClass(complaint.id, klass, custodians, about), split


async def _about(office: ComplaintOffice, complaint: Complaint, private: bytes | None) -> tuple[str, ...] | None:
    if private is None:
        return None
    for row in await office.rows(complaint.id, "text"):
        story = opened_story(private, row.sealed)
        return story.about if story is not None else None
    return None
