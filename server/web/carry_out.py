"""From a request to the office and back: one command, once, with a refusal in words."""

import hashlib
from collections.abc import Mapping

import msgspec
from starlette.responses import Response

from server.domain.commands import (
    CallNext,
    CloseCounter,
    Command,
    CounterCommand,
    FinishServing,
    MarkNoShow,
    OpenCounter,
    Recall,
    StartServing,
)
from server.domain.refusals import CounterMovedOn
from server.office import Done, KeyMisused, NotStored, Office, Refused
from server.web.problem import problem_json
from server.web.words import KEY_MISUSED, MALFORMED, NOT_STORED, Sentence, refusal_sentence

_MOST_KEY = 200


def counter_command(action: str, counter: str, version: int | None) -> CounterCommand | None:
    """The command behind the last part of `counters/{id}/{action}`; None for an action that there is not."""
    match action:
        case "next":
            return CallNext(counter, version)
        case "open":
            return OpenCounter(counter, version)
        case "close":
            return CloseCounter(counter, version)
        case "recall":
            return Recall(counter, version)
        case "start":
            return StartServing(counter, version)
        case "finish":
            return FinishServing(counter, version)
        case "no-show":
            return MarkNoShow(counter, version)
        case _:
            return None


async def carry_out(
    office: Office, command: Command, *, actor: str, key: str, asked: object
) -> Mapping[str, object] | tuple[Sentence, Mapping[str, object]]:
    """The reply, or why not (with fields for programs). `asked` is what the key stands for: the same key must ask the same."""
    if len(key) > _MOST_KEY:
        return MALFORMED, {}  # cut short, two keys might become one
    fingerprint = hashlib.sha256(msgspec.json.encode(asked)).hexdigest()
    outcome = await office.do(command, actor=actor, key=key, fingerprint=fingerprint)
    match outcome:
        case Done(reply=reply):
            return reply
        case Refused(refusal=CounterMovedOn(version=version) as refusal):
            return refusal_sentence(refusal), {"version": version}
        case Refused(refusal=refusal):
            return refusal_sentence(refusal), {}
        case KeyMisused():
            return KEY_MISUSED, {}
        case NotStored():
            return NOT_STORED, {}


def refused(why: tuple[Sentence, Mapping[str, object]]) -> Response:
    sentence, more = why
    return problem_json(sentence, **more)
