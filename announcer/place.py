"""The bookmark on disk: how far we are, what was attempted, what was settled, what the server does not know yet."""

import json
import os
from pathlib import Path
from types import MappingProxyType
from typing import Any

from announcer.agenda import Agenda
from announcer.messages import Ack
from announcer.why import Why

VERSION = 1


def save(path: Path, agenda: Agenda) -> None:
    """Puts the agenda's memory on disk: whole or not at all, and really there on return. Raises OSError."""
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(stored(agenda), file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    _sync_directory(path.parent)


def load(path: Path, stale_after: float) -> Agenda:
    """The agenda as the former life left it; an empty one when there is none or it cannot be read.

    An empty one asks the server for a fresh picture, so that nothing is lost with the file but the count of attempts.
    """
    try:
        return restored(json.loads(path.read_text(encoding="utf-8")), stale_after)
    except FileNotFoundError:
        return Agenda(stale_after)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # Unreadable or of another shape: the fresh picture replaces it.
        return Agenda(stale_after)


def stored(agenda: Agenda) -> dict[str, Any]:
    """What of an agenda outlives the process: numbers and codes, never a text.

    The bookmark stands just before the oldest call that is not settled, so that the next life is told of it again. `waiting` are
    the calls that were received in time: a short death in a long backlog does not make them stale.
    """
    open_ones = (*agenda.waiting, agenda.sounding) if agenda.sounding else agenda.waiting
    waiting = [seq for utterance in open_ones for seq in utterance.seqs]
    unsettled = [*waiting, *(seq for utterance in agenda.missed for seq in utterance.seqs)]
    return {
        "v": VERSION,
        "epoch": agenda.epoch,
        "seq": min([agenda.seen, *(seq - 1 for seq in unsettled)]),
        "room": agenda.room,
        "fresh": agenda.fresh,
        "waiting": sorted(waiting),
        "attempts": sorted(agenda.attempts.items()),
        "settled": sorted(agenda.settled.items()),
        "outbox": [[ack.seq, ack.step, ack.why] for ack in agenda.outbox],
    }


def restored(content: dict[str, Any], stale_after: float) -> Agenda:
    """The agenda of what was stored. Raises KeyError, TypeError or ValueError for another shape."""
    if content["v"] != VERSION or content["epoch"] is None:
        return Agenda(stale_after)
    # The last three are missing in files of before rooms and leases.
    room, fresh, waiting = content.get("room"), content.get("fresh") is True, content.get("waiting", ())
    return Agenda(
        stale_after,
        epoch=str(content["epoch"]),
        seen=int(content["seq"]),
        fresh=fresh,
        room=None if room is None else str(room),
        promised=frozenset(int(seq) for seq in waiting),
        attempts=MappingProxyType({int(seq): int(count) for seq, count in content["attempts"]}),
        settled=MappingProxyType({int(seq): str(outcome) for seq, outcome in content["settled"]}),
        outbox=tuple(Ack(int(seq), step, Why(why) if why else None) for seq, step, why in content["outbox"]),
    )


def _sync_directory(path: Path) -> None:
    """The renaming too is on the medium on return. Windows has no such call and needs none on NTFS."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
