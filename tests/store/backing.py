"""What a store keeps its log in, so that one suite can open several stores on one log, of every kind."""

from pathlib import Path
from typing import Protocol

from server.store.base import Store
from server.store.memory import MemoryLog, MemoryStore
from server.store.sqlite import SqliteStore


class Backing(Protocol):
    def store(self) -> Store:
        """Another store on the same log."""


class InMemory:
    def __init__(self) -> None:
        self._log = MemoryLog(epoch="first")

    def store(self) -> Store:
        return MemoryStore(self._log)


class InSqlite:
    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def store(self) -> Store:
        return SqliteStore(self.directory, exclusive=False, new_epoch=lambda: "first")
