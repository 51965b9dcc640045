"""Short texts about people that officials type, such as a visitor's name. They stand beside the log, so that they can be erased."""

from server.domain.note import Note
from server.web.context import Context

MOST = 80


class Unreadable(ValueError):
    """Too long, or with signs that are no text."""


async def keep(context: Context, note_id: str, typed: str) -> bool:
    """Keep what was typed under that id; nothing typed erases it. False: the medium failed. Raises `Unreadable`."""
    words = " ".join(typed.split())
    if len(words) > MOST or not words.isprintable():
        raise Unreadable
    store = context.office.store
    try:
        if words:
            await store.put_note(Note(note_id, words, context.office.clock.now().wall_ms))
        else:
            await store.delete_note(note_id)
    except Exception as error:  # noqa: BLE001
        # Whatever was wrong with the medium, the official is told that nothing has changed.
        context.office.medium.failed(error)
        return False
    return True


async def text(context: Context, note_id: str) -> str:
    """What is kept under that id, "" for nothing."""
    return await context.office.store.note(note_id) or ""
