"""From a request to the office and back: one command, once, with a refusal in words."""

import hashlib
from collections.abc import Mapping

import msgspec
from starlette.responses import Response

from server.domain.commands import Command
from server.domain.note import Note
from server.domain.refusals import (
    AnnouncementsWait,
    ClockIsWrong,
    CounterIsStaffed,
    CounterMovedOn,
    DateIsRight,
    PeopleWait,
    Refusal,
    ServesElsewhere,
    TooSoon,
)
from server.office import Done, KeyMisused, NotStored, Office, Refused
from server.web.problem import problem_json
from server.web.sentence import Sentence
from server.web.words import KEY_MISUSED, MALFORMED, NOT_STORED, refusal_sentence

_MOST_KEY = 200

Answered = Mapping[str, object]


async def carry_out(
    office: Office, command: Command, *, actor: str, key: str, asked: object, notes: tuple[Note, ...] = ()
) -> Mapping[str, object] | tuple[Sentence, Mapping[str, object]]:
    """The reply, or why not (with fields for programs). `asked` is what the key stands for: the same key must ask the same."""
    if len(key) > _MOST_KEY:
        return MALFORMED, {}  # cut short, two keys might become one
    fingerprint = hashlib.sha256(msgspec.json.encode(asked)).hexdigest()
    outcome = await office.do(command, actor=actor, key=key, fingerprint=fingerprint, notes=notes)
    match outcome:
        case Done(reply=reply):
            return reply
        case Refused(refusal=refusal):
            return refusal_sentence(refusal), _for_programs(refusal)
        case KeyMisused():
            return KEY_MISUSED, {}
        case NotStored():
            return NOT_STORED, {}


def _for_programs(refusal: Refusal) -> Mapping[str, object]:
    """What a program needs to go on, beside the sentence."""
    match refusal:
        case CounterMovedOn(version=version):
            return {"version": version}
        case TooSoon(ms=ms):
            return {"ms": ms}
        case PeopleWait(count=count) | AnnouncementsWait(count=count):
            return {"count": count}
        case DateIsRight(date=date) | ClockIsWrong(date=date):
            return {"date": date}
        case CounterIsStaffed(account=account):
            return {"account": account}
        case ServesElsewhere(counter=counter):
            return {"counter": counter}
        case _:
            return {}


def refused(why: tuple[Sentence, Mapping[str, object]]) -> Response:
    sentence, more = why
    return problem_json(sentence, **more)
