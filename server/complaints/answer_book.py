"""What was answered under an idempotency key, for whoever asks again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from server.complaints.kept import Kept
from server.complaints.log_store import ComplaintStore, KeptAnswer
from server.complaints.outcomes import Done, KeyMisused
from server.complaints.sealed_answers import locked_answer, name_of, print_of, unlocked_answer
from server.complaints.streams import COMPLAINTS
from server.domain.complaint_commands import Command
from server.domain.complaint_events import ComplaintReceived
from server.domain.day_record import DayRecord


@dataclass(frozen=True, slots=True)
class Asked:
    """What the office was asked to do, once per `actor` and `key`."""

    command: Command
    actor: str
    key: str
    fingerprint: str
    kept: Kept
    answer: bytes


class AnswerBook:
    """Answers that no key can lock are here only, until the server ends or they are two days old."""

    def __init__(self, store: ComplaintStore) -> None:
        self._store = store
        self._unlocked: dict[tuple[str, bytes], tuple[date, bytes]] = {}

    async def known(self, actor: str, key: str, fingerprint: str) -> Done | KeyMisused | None:
        """What was answered under this key; None when it is new, or empty."""
        if not key:
            return None
        name = name_of(key)
        found = await self._store.answer(actor, name)
        if found is None:
            return None
        if found.fingerprint != print_of(key, fingerprint):
            return KeyMisused()
        records = await self._store.read(found.stream, found.first - 1, found.count) if found.count else []
        _, unlocked = self._unlocked.get((actor, name), (None, b""))
        answer = unlocked_answer(key, found.sealed) or unlocked
        return Done(tuple(record.event for record in records), replayed=True, answer=answer)

    def page(self, asked: Asked, records: Sequence[DayRecord[Any]], following: int, today: date) -> KeptAnswer | None:
        """What is to be committed with `records`, which begin at the number `following`; None without a key."""
        if not asked.key:
            return None
        received = next((record.event.id for record in records if isinstance(record.event, ComplaintReceived)), "")
        return KeptAnswer(
            actor=asked.actor,
            key=name_of(asked.key),
            fingerprint=print_of(asked.key, asked.fingerprint),
            stream=COMPLAINTS,
            first=following,
            count=len(records),
            complaint=received or getattr(asked.command, "id", ""),
            sealed=locked_answer(asked.key, asked.answer),
            day=today,
        )

    def committed(self, kept: KeptAnswer | None, answer: bytes) -> None:
        """Remember what the store could not be given."""
        if kept is not None and answer and not kept.sealed:
            self._unlocked[kept.actor, kept.key] = (kept.day, answer)

    async def forget(self, before: date) -> None:
        """Erase the answers that were given before that day."""
        self._unlocked = {name: kept for name, kept in self._unlocked.items() if kept[0] >= before}
        await self._store.forget_answers(before)
