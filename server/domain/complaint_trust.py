"""Whose key counts, and whose word makes a new one count. The log knows; a table on the disk can be changed by whoever holds the disk."""

from datetime import date

from server.domain.complaint_sheets import keyed_posts, word_counts
from server.domain.complaints_state import ComplaintsState


def counts_unvouched(state: ComplaintsState, account: str, public: str) -> bool:
    """Whether this key (hex) of the account counts without a colleague's word.

    So it is when the log has named it before, or has never named one of theirs, or when nobody is left who could give that word.
    """
    named = state.last_keys.get(account)
    return named in (None, public) or not keyed_posts(state.staffed) - {account}


def on_desk(state: ComplaintsState, account: str, public: str) -> bool:
    """Whether the account holds a post, with this key (hex), which the log names."""
    staffed = state.staffed
    return staffed is not None and account in keyed_posts(staffed) and staffed.keys[account] == public


def may_vouch(state: ComplaintsState, account: str, public: str, today: date, *, besides: str) -> bool:
    """Whether the account, with this key (hex), may say that the new key of a colleague (`besides`) is that colleague's.

    Before the board is opened nobody has a post, and nothing is sealed to anybody: then every colleague may.
    """
    if account == besides:
        return False
    if state.staffed is None:
        return True
    return on_desk(state, account, public) and word_counts(state.staffed, state.posted, account, today, besides=besides)
