"""One thing that was looked at, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: nothing to do, better to do something, does not work."""

    OK = "OK"
    WARNING = "PERINGATAN"
    FAILED = "GAGAL"


@dataclass(frozen=True, slots=True)
class Finding:
    """`remedy` says what to do; empty when there is nothing to do."""

    level: Level
    subject: str
    found: str
    remedy: str = ""

    def line(self) -> str:
        remedy = f" → {self.remedy}" if self.remedy else ""
        return f"{self.level:<10}  {self.subject}: {self.found}{remedy}"


def ok(subject: str, found: str) -> Finding:
    return Finding(Level.OK, subject, found)


def warning(subject: str, found: str, remedy: str) -> Finding:
    return Finding(Level.WARNING, subject, found, remedy)


def failed(subject: str, found: str, remedy: str) -> Finding:
    return Finding(Level.FAILED, subject, found, remedy)
