"""The short form is for those who wait behind: what is long by itself is said as the office chose."""

from dataclasses import replace

import pytest

from announcer.announcement import Form
from announcer.config import Config
from announcer.preparation import Preparation
from announcer.utterance import Utterance
from tests.announcer.stage import Stage, Studio


@pytest.fixture
def preparation(config: Config, studio: Studio) -> tuple[Stage, Preparation]:
    """A backlog of 20 s, and calls of about 14 s each."""
    stage = Stage(replace(config, sound=replace(config.sound, backlog=20.0)), studio, studio)
    return stage, stage.speaker._preparation


def form(preparation: tuple[Stage, Preparation], backlog: float | None = None) -> Form:
    stage, maker = preparation
    if backlog is not None:
        maker._times = replace(maker._times, backlog=backlog)
    return maker.ahead(stage.ledger.agenda.waiting[0])


def test_what_is_longer_than_a_whole_backlog_is_said_in_full_while_nobody_else_waits(
    preparation: tuple[Stage, Preparation],
) -> None:
    preparation[0].call(1)

    assert form(preparation, backlog=1.0) is Form.FULL


def test_repeats_of_the_same_call_are_nobody_else(preparation: tuple[Stage, Preparation]) -> None:
    preparation[0].call(1)
    (waiting,) = preparation[0].ledger.agenda.waiting
    asked = Utterance(waiting.ticket, waiting.counter, (1, 2), (None, 1))
    preparation[1]._times = replace(preparation[1]._times, backlog=1.0)

    assert preparation[1].ahead(asked) is Form.FULL


def test_with_others_behind_it_the_sum_decides(preparation: tuple[Stage, Preparation]) -> None:
    preparation[0].call(1, 2)

    assert form(preparation) is Form.SHORT
    assert form(preparation, backlog=60.0) is Form.FULL
