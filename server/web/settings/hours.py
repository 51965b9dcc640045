"""`/atur/jam`: opening hours, pauses, and days without service."""

from datetime import date

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import FactsSection, Field, Group, Section
from server.description import DAYS, Description, OwnPauses, Week
from server.web.context import Context
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, save, show
from server.web.settings.typed import Typed
from server.web.words import DAYS as DAY_WORDS
from server.web.words import SHORT_DAYS, SHORT_MONTHS

PATH = "/atur/jam"
_COMING = 12
_MOST_CLOSED = 100


def _values(office: Description) -> Values:
    hours = office.hours
    values = {
        "automatic": "1" if hours.automatic else "",
        "holidays": "1" if hours.holidays else "",
        "closed": "\n".join(_day_first(day) for day in hours.closed),
        **_pause_values("pause", hours.pauses),
    }
    for day, span in zip(DAYS, hours.spans(), strict=True):
        own = getattr(hours.own_pauses, day)
        values |= {f"{day}-opens": _clock(span[0]), f"{day}-closes": _clock(span[1])} if span else {}
        values |= {f"{day}-without": "1"} if own == () else _pause_values(f"{day}-pause", own or ())
    return values


def _pause_values(name: str, pauses: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {
        key: time
        for index, (begins, ends) in enumerate(pauses)
        for key, time in ((f"{name}-{index}-from", _clock(begins)), (f"{name}-{index}-to", _clock(ends)))
    }


def _groups(fields: Fields, office: Description) -> tuple[Group, ...]:
    hours = office.hours
    automatic = "Tanpa ini petugas yang membuka dan menutup hari layanan."
    return (
        Group(
            "",
            (
                fields(
                    "automatic",
                    "Hari layanan dibuka dan ditutup menurut jam di bawah",
                    "tick",
                    help=automatic,
                    wide=True,
                ),
            ),
        ),
        *(
            Group(
                DAY_WORDS[weekday],
                (
                    fields(f"{day}-opens", "Buka", "time"),
                    fields(f"{day}-closes", "Tutup", "time"),
                    *_pause_fields(fields, f"{day}-pause", len(getattr(hours.own_pauses, day) or ())),
                    fields(f"{day}-without", "Tanpa istirahat", "tick"),
                ),
                "Kosongkan bila tidak ada layanan. Istirahat diisi bila lain dari yang biasa." if weekday == 0 else "",
                narrow=True,
            )
            for weekday, day in enumerate(DAYS)
        ),
        Group(
            "Istirahat yang biasa",
            _pause_fields(fields, "pause", len(hours.pauses)),
            "Kios menunjukkannya; loket boleh tetap melayani.",
            narrow=True,
        ),
        Group(
            "Hari libur",
            (
                fields("holidays", "Libur nasional adalah hari tanpa layanan", "tick", wide=True),
                fields(
                    "closed", "Hari libur kantor sendiri", "lines", help="Satu tanggal tiap baris, seperti 24-12-2026."
                ),
            ),
        ),
    )


def _pause_fields(fields: Fields, name: str, count: int) -> tuple[Field, ...]:
    return tuple(
        field
        for index in range(max(count, 1))
        for field in (
            fields(f"{name}-{index}-from", "Istirahat dari", "time"),
            fields(f"{name}-{index}-to", "Istirahat sampai", "time"),
        )
    )


def _applied(typed: Typed, office: Description) -> Description:
    before = office.hours
    own: dict[str, tuple[tuple[str, str], ...] | None] = {}
    spans: dict[str, tuple[str, str] | None] = {}
    for day in DAYS:
        spans[day] = typed.span(f"{day}-opens", f"{day}-closes")
        pauses = _pauses(typed, f"{day}-pause", len(getattr(before.own_pauses, day) or ()))
        own[day] = () if typed.ticked(f"{day}-without") else pauses or None
    hours = Week(
        automatic=typed.ticked("automatic"),
        **spans,
        pauses=_pauses(typed, "pause", len(before.pauses)),
        own_pauses=OwnPauses(**own),
        closed=typed.dates("closed", _MOST_CLOSED),
        holidays=typed.ticked("holidays"),
    )
    return msgspec.structs.replace(office, hours=hours)


def _pauses(typed: Typed, name: str, count: int) -> tuple[tuple[str, str], ...]:
    spans = (typed.span(f"{name}-{index}-from", f"{name}-{index}-to") for index in range(max(count, 1)))
    return tuple(span for span in spans if span is not None)


async def _holidays(context: Context, _key: str) -> tuple[Section, ...]:
    today = context.office.clock.now().local.date()
    days = await context.calendar.days(today.year)
    coming = [day for day in days if day.date >= today.isoformat()][:_COMING]
    facts = tuple((_in_words(day.date), f"{day.name}{' (boleh diikuti)' if day.joint_leave else ''}") for day in coming)
    about = (
        "Cuti bersama tidak menutup kantor dengan sendirinya: tulis tanggalnya di hari libur kantor bila diikuti. "
        "Tanggal perkiraan berubah setelah ketetapan pemerintah; perbarui Silakan setiap akhir tahun."
    )
    return (
        FactsSection(
            "Libur nasional berikutnya", facts, about, "Daftar libur nasional tidak dapat dibaca di komputer ini."
        ),
    )


def _in_words(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{SHORT_DAYS[day.weekday()]}, {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def _clock(time: str) -> str:
    """`HH.MM`, as people write it."""
    return time.replace(":", ".")


def _day_first(iso: str) -> str:
    return "-".join(reversed(iso.split("-")))


HOURS_PAGE = FormPage(PATH, "Jam dan hari libur", _values, _groups, _applied, more=_holidays)


async def show_hours(request: Request) -> Response:
    return await show(request, HOURS_PAGE)


async def save_hours(request: Request) -> Response:
    return await save(request, HOURS_PAGE)
