"""What is made ahead: what waits first, then what may come; and never at a call's cost."""

from announcer.frames import MOST_SOON
from announcer.messages import Ack, Soon
from announcer.voices.base import VoiceError
from announcer.why import Why
from tests.announcer.stage import Stage, Studio


def soon(*numbers: int) -> Soon:
    return Soon(tuple((f"B{number:03}", "2") for number in numbers))


def said(*numbers: int) -> list[str]:
    words = {1: "satu", 2: "dua", 3: "tiga"}
    return [f"Nomor antrean B, nol nol {words[number]}, silakan ke loket dua." for number in numbers]


async def test_the_next_tickets_are_made_ahead(stage: Stage, studio: Studio) -> None:
    async with stage.open(prefetch=True):
        stage.ledger.note(soon(1, 2))
        await stage.rendered(2)
        stage.ledger.note(soon(2, 3))
        await stage.rendered(3)
    assert studio.rendered == said(1, 2, 3)
    assert studio.lengths == []


async def test_what_waits_is_made_before_what_may_come(stage: Stage, studio: Studio) -> None:
    studio.gate.clear()
    async with stage.open(prefetch=True):
        stage.call(1)
        await stage.until(lambda: stage.ledger.agenda.sounding)
        stage.ledger.note(soon(1, 2, 3))
        stage.call(2)
        await stage.rendered(5)
    assert studio.rendered.index("Nomor antrean A, nol nol dua, silakan ke loket satu.") <= 2


async def test_an_engine_that_hangs_on_what_may_come_holds_no_call_back(stage: Stage, studio: Studio) -> None:
    async with stage.open(prefetch=True):
        stage.call(1)
        await stage.settled(1)
        studio.engine.clear()
        stage.ledger.note(soon(1))
        await stage.rendered(2)
        stage.call(2)
        await stage.rendered(3)
        studio.engine.set()
        assert (await stage.settled(2))[-1] == Ack(2, "spoken")


async def test_without_a_voice_nothing_is_made_ahead(stage: Stage, studio: Studio) -> None:
    studio.render_fails = VoiceError(Why.NO_VOICE, "gone")
    async with stage.open(prefetch=True):
        stage.ledger.note(soon(1, 2, 3))
        await stage.until_napped(3)
        assert stage.naps[:3] == [5.0, 10.0, 20.0]
    # One that failed, and then only the trials of the voice itself.
    assert studio.rendered[0] == said(1)[0]
    assert set(studio.rendered[1:]) == {"Satu."}


async def test_a_ticket_that_cannot_be_said_does_not_stop_the_others(stage: Stage, studio: Studio) -> None:
    async with stage.open(prefetch=True):
        stage.ledger.note(Soon((("<b>", "1"), ("B001", "2"))))
        await stage.rendered(1)
    assert studio.rendered == said(1)


def test_it_is_bounded() -> None:
    assert MOST_SOON == 8
