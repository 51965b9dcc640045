"""How much is measured, and where the measured programs may write."""

from dataclasses import dataclass
from pathlib import Path

from bench.sides import Rival


@dataclass(frozen=True, slots=True)
class Plan:
    """`folder` lies on the same disk as the checkout, so that a commit is one. `rivals` are those of the fan-out that are there."""

    folder: Path
    rounds: int
    events: int
    rivals: tuple[Rival, ...]
    skipped: frozenset[str] = frozenset()

    def data(self, name: str) -> str:
        """A folder of its own for one program."""
        return str(self.folder / name)
