"""A key that was opened at the desk is closed again: by hand, by idleness, by the end."""

from dataclasses import replace

from server.sealing.desk_sessions import DeskSessions
from server.sealing.glass import Glass
from server.sealing.staff_keys import Unlocked


class Watch:
    def __init__(self) -> None:
        self.s = 100.0

    def __call__(self) -> float:
        return self.s


def unlocked(account: str = "kasi") -> Unlocked:
    return Unlocked(account, b"p" * 32, b"k" * 32, 100.0)


def test_ten_idle_minutes_lock_and_use_keeps_open() -> None:
    watch = Watch()
    sessions = DeskSessions(watch)
    sessions.begin("s1", unlocked())
    watch.s += 599
    assert sessions.of("s1") == unlocked()
    watch.s += 599
    assert sessions.of("s1") == unlocked()
    watch.s += 600
    assert sessions.of("s1") is None
    assert len(sessions) == 0


def test_the_key_of_a_browser_that_never_asks_again_is_forgotten_too() -> None:
    watch = Watch()
    sessions = DeskSessions(watch)
    sessions.begin("s1", unlocked())
    watch.s += 600
    assert sessions.of("s2") is None
    assert len(sessions) == 0


def test_locking_takes_the_session_the_account_or_all() -> None:
    sessions = DeskSessions(Watch())
    for session, account in (("s1", "kasi"), ("s2", "kasi"), ("s3", "sekdes"), ("s4", "bpd")):
        sessions.begin(session, unlocked(account))
    sessions.lock("s4")
    sessions.lock("unknown")
    assert sessions.of("s4") is None
    sessions.lock_account("kasi")
    assert [sessions.of(name) is None for name in ("s1", "s2", "s3")] == [True, True, False]
    sessions.lock_all()
    assert len(sessions) == 0


def test_a_key_that_is_vouched_for_counts_in_the_sessions_that_are_open() -> None:
    sessions = DeskSessions(Watch())
    for session, account in (("s1", "kasi"), ("s2", "sekdes")):
        sessions.begin(session, replace(unlocked(account), trusted=False))
    sessions.trust("kasi")
    assert [opened.trusted for name in ("s1", "s2") if (opened := sessions.of(name))] == [True, False]


def test_an_identity_stays_open_for_its_minutes_and_no_longer() -> None:
    watch = Watch()
    glass = Glass(watch)
    assert glass.left_s("r") == 0
    glass.broken("c", "r", 15)
    watch.s += 60
    # A second approval does not begin anew.
    glass.broken("c", "r", 15)
    assert glass.left_s("r") == 14 * 60
    assert glass.over() == ()
    watch.s += 14 * 60
    assert glass.left_s("r") == 0
    assert [opened.request for opened in glass.over()] == ["r"]
    glass.closed("r")
    assert glass.over() == ()
