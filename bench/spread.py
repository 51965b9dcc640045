"""Many measured values as the two that are printed, and ratios taken round by round."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median


@dataclass(frozen=True, slots=True)
class Spread:
    """`middle` is the median, `late` the 99th (or named) percentile; both in the unit of what was measured."""

    middle: float
    late: float

    @classmethod
    def of(cls, values: Sequence[float], percent: float = 99.0) -> "Spread":
        return cls(median(values), percentile(values, percent))


@dataclass(frozen=True, slots=True)
class Rounds:
    """One side's values, a list for every round, so that two sides can be compared within the same round."""

    values: tuple[tuple[float, ...], ...]

    @property
    def spread(self) -> Spread:
        return Spread(self.middle, percentile([value for one in self.values for value in one], 99.0))

    @property
    def middle(self) -> float:
        return median(self.middles)

    @property
    def middles(self) -> tuple[float, ...]:
        return tuple(median(one) for one in self.values)

    def ratio_to(self, other: "Rounds") -> float:
        """The median over the rounds of the ratio within a round: what slows a round down slows both sides."""
        return median(mine / theirs for mine, theirs in zip(self.middles, other.middles, strict=True))


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least `percent` of all values do not exceed."""
    ordered = sorted(values)
    index = max(0, -int(-len(ordered) * percent // 100) - 1)
    return ordered[index]


def interquartile_mean(values: Sequence[float]) -> float:
    """The mean of the middle half: as steady as a median, and fair to values that lie in two heaps."""
    ordered = sorted(values)
    quarter = len(ordered) // 4
    return fmean(ordered[quarter : len(ordered) - quarter])
