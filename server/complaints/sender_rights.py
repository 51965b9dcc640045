"""Erasure at the desk for somebody who has lost the code and has proven there who they are (UU 27/2022)."""

from server.complaints.office import ComplaintOffice, Outcome
from server.domain.complaint_codes import actor_of
from server.domain.complaint_commands import AskErasure, EraseComplaint, StopErasure


async def ask_erasure(office: ComplaintOffice, complaint: str, account: str, key: str = "") -> Outcome:
    """Ask that all of the complaint be erased, as the sender could do it.

    Done only for an official who has seen that complaint's identity: otherwise nobody could have compared the person at the desk with
    the name that was given. A complaint without a name can be erased by its code alone.
    """
    return await office.do(AskErasure(complaint), actor=actor_of(account), key=key, fingerprint=f"ask {complaint}")


async def agree_erasure(office: ComplaintOffice, complaint: str, account: str, key: str = "") -> Outcome:
    """Somebody else agrees: all that can be erased is gone with this press."""
    return await office.do(
        EraseComplaint(complaint), actor=actor_of(account), key=key, fingerprint=f"erase {complaint}"
    )


async def refuse_erasure(office: ComplaintOffice, complaint: str, account: str, key: str = "") -> Outcome:
    """By who asked, or by who does not agree."""
    return await office.do(StopErasure(complaint), actor=actor_of(account), key=key, fingerprint=f"keep {complaint}")
