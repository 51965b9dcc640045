"""The ear of the sound tests can be wrong: it must find what is there, and only that."""

import numpy as np
import pytest

pytestmark = pytest.mark.sound

RNG = np.random.default_rng(7)
PHRASE = RNG.normal(0, 0.2, 22_050)
RIVAL = RNG.normal(0, 0.2, 22_050)


def test_it_finds_a_phrase_under_noise_where_it_is(likeness) -> None:
    hall = RNG.normal(0, 0.02, 22_050 * 6)
    hall[22_050 * 2 : 22_050 * 3] += 0.5 * PHRASE
    found = likeness.best(hall, PHRASE)
    assert found.score > 0.9
    assert found.start == pytest.approx(2.0, abs=0.001)
    assert likeness.best(hall, RIVAL).score < 0.1


def test_many_at_once_are_judged_as_one_by_one(likeness) -> None:
    hall = RNG.normal(0, 0.02, 22_050 * 3)
    hall[30_000 : 30_000 + 22_050] += PHRASE
    other = np.concatenate([np.zeros(9_000), RIVAL, np.zeros(100)])
    table = likeness.scores([hall, other, np.zeros(100)], [PHRASE, RIVAL])
    expected = [[likeness.best(sound, phrase).score for phrase in (PHRASE, RIVAL)] for sound in (hall, other)]
    assert np.array(table) == pytest.approx(np.array([*expected, [0, 0]]), abs=1e-3)


def test_it_counts(likeness) -> None:
    hall = np.concatenate([np.zeros(5000), PHRASE, np.zeros(9000), RIVAL, PHRASE, np.zeros(100)])
    assert [round(found.start, 2) for found in likeness.occurrences(hall, PHRASE, 0.9)] == [0.23, 2.63]
    assert len(likeness.occurrences(hall, RIVAL, 0.9)) == 1


def test_it_hears_nothing_in_silence(likeness) -> None:
    assert likeness.best(np.zeros(60_000), PHRASE).score == 0
    assert likeness.occurrences(np.zeros(100), PHRASE, 0.1) == []
