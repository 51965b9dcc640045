"""The words that complaint events use instead of free text. Each set is closed; labels are written where people read them."""

import re

SENDER = "sender"
CLOCK = "clock"
API = "api"

IMPORTED = "import"
"""The channel of complaints from older lists: nobody has a code for them."""

FIX_REASONS = frozenset({"tuntas", "dijelaskan", "tidak_dapat_dipenuhi", "bukan_kewenangan"})
ARCHIVE_REASONS = frozenset({"spam", "tidak_jelas", "fitnah", "di_pengadilan", "di_luar_pelayanan"})
WITHDRAWN = "ditarik_pelapor"
NOT_COMPLETED = "tidak_dilengkapi"
CLOSED_BY_SILENCE = "selesai_otomatis"
FORWARD_TARGETS = frozenset({"kecamatan", "kabupaten", "lapor", "inspektorat", "ombudsman"})
FILE_KINDS = frozenset({"photo", "voice", "proof"})
OPENED = frozenset({"text", "photo", "identity"})
SEARCH, EXPORT = "pencarian", "ekspor"
IN_PASSING = frozenset({SEARCH, EXPORT})
"""Why many texts are opened at once: nobody has read what the sender said last."""
MOST_STARS = 5
# The longest time for which an identity is opened at once.
MOST_MINUTES = 120

_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,128}")


def is_code(text: str) -> bool:
    """Whether this may stand in an event: an id or a code. Free text, with its blanks, may not."""
    return _CODE.fullmatch(text) is not None


def account_of(actor: str) -> str:
    """The account's id of the actor `account:<id>`; "" for the sender, the clock, a device or automation."""
    kind, _, account = actor.partition(":")
    return account if kind == "account" else ""


def actor_of(account: str) -> str:
    """What the log calls the person of that account."""
    return f"account:{account}"
