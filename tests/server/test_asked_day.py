"""A day from an address: what is none, and what no calendar arithmetic can stand, asks for nothing."""

from datetime import date

import httpx
import pytest

from server.domain.access import Role
from server.web.asked_day import asked_day
from tests.live_office import LiveOffice


@pytest.mark.parametrize("text", ["", "besok", "2026-13-01", "0001-01-01", "1999-12-31", "2200-01-01", "9999-12-31"])
def test_nonsense_asks_for_no_day(text: str) -> None:
    assert asked_day(text) is None


def test_a_date_is_a_day() -> None:
    assert asked_day("2026-11-23") == date(2026, 11, 23)


@pytest.mark.parametrize("path", ["/buku-tamu", "/buku-tamu.csv", "/atur/riwayat"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2000-01-01", "2199-12-31"])
async def test_the_ends_of_the_calendar_are_pages_too(live: LiveOffice, path: str, day: str) -> None:
    head: httpx.AsyncClient = await live.client(
        cookies=await live.official(Role.ADMIN), origin=live.url, accept="text/html"
    )
    assert (await head.get(f"{path}?hari={day}")).status_code == 200
