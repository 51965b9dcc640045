"""The conversation of a sender with the office, as both said it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from display.complaint_tracking_views import TrackSaid
from server.complaints.sender_view import SenderView
from server.domain.complaint_codes import SENDER
from server.domain.complaint_events import Answered, FileAdded, InfoAsked, InfoGiven, MessageAdded, Reopened
from server.web.complaints.desk_words import day_words

_ME = "Anda"
_OFFICE = "Petugas"


def conversation(view: SenderView, path: Callable[[str], str]) -> tuple[TrackSaid, ...]:
    """The story first, then everything in its order. `path` of a file's ref. Proofs stand in the timeline."""
    return (
        *_story(view, path),
        *(said for record in view.records for said in _said(view, record.event, record.day, path)),
    )


def open_question(view: SenderView) -> str:
    """What the office asked last."""
    refs = [record.event.ref for record in view.records if isinstance(record.event, InfoAsked)]
    return view.texts.get(refs[-1], "") if refs else ""


def _story(view: SenderView, path: Callable[[str], str]) -> Iterator[TrackSaid]:
    day = day_words(view.complaint.days.received)
    if view.story is None:
        yield TrackSaid(True, _ME, day, "mengadu", gone=True)
        return
    place = f"\nTempat: {view.story.landmark}" if view.story.landmark else ""
    yield TrackSaid(True, _ME, day, "mengadu", view.story.text + place)
    for ref, what in view.story.files:
        yield _file(True, day, what, path(ref))


def _said(view: SenderView, event: Any, day: date, path: Callable[[str], str]) -> Iterator[TrackSaid]:
    words = day_words(day)
    match event:
        case MessageAdded(by=by, ref=ref):
            yield _text(view, by == SENDER, words, "", ref)
        case InfoAsked(ref=ref):
            yield _text(view, False, words, "bertanya", ref)
        case Answered(ref=ref):
            yield _text(view, False, words, "menjawab", ref)
        case InfoGiven(ref=ref) if ref:
            yield _text(view, True, words, "menjawab", ref)
        case Reopened(ref=ref) if ref:
            yield _text(view, True, words, "menyatakan belum beres", ref)
        case FileAdded(by=by, ref=ref, what=what) if what != "proof":
            gone = ref not in view.files
            yield (
                TrackSaid(by == SENDER, _who(by == SENDER), words, gone=True)
                if gone
                else _file(by == SENDER, words, what, path(ref))
            )
        case _:
            return


def _text(view: SenderView, mine: bool, day: str, about: str, ref: str) -> TrackSaid:
    text = view.texts.get(ref, "")
    return TrackSaid(mine, _who(mine), day, about, text, gone=not text)


def _file(mine: bool, day: str, what: str, path: str) -> TrackSaid:
    if what == "voice":
        return TrackSaid(mine, _who(mine), day, "mengirim rekaman suara", voice=path)
    return TrackSaid(mine, _who(mine), day, "mengirim foto", photo=path)


def _who(mine: bool) -> str:
    return _ME if mine else _OFFICE
