"""What is said of presses about keys, on more than one page of the desk."""

from server.complaints.key_procedures import Granted
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaint_sheets import keyed_posts
from server.web.complaints.desk_door import AtDesk
from server.web.complaints.refusal_words import REFUSAL_WORDS

_NEW_KEY = "Kunci Anda sendiri masih baru. Minta rekan memulihkan akses Anda lebih dahulu."


def not_trusted(at: AtDesk) -> str:
    """Why the word of whoever is at the desk does not count."""
    if at.account not in at.desk.staffing.posts.everybody():
        return REFUSAL_WORDS[ComplaintRefusal.NO_POST]
    state, today = at.desk.office.state, at.desk.office.today()
    new = at.account in keyed_posts(state.staffed) and state.posted[at.account] >= today
    return REFUSAL_WORDS[ComplaintRefusal.POST_TOO_NEW] if new and at.unlocked.trusted else _NEW_KEY


def given_words(granted: Granted) -> str:
    left = f" {granted.left} lagi perlu rekan lain." if granted.left else ""
    return f"Akses dipulihkan untuk {granted.done} aduan.{left}"
