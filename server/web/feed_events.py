"""The events as the feed tells them: with the room in which something is said, their age, and an announcement's words."""

from collections.abc import Mapping

from server.domain.calls import Call
from server.domain.record import CLOCK, Record
from server.web.announcing import spoken_text
from server.web.api import event_json
from server.web.context import Context

_NEWEST_CALLS = 50
CALL_KINDS = frozenset(
    {
        "ticket_called",
        "ticket_recalled",
        "letter_called",
        "call_withdrawn",
        "call_speaking",
        "call_spoken",
        "call_unspoken",
        "call_shown",
        "announcement_made",
        "announcement_withdrawn",
        "announcement_speaking",
        "announcement_spoken",
        "announcement_unspoken",
    }
)
_SAID = frozenset({"ticket_called", "ticket_recalled", "letter_called", "call_withdrawn", "announcement_made"})


def servable(after: str | None, epoch: str | None, present_epoch: str, head: int) -> int | None:
    """The reader's bookmark, if it is one of this life of the log."""
    if after is None or not after.isascii() or not after.isdigit() or epoch != present_epoch or len(after) > 15:
        return None
    return int(after) if int(after) <= head else None


async def event_frame(context: Context, record: Record, *, speaks: bool) -> Mapping[str, object]:
    """One event. `speaks`: the reader is to say it, so an announcement comes with its words, if there are any left."""
    age_ms = record.stamp.elapsed_ms(context.office.clock.now().stamp)
    frame: dict[str, object] = {**event_json(record), "age": age_ms / 1000}
    if record.kind in _SAID:
        counter, asked = frame.get("counter"), str(frame.get("room", ""))
        rooms = context.description
        frame["room"] = rooms.room_of(counter) if isinstance(counter, str) else rooms.room(asked).name
    if record.kind == "announcement_made":
        frame["planned"] = record.actor == CLOCK
    if record.kind == "announcement_made" and speaks:
        text = await spoken_text(context, record)
        if text is not None:
            frame["text"] = text
    return frame


async def reset_frame(context: Context, head: int, *, speaks: bool) -> Mapping[str, object]:
    """Today's newest calls and what became of them, for a reader whose bookmark is of no use; for one that speaks also the
    announcements that are still to be said.
    """
    state, now = context.office.state, context.office.clock.now().stamp
    calls: list[Call] = list(state.calls.values())[-_NEWEST_CALLS:]
    frame: dict[str, object] = {
        "reset": True,
        "epoch": context.office.epoch,
        "head": head,
        "calls": [
            {
                "seq": call.seq,
                "kind": "ticket_recalled" if call.first else "ticket_called",
                "ticket": call.ticket,
                "counter": call.counter,
                "service": call.service,
                "age": call.made.elapsed_ms(now) / 1000,
                "spoken": call.outcome,
                "room": context.description.room_of(call.counter),
            }
            for call in calls
        ],
    }
    if speaks:
        frame["announcements"] = [
            {**await event_frame(context, record, speaks=True), "spoken": announcement.outcome}
            for announcement in tuple(state.pending_announcements())
            for record in await context.office.after(announcement.seq - 1, 1)
        ]
    return frame
