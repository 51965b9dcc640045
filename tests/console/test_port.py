"""The port that is opened, and the addresses that are told."""

import socket
from contextlib import closing
from pathlib import Path

import pytest

from server.console.addresses import addresses
from server.console.failure import Misuse
from server.console.port import Taken, open_first_free, open_port
from server.lan import lan_addresses
from server.store.base import Busy
from server.store.lock import DirectoryLock


def test_the_next_free_port_is_taken(tmp_path: Path) -> None:
    with closing(open_port("127.0.0.1", 0, tmp_path)) as first, closing(open_port("127.0.0.1", 0, tmp_path)) as second:
        taken = [listening.getsockname()[1] for listening in (first, second)]
        with closing(open_first_free("127.0.0.1", [*taken, 0], tmp_path)) as third:
            assert third.getsockname()[1] not in taken
        with pytest.raises(Taken, match=str(taken[1])):
            open_first_free("127.0.0.1", taken, tmp_path)


def test_who_starts_the_same_server_twice_is_not_told_to_choose_another_port(tmp_path: Path) -> None:
    lock = DirectoryLock(tmp_path)
    lock.acquire()
    try:
        with closing(open_port("127.0.0.1", 0, tmp_path)) as listening, pytest.raises(Busy):
            open_port("127.0.0.1", listening.getsockname()[1], tmp_path)
    finally:
        lock.release()


@pytest.mark.parametrize("host", ["tidak.ada.invalid", "203.0.113.7"])
def test_a_host_that_is_not_this_machine_is_wrong_use(host: str, tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"--host 0\.0\.0\.0"):
        open_port(host, 0, tmp_path)


def test_every_address_of_the_machine_is_told(tmp_path: Path) -> None:
    with closing(open_port("127.0.0.1", 0, tmp_path)) as listening:
        assert addresses(listening) == (f"http://127.0.0.1:{listening.getsockname()[1]}",)
    with closing(open_port("0.0.0.0", 0, tmp_path)) as listening:
        port = listening.getsockname()[1]
        assert addresses(listening) == tuple(f"http://{host}:{port}" for host in ("127.0.0.1", *lan_addresses()))
    assert all(not address.startswith("127.") for address in lan_addresses())


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_an_ipv6_address_is_written_in_brackets(tmp_path: Path) -> None:
    try:
        listening = open_port("::1", 0, tmp_path)
    except Misuse:
        pytest.skip("no IPv6 loopback here")
    with closing(listening):
        assert addresses(listening) == (f"http://[::1]:{listening.getsockname()[1]}",)
