"""The visit register: who came, for what, and how it went."""

from dataclasses import dataclass

from display.clock_view import Clock


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One number of the day. `visit` names it in forms. Times that did not come to pass are ""."""

    visit: str
    time: str  # "09.41"
    number: str
    service: str
    counter: str  # "Loket 2"
    channel: str  # "kios", "HP", "petugas"
    waited: str  # "12 menit"
    served: str
    outcome: str  # "selesai"
    name: str  # as an official typed it, or ""


@dataclass(frozen=True, slots=True)
class RegisterView:
    """`/buku-tamu`, one service day. `rows` in order of arrival. `may_write`: names can be typed and erased."""

    office: str
    clock: Clock
    date: str  # ISO 8601, for the day picker
    date_words: str  # "Senin, 23 Nov 2026"
    summary: str  # "5 kunjungan, 4 selesai"
    rows: tuple[VisitRow, ...]
    before_path: str
    after_path: str
    csv_path: str
    may_write: bool
    key: str
    problem: str
