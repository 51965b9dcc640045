"""What the kiosk shows of papers: whether they are complete, and what is still to be brought."""

from dataclasses import dataclass

from display.clock_view import Clock
from display.paper_views import PaperNote


@dataclass(frozen=True, slots=True)
class PapersAskedView:
    """`/ambil`, between choosing a service that needs papers and its number. `priority`: asked for on the page before."""

    office: str
    clock: Clock
    letter: str
    service: str
    papers: tuple[str, ...]
    priority: bool
    key: str
    problem: str
    shared: bool
    idle_ms: int
    sound: str  # path of the page read aloud, or ""


@dataclass(frozen=True, slots=True)
class PapersNeededView:
    """`/ambil`, for somebody whose papers are not complete: no number, but the list, on paper where there is a printer."""

    office: str
    clock: Clock
    service: str
    papers: tuple[str, ...]
    shared: bool
    idle_ms: int
    sound: str
    paper: PaperNote | None
