"""Why the office is closed and when it opens again, and when the kiosk's page has something else to say."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from server.description import parse
from server.domain.moment import Moment
from server.domain.queue import QueueState
from server.domain.structure import Hours
from server.presence import Presence
from server.web.present.kiosk import until_change_ms
from server.web.present.picture import Picture
from tests.live_office import VILLAGE_TOML

ZONE = ZoneInfo("Asia/Jakarta")
HOURS = """[hours]
automatic = true
holidays = true
monday = ["08:00", "15:00"]
tuesday = ["08:00", "15:00"]
friday = ["07:30", "11:00"]
closed = ["2026-11-30"]

"""
OFFICE = parse(VILLAGE_TOML.replace("[[services]]", f"{HOURS}[[services]]", 1))
NATIONAL = {"2026-11-24": "Hari Desa", "2026-12-25": "Hari Raya Natal"}


def at(words: str) -> Moment:
    return Moment(datetime.fromisoformat(words).replace(tzinfo=ZONE), 0, "boot")


def message(when: str, *, opened: str = "") -> str:
    state = QueueState(structure=OFFICE.structure(), date=opened)
    return Picture(OFFICE, state, Presence(), at(when), holiday_on=lambda date: NATIONAL.get(date, "")).closed_message()


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-11-23T07:00", "Kantor tutup. Buka hari ini pukul 08.00."),
        ("2026-11-23T09:00", "Layanan belum dibuka. Silakan tunggu."),
        # Tuesday is a holiday, so it is Friday's turn.
        ("2026-11-23T16:00", "Kantor tutup. Buka Jumat pukul 07.30."),
        ("2026-11-24T09:00", "Kantor tutup hari ini: Hari Desa. Buka Jumat pukul 07.30."),
        # The Monday after is a day of the village's own.
        ("2026-11-27T12:00", "Kantor tutup. Buka Selasa pukul 08.00."),
        ("2026-11-30T09:00", "Kantor tutup hari ini: libur kantor. Buka Selasa pukul 08.00."),
        ("2026-12-25T09:00", "Kantor tutup hari ini: Hari Raya Natal. Buka Senin pukul 08.00."),
    ],
)
def test_a_closed_office_says_why_and_when_it_opens(when: str, words: str) -> None:
    assert message(when) == words


def test_a_day_that_an_official_has_closed_is_over() -> None:
    assert message("2026-11-23T13:00", opened="2026-11-23") == "Kantor tutup. Buka Jumat pukul 07.30."


def test_an_office_without_hours_asks_for_patience() -> None:
    office = parse(VILLAGE_TOML)
    picture = Picture(office, QueueState(structure=office.structure()), Presence(), at("2026-11-23T09:00"))
    assert picture.closed_message() == "Layanan belum dibuka. Silakan tunggu."


def test_a_long_holiday_is_told_with_its_date() -> None:
    state = QueueState(structure=OFFICE.structure())
    days = {f"2026-12-{day:02d}" for day in range(1, 14)}
    picture = Picture(
        OFFICE, state, Presence(), at("2026-12-01T09:00"), holiday_on=lambda date: "Libur" if date in days else ""
    )
    assert picture.closed_message() == "Kantor tutup hari ini: Libur. Buka Senin, 14 Des, pukul 08.00."


@pytest.mark.parametrize(
    ("when", "minutes"),
    [
        ("2026-11-23T07:00", 60),
        ("2026-11-23T08:00", 240),
        ("2026-11-23T12:00", 60),
        ("2026-11-23T13:30", 90),
        ("2026-11-23T15:00", 9 * 60),
        ("2026-11-23T23:59", 1),
    ],
)
def test_the_kiosk_knows_when_the_calendar_changes(when: str, minutes: int) -> None:
    hours = Hours(480, 900, ((720, 780),))
    assert until_change_ms(hours, at(when)) == minutes * 60_000


def test_a_day_without_hours_changes_at_midnight() -> None:
    assert until_change_ms(None, at("2026-11-22T22:00:30")) == 2 * 3_600_000 - 30_000
