"""The bookmark survives a crash at every point, and no call is said a third time."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from announcer import agenda as rules
from announcer import handover, intake
from announcer.agenda import Agenda
from announcer.messages import Ack, Call, Hello, Reset
from announcer.place import load, save
from announcer.why import Why


class Killed(Exception):
    """The process ends here."""


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    agenda = rules.finish(rules.sounds(rules.begin(_with_calls(1, 2, 3))), Why.NO_DEVICE)
    save(tmp_path / "place.json", rules.sounds(rules.begin(agenda)))
    back = load(tmp_path / "place.json", 60.0)
    assert (back.epoch, back.seen) == ("first", 1)
    assert back.attempts == {2: 1}
    assert back.settled == {1: "unspoken"}
    assert back.outbox == (Ack(1, "speaking"), Ack(1, "unspoken", Why.NO_DEVICE), Ack(2, "speaking"))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"v":2}',
        '{"v":1,"epoch":"x"}',
        '{"v":1,"epoch":"x","seq":"a"}',
        "\0" * 40,
        '{"v":1,"epoch":null}',
    ],
)
def test_a_broken_file_asks_for_a_fresh_picture(tmp_path: Path, content: str) -> None:
    (tmp_path / "place.json").write_text(content)
    assert load(tmp_path / "place.json", 60.0) == Agenda(60.0)


def test_no_file_asks_for_a_fresh_picture(tmp_path: Path) -> None:
    assert load(tmp_path / "place.json", 60.0) == Agenda(60.0)


def test_a_kill_while_writing_leaves_the_old_place_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "place.json"
    save(path, _with_calls(1))
    before = path.read_text()

    def killed(_descriptor: int) -> None:
        raise Killed

    monkeypatch.setattr("os.fsync", killed)
    with pytest.raises(Killed):
        save(path, rules.begin(_with_calls(1, 2)))
    assert path.read_text() == before


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what a descriptor is")
def test_the_new_name_is_on_the_medium_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, synced = tmp_path / "place.json", list[tuple[Path, str]]()
    really = os.fsync

    def watched(descriptor: int) -> None:
        place = Path(f"/proc/self/fd/{descriptor}").readlink()
        synced.append((place, path.read_text() if path.exists() else ""))
        really(descriptor)

    monkeypatch.setattr("os.fsync", watched)
    save(path, _with_calls(1))

    assert synced == [(tmp_path / "place.json.part", ""), (tmp_path, path.read_text())]


@pytest.mark.parametrize(
    "point", ["before intention", "after intention", "in mid-sentence", "before settling", "after settling"]
)
def test_a_crash_at_every_point_never_makes_a_third_utterance(tmp_path: Path, point: str) -> None:
    path = tmp_path / "place.json"
    said: list[int] = []
    for _ in range(5):
        _live_until(point, path, said)
    assert len(said) <= 2
    _live_until("never", path, said)
    assert len(said) <= 2
    assert said or point == "after intention", "only a life that dies before each sound may end without one"
    assert load(path, 60.0).settled.keys() == {1}


def _live_until(point: str, path: Path, said: list[int]) -> None:
    """One life of the announcer: connects, is told of the call, says it, and dies at `point`."""

    def reached(here: str) -> None:
        if here == point:
            raise Killed

    try:
        _life(path, said, reached)
    except Killed:
        return


def _life(path: Path, said: list[int], reached: Callable[[str], None]) -> None:
    agenda = intake.received(load(path, 60.0), Hello("first", 1))
    call = Call(1, "A001", "1", 5.0)
    if agenda.epoch is None:
        agenda = intake.received(agenda, Reset("first", 0, ()))
    agenda = handover.replay_over(intake.received(agenda, call))
    reached("before intention")
    agenda = rules.begin(agenda)
    save(path, agenda)
    reached("after intention")
    if agenda.sounding:
        said.append(1)
        reached("in mid-sentence")
        agenda = rules.finish(agenda, None)
        reached("before settling")
        save(path, agenda)
    reached("after settling")


def _with_calls(*seqs: int) -> Agenda:
    agenda = intake.received(Agenda(60.0), Reset("first", 0, ()))
    for seq in seqs:
        agenda = intake.received(agenda, Call(seq, f"A{seq:03}", "1", 0.0))
    return agenda
