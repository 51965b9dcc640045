"""Who may hold a connection open, counted without a socket; and the listener that turns one away."""

import errno
import logging
import os
import socket
from collections.abc import Callable
from contextlib import ExitStack, closing

import pytest

from server.config import Limits
from server.lan import is_loopback
from server.listening import Connection, Listener, listen
from server.web.connections import Connections

PLENTY = 8_192
TIGHT = Limits(connections=6, connections_per_address=3)


class FakeConnection:
    """Has a file number and is closed when the test says so, as the event loop closes an ended one a moment later."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.was_ended = False
        self._left: Callable[[], None] | None = None

    def fileno(self) -> int:
        return self.number

    def end(self) -> None:
        self.was_ended = True

    def when_closed(self, left: Callable[[], None]) -> None:
        self._left = left

    def close(self) -> None:
        assert self._left is not None
        self._left()


class Door:
    """`Connections`, and everybody who came."""

    def __init__(self, limits: Limits = TIGHT, files: int = PLENTY) -> None:
        self.connections = Connections(limits, files, now=lambda: 0.0)
        self._next = 10

    def comes(self, host: str) -> FakeConnection | None:
        """A new connection from there; None: it was turned away."""
        connection = FakeConnection(self._next)
        self._next += 1
        return connection if self.connections.admit(connection, host) else None

    def comes_and_asks(self, host: str) -> FakeConnection | None:
        connection = self.comes(host)
        if connection is not None:
            self.connections.works(connection.number)
        return connection


def test_an_address_that_holds_too_many_loses_the_one_that_waited_longest() -> None:
    door = Door()
    held = [door.comes("10.0.0.9") for _ in range(3)]
    neighbour = door.comes("10.0.0.8")

    assert door.comes("10.0.0.9") is not None

    assert [one and one.was_ended for one in held] == [True, False, False]
    assert neighbour is not None
    assert not neighbour.was_ended
    assert len(door.connections) == 4


def test_who_asks_is_not_ended_for_a_newcomer() -> None:
    door = Door()
    asking = [door.comes_and_asks("10.0.0.9") for _ in range(3)]

    assert door.comes("10.0.0.9") is None
    assert door.comes("10.0.0.8") is not None

    assert asking[1] is not None
    door.connections.waits(asking[1].number)
    assert door.comes("10.0.0.9") is not None
    assert [one and one.was_ended for one in asking] == [False, True, False]


def test_where_all_have_too_many_the_one_that_waited_longest_goes_whoever_it_is() -> None:
    door = Door()
    held = [door.comes(f"10.0.0.{n}") for n in (1, 1, 1, 2, 2, 2)]

    official = door.comes("192.168.1.7")

    assert official is not None
    assert [one and one.was_ended for one in held] == [True, False, False, False, False, False]


def test_a_closed_connection_gives_its_place_back() -> None:
    door = Door()
    asking = [door.comes_and_asks("10.0.0.9") for _ in range(3)]
    assert asking[0] is not None
    asking[0].close()

    assert door.comes_and_asks("10.0.0.9") is not None
    assert door.comes("10.0.0.9") is None


def test_an_ended_connection_is_not_counted_twice_when_it_is_closed() -> None:
    door = Door()
    first = door.comes("10.0.0.9")
    rest = [door.comes_and_asks("10.0.0.9") for _ in range(3)]
    assert first is not None
    assert first.was_ended
    first.close()
    # Its file number is given out again, and what closes late is not the new one.
    again = FakeConnection(first.number)
    assert rest[0] is not None
    rest[0].close()
    assert door.connections.admit(again, "10.0.0.9")
    assert len(door.connections) == 3


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "127.8.8.8", "::ffff:127.0.0.1"])
def test_the_own_machine_is_never_counted(host: str) -> None:
    door = Door()

    assert is_loopback(host)
    assert all(door.comes_and_asks(host) for _ in range(50))
    assert door.comes("10.0.0.9") is not None, "it takes nobody's place either"


@pytest.mark.parametrize("host", ["192.168.1.5", "2001:db8::1", "fe80::1%eth0", "10.0.0.1"])
def test_everybody_else_is(host: str) -> None:
    assert not is_loopback(host)


def test_an_ipv6_network_counts_as_one_address() -> None:
    door = Door()
    for n in range(3):
        door.comes_and_asks(f"2001:db8::{n + 1}")

    assert door.comes("2001:db8::ffff") is None
    assert door.comes("2001:db8:0:1::1") is not None


def test_few_files_leave_some_for_everything_else() -> None:
    """A system that gives no more than 300 files: databases and templates need theirs, also while ended connections are not closed yet."""
    door = Door(Limits(), files=300)
    came = [door.comes_and_asks(f"10.0.{n}.1") for n in range(200)]
    assert sum(one is not None for one in came) == 300 - 192 - 64

    assert sum(door.comes_and_asks("127.0.0.1") is not None for _ in range(200)) == 64


def test_the_log_says_it_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    door = Door()
    with caplog.at_level(logging.WARNING, "silakan.web"):
        for _ in range(50):
            door.comes("10.0.0.9")

    assert len(caplog.records) == 1
    assert "10.0.0.9" not in caplog.text


class Doorman:
    def __init__(self, *, lets_in: bool) -> None:
        self.lets_in = lets_in
        self.came: list[str] = []

    def admit(self, connection: Connection, host: str) -> bool:
        assert connection.fileno() >= 0
        self.came.append(host)
        return self.lets_in


def connected(listening: Listener, house: ExitStack) -> socket.socket:
    return house.enter_context(socket.create_connection(listening.getsockname()))


def test_a_listener_asks_its_doorman_and_closes_whom_he_turns_away() -> None:
    with ExitStack() as house:
        listening = house.enter_context(closing(listen("127.0.0.1", 0)))
        listening.doorman = doorman = Doorman(lets_in=False)
        guest = connected(listening, house)
        with pytest.raises(ConnectionAbortedError):
            listening.accept()
        assert guest.recv(1) == b""

        doorman.lets_in = True
        connected(listening, house)
        taken, address = listening.accept()
        with taken:
            assert doorman.came == ["127.0.0.1", address[0]]
        with pytest.raises(BlockingIOError):
            listening.accept()


def test_a_connection_tells_once_that_it_is_closed() -> None:
    with ExitStack() as house:
        listening = house.enter_context(closing(listen("127.0.0.1", 0)))
        guest = connected(listening, house)
        taken, _ = listening.accept()
        assert isinstance(taken, Connection)
        told: list[int] = []
        taken.when_closed(lambda: told.append(1))

        taken.end()
        assert guest.recv(1) == b""
        assert told == []
        taken.close()
        taken.close()
        assert told == [1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_without_a_file_left_connections_are_closed_one_by_one_and_the_log_says_it_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ExitStack() as house, caplog.at_level(logging.WARNING, "silakan.listening"):
        listening = house.enter_context(closing(listen("127.0.0.1", 0)))
        guests = [connected(listening, house) for _ in range(3)]
        highest = os.open(os.devnull, os.O_RDONLY)
        os.close(highest)
        house.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest, hard))
        for _ in guests:
            with pytest.raises(ConnectionAbortedError) as turned_away:
                listening.accept()
            assert turned_away.value.__cause__ is not None
            assert getattr(turned_away.value.__cause__, "errno", 0) == errno.EMFILE
        with pytest.raises(BlockingIOError):
            listening.accept()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert [guest.recv(1) for guest in guests] == [b""] * 3

    assert len(caplog.records) == 1
