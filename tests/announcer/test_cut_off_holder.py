"""A holder that is cut off in mid-sentence: where another announcer waits it falls silent before that one may begin."""

import asyncio
from dataclasses import replace

import pytest

from announcer import lease as leases
from announcer.frames import parse
from announcer.lease import Lease, Standing
from announcer.messages import Granted, Others
from tests.announcer.stage import Stage, Studio

QUIET = 12.0
BEAT = 4.0
LIFE = 15.0


def holder(now: float = 0.0, *, others: int = 1, life: float = LIFE) -> Lease:
    lease = leases.granted(leases.greeted(Lease(), now), Granted("aula", 7, (), life), now)
    return leases.contested(lease, others)


def test_it_is_over_before_the_server_gives_the_room_to_another_one() -> None:
    """The last frame of ours that arrived may be one beat older than the last one that came."""
    end = leases.ends(holder(100.0), QUIET)

    assert end is not None
    assert end <= 100.0 - BEAT + LIFE - 1


@pytest.mark.parametrize(
    "lease",
    [
        holder(others=0),
        leases.unanswered(leases.greeted(Lease(), 0.0)),
        leases.granted(holder(), Granted("aula", None), 1.0),
        leases.contested(holder(), 0),
    ],
    ids=["nobody else", "no leases", "standing by", "the other one left"],
)
def test_where_nobody_else_may_begin_a_sentence_is_never_cut_for_a_line_that_is_down(lease: Lease) -> None:
    assert leases.ends(lease, QUIET) is None


def test_every_frame_of_the_server_moves_the_end_on() -> None:
    assert leases.ends(leases.heard(holder(100.0), 103.0), QUIET) == leases.ends(holder(103.0), QUIET)


def test_a_new_connection_does_not_until_the_room_is_given_anew() -> None:
    again = leases.greeted(holder(100.0), 108.0)
    assert leases.ends(leases.heard(again, 109.0), QUIET) == leases.ends(holder(100.0), QUIET)

    given = leases.contested(leases.granted(again, Granted("aula", 8), 109.0), 1)
    assert leases.ends(given, QUIET) == leases.ends(holder(109.0), QUIET)


def test_nothing_new_starts_after_the_end() -> None:
    lease = holder(100.0)
    end = leases.ends(lease, QUIET) or 0.0

    assert leases.may_start(lease, end - 0.1, QUIET)
    assert not leases.may_start(lease, end, QUIET)
    assert leases.may_start(leases.contested(lease, 0), end, QUIET)


def test_a_server_with_shorter_leases_is_believed() -> None:
    assert leases.ends(holder(life=3.0), QUIET) == 2.0


def test_what_the_server_says_of_it() -> None:
    assert parse('{"others":2}') == Others(2)
    assert parse('{"lease":{"room":"aula","fence":7,"for_ms":3000,"begun":[]}}') == Granted("aula", 7, (), 3.0)
    assert parse('{"lease":{"room":"aula","fence":7}}') == Granted("aula", 7, (), 15.0)


async def test_what_sounds_falls_silent_and_is_kept_and_said_when_the_room_is_ours_again(
    stage: Stage, studio: Studio
) -> None:
    studio.gate.clear()
    stage.ledger.lay(holder(100.0, life=0.03))
    stage.now = 100.0
    async with stage.open():
        stage.call(1)
        await stage.until(lambda: stage.ledger.agenda.outbox)
        stage.now = 100.1
        await stage.until(lambda: not stage.ledger.agenda.sounding)
        assert studio.sounding == 0
        assert [utterance.seqs for utterance in stage.ledger.agenda.waiting] == [(1,)]
        assert stage.ledger.agenda.settled == {}

        studio.gate.set()
        stage.ledger.lay(holder(100.1))
        await stage.settled(1)
    assert len(studio.lengths) == 2


async def test_with_nobody_else_it_ends_its_sentence(stage: Stage, studio: Studio) -> None:
    studio.gate.clear()
    stage.ledger.lay(holder(100.0, others=0, life=0.03))
    stage.now = 100.0
    async with stage.open():
        stage.call(1)
        await stage.until(lambda: stage.ledger.agenda.outbox)
        stage.now = 3_600.0
        stage.ledger.wake()
        await asyncio.sleep(0)
        assert studio.sounding == 1
        studio.gate.set()
        await stage.settled(1)
    assert len(studio.lengths) == 1


async def test_one_that_comes_while_it_sounds_counts_as_well(stage: Stage, studio: Studio) -> None:
    studio.gate.clear()
    stage.ledger.lay(holder(100.0, others=0))
    stage.now = 100.0
    async with stage.open():
        stage.call(1)
        await stage.until(lambda: stage.ledger.agenda.outbox)
        stage.now = 110.0
        stage.ledger.lay(leases.contested(stage.ledger.lease, 1))
        await stage.until(lambda: not stage.ledger.agenda.sounding)


def test_the_lease_says_the_same_whatever_came_between() -> None:
    """A second hello in a row, or a lost answer, takes nothing of what is known of the others."""
    twice = leases.greeted(leases.greeted(holder(100.0), 101.0), 102.0)
    assert twice == replace(holder(100.0), standing=Standing.ASKED, fence=None, heard=102.0)
