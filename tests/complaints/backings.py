"""What a store of complaints keeps its log in, so that one suite can open several stores on one log, of both kinds."""

from pathlib import Path
from typing import Protocol

from server.complaints.log_store import ComplaintStore
from server.complaints.memory_store import MemoryComplaintStore, Shelves
from server.complaints.sqlite_store import SqliteComplaintStore


class Backing(Protocol):
    def store(self) -> ComplaintStore:
        """Another store on the same log."""


class InMemory:
    def __init__(self) -> None:
        self._shelves = Shelves()

    def store(self) -> ComplaintStore:
        return MemoryComplaintStore(self._shelves)


class InSqlite:
    def __init__(self, data: Path) -> None:
        data.mkdir(parents=True)
        self.data = data

    def store(self) -> ComplaintStore:
        return SqliteComplaintStore(self.data, new_epoch=lambda: "first")
