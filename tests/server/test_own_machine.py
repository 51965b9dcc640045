"""What counts as the server's own machine: for who can reach it, for the limits, and for secrets."""

from pathlib import Path

import pytest
from starlette.requests import HTTPConnection
from starlette.types import Scope

from server.config import Config
from server.lan import is_loopback, opens_elsewhere, own_machine_only
from server.web.secrecy import is_local, keeps_secrets

OWN = ("127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1")
OTHERS = (
    "192.168.1.5",
    "::ffff:192.168.1.5",
    "fe80::1%eth0",
    "2001:db8::1",
    "::127.0.0.1",
    "::7f00:1",
    "0.0.0.0",
    "::",
)
NAMES = ("", "localhost", "testclient", "127.0.0.1.example.org", "[::1]", " 127.0.0.1", "127.1")
CONFIG = Config(data=Path("unused"), https_port=8_443)


def scope(host: str) -> Scope:
    return {"type": "http", "scheme": "http", "client": (host, 40_000), "headers": []}


@pytest.mark.parametrize("host", OWN)
def test_a_loopback_address_is_the_own_machine_everywhere(host: str) -> None:
    assert is_loopback(host)
    assert own_machine_only(host)
    assert is_local(HTTPConnection(scope(host)))
    assert keeps_secrets(scope(host), CONFIG)


@pytest.mark.parametrize("host", OTHERS)
def test_every_other_address_is_nowhere(host: str) -> None:
    assert not is_loopback(host)
    assert not own_machine_only(host)
    assert not is_local(HTTPConnection(scope(host)))
    assert not keeps_secrets(scope(host), CONFIG)


@pytest.mark.parametrize("host", NAMES)
def test_a_peer_without_an_address_of_its_own_is_trusted_with_nothing(host: str) -> None:
    """A peer is known by its address alone: no name makes it the own machine, `localhost` neither."""
    assert not is_local(HTTPConnection(scope(host)))
    assert not keeps_secrets(scope(host), CONFIG)
    with pytest.raises(ValueError, match="does not appear to be an IPv4 or IPv6 address"):
        is_loopback(host)


def test_nor_is_one_that_is_not_known() -> None:
    unknown = {**scope(""), "client": None}

    assert not is_local(HTTPConnection(unknown))
    assert not keeps_secrets(unknown, CONFIG)


@pytest.mark.parametrize("host", ["localhost", "LocalHost", "[::1]", "[::ffff:127.0.0.1]"])
def test_where_a_page_was_asked_for_may_be_named_or_bracketed(host: str) -> None:
    assert own_machine_only(host)
    assert not opens_elsewhere(f"http://{host}:8000/ambil")


@pytest.mark.parametrize("host", ["", "testclient", "localhost.example.org", "127.0.0.1.example.org"])
def test_a_name_of_another_machine_is_not_the_own(host: str) -> None:
    assert not own_machine_only(host)
