"""That a call no longer holds is said once: who has said it tells the server, and who takes the room over hears of it."""

import pytest

from announcer import handover, intake
from announcer.agenda import Agenda
from announcer.frames import parse, told_frame
from announcer.messages import Granted, LetterCall, Reset, Withdrawn
from announcer.voices.base import VoiceError
from announcer.why import Why
from tests.announcer.stage import Stage, Studio


def test_who_takes_over_does_not_say_it_again() -> None:
    agenda = intake.received(Agenda(60.0), Reset("first", 0, ()))
    agenda = handover.granted(agenda, Granted("aula", None))
    for message in (Withdrawn(1, 0, "A001", "1", heard=True), LetterCall(2, "A002", 0.0), LetterCall(3, "A003", 0.0)):
        agenda = intake.received(agenda, message)

    agenda = handover.granted(agenda, Granted("aula", 9, told=(1, 2, 40)), 5.0)

    assert [utterance.seqs for utterance in agenda.waiting] == [(3,)]
    assert agenda.settled == {1: "spoken", 2: "spoken"}
    assert agenda.outbox == ()


def test_the_frames() -> None:
    assert told_frame(7, 3) == '{"told": 7, "fence": 3}'
    assert parse('{"lease":{"room":"aula","fence":9,"told":[7]}}') == Granted("aula", 9, told=(7,))


async def test_it_is_told_when_it_was_said_to_its_end(stage: Stage, studio: Studio) -> None:
    async with stage.open():
        stage.receive(Withdrawn(1, 0, "A001", "1", heard=True))
        stage.receive(LetterCall(2, "A002", 0.0))
        stage.call(3)
        await stage.settled(1, 2, 3)
    assert stage.ledger.told == (1, 2)
    assert len(studio.lengths) == 3


@pytest.mark.parametrize("fails", ["voice", "player"])
async def test_what_was_not_said_is_not_told(stage: Stage, studio: Studio, fails: str) -> None:
    studio.exit = 1 if fails == "player" else 0
    studio.render_fails = VoiceError(Why.SYNTHESIS_FAILED, "no") if fails == "voice" else None
    async with stage.open():
        stage.receive(Withdrawn(1, 0, "A001", "1", heard=True))
        await stage.settled(1)
    assert stage.ledger.told == ()
