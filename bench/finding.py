"""What was measured for one goal."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.goals import GOALS, Goal, Judged
from bench.spread import Rounds, Spread


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures in the goal's unit. `ratio` is ours by theirs; None without a rival."""

    key: str
    ours: Spread
    theirs: Spread | None = None
    ratio: float | None = None

    @property
    def goal(self) -> Goal:
        return GOALS[self.key]

    @property
    def value(self) -> float:
        """The figure by which the goal is judged."""
        match self.goal.judged:
            case Judged.RATIO:
                return self.ours.middle if self.ratio is None else self.ratio
            case Judged.MIDDLE:
                return self.ours.middle
            case Judged.LATE:
                return self.ours.late

    @property
    def met(self) -> bool:
        return self.goal.met(self.value)

    @property
    def holds(self) -> bool:
        return self.goal.holds(self.value)


def against(key: str, ours: Rounds, theirs: Rounds) -> Finding:
    return Finding(key, ours.spread, theirs.spread, ours.ratio_to(theirs))


def alone(key: str, values: Sequence[float]) -> Finding:
    """Judged by its median, or its 95th percentile."""
    return Finding(key, Spread.of(values, 95.0 if GOALS[key].judged is Judged.LATE else 99.0))
