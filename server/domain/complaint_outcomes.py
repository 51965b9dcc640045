"""How complaints ended, counted honestly: closed is not solved."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from server.domain.complaint import Complaint, State


@dataclass(frozen=True, slots=True)
class Tally:
    """Every complaint is in one of these, but for `reopenings`, which counts how often a sender said "belum beres".

    `solved`: mended, and the sender says so. `answered`: the sender accepts an explanation, a no, or that it is not the office's.
    `silent`: closed because nobody said anything.
    """

    open: int = 0
    solved: int = 0
    answered: int = 0
    silent: int = 0
    archived: int = 0
    merged: int = 0
    forwarded: int = 0
    withdrawn: int = 0
    reopenings: int = 0

    @property
    def received(self) -> int:
        """All there ever were."""
        closed = self.solved + self.answered + self.silent + self.archived + self.merged + self.forwarded
        return self.open + closed + self.withdrawn


def tally(complaints: Iterable[Complaint]) -> Tally:
    counted: Counter[str] = Counter()
    for complaint in complaints:
        counted[_end_of(complaint)] += 1
        counted["reopenings"] += complaint.reopened
    return Tally(**counted)


def _end_of(complaint: Complaint) -> str:
    if complaint.solved:
        return "solved"
    match complaint.state:
        case State.DONE:
            return "answered"
        case State.DONE_BY_SILENCE:
            return "silent"
        case State.ARCHIVED:
            return "archived"
        case State.MERGED:
            return "merged"
        case State.FORWARDED:
            return "forwarded"
        case State.WITHDRAWN:
            return "withdrawn"
        case _:
            return "open"
