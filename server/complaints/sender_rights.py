"""Erasure on request by somebody who has lost the code and has proven at the desk who they are (UU 27/2022)."""

from server.complaints.office import ComplaintOffice, Outcome
from server.domain.complaint_codes import actor_of
from server.domain.complaint_commands import EraseComplaint


async def erase_by_desk(office: ComplaintOffice, complaint: str, account: str, key: str = "") -> Outcome:
    """Erase all that can be erased of the complaint, as the sender could.

    Done only for an official with a granted request to see that complaint's identity: without one nobody could have compared the
    person at the desk with the name that was given. A complaint without a name can be erased by its code alone.
    """
    return await office.do(
        EraseComplaint(complaint), actor=actor_of(account), key=key, fingerprint=f"erase {complaint}"
    )
