"""Complaints as the desk's lists show them: states, clocks and people in words; nothing of their text."""

from collections.abc import Callable, Mapping, Sequence

from display.desk_views import DeskClock, DeskRow
from server.complaints.desk_list import Listed
from server.description import Description
from server.domain.complaint import Complaint
from server.domain.complaint_deadlines import Clock
from server.web.complaints.desk_words import (
    CLASS_ICONS,
    CLOCK_WORDS,
    LEVEL_WORDS,
    RUNG_WORDS,
    STATE_ICONS,
    STATE_WORDS,
    class_words,
    day_words,
    working_day_words,
)

NameOf = Callable[[str], str]
NEW_WORDS = "pesan baru"


def category_of(description: Description, code: str) -> tuple[str, str]:
    """Name and icon; a category that the office has dropped keeps its code."""
    category = description.complaints.category(code)
    return (code, "circle-question-mark") if category is None else (category.name, category.icon)


def rows(listed: Sequence[Listed], description: Description, name_of: NameOf) -> tuple[DeskRow, ...]:
    return tuple(_row(one, description, name_of) for one in listed)


def clock_lines(clocks: Sequence[Clock]) -> tuple[DeskClock, ...]:
    return tuple(
        DeskClock(
            words=CLOCK_WORDS[clock.what],
            value=_value(clock),
            due="" if clock.met is not None or clock.paused else f"batas {day_words(clock.due)}",
            level=clock.level,
            level_words=_level(clock),
        )
        for clock in clocks
    )


def who_handles(complaint: Complaint, description: Description, name_of: NameOf) -> str:
    unit = description.complaints.unit(complaint.unit) if complaint.unit else None
    people = ", ".join(filter(None, (name_of(one) for one in complaint.persons)))
    return ": ".join(filter(None, ("" if unit is None else unit.name, people)))


def rung_words(complaint: Complaint) -> str:
    return f"Naik ke {RUNG_WORDS[min(complaint.rung, 4)]}" if complaint.rung else ""


def _row(one: Listed, description: Description, name_of: NameOf) -> DeskRow:
    complaint, clock = one.complaint, one.clock
    name, icon = category_of(description, complaint.category)
    marks: Mapping[str, bool] = {
        NEW_WORDS: one.unheard,
        "pelapor menunggu balasan": complaint.said and not one.unheard and not complaint.closed,
        "jalur resmi": complaint.formal,
        "periksa dulu": complaint.held and not complaint.closed,
        f"dibuka lagi {complaint.reopened}x": bool(complaint.reopened),
        rung_words(complaint).lower(): bool(complaint.rung),
    }
    return DeskRow(
        path=f"/meja/aduan/{complaint.id}",
        number=complaint.number,
        icon=icon,
        category=name,
        klass=complaint.klass.value,
        klass_words=class_words(complaint.klass),
        klass_icon=CLASS_ICONS[complaint.klass],
        state=STATE_WORDS[complaint.state],
        state_icon=STATE_ICONS[complaint.state],
        clock_words="" if clock is None else f"{CLOCK_WORDS[clock.what]}: {_value(clock)}",
        due="" if clock is None or clock.paused else f"batas {day_words(clock.due)}",
        level=one.level,
        level_words="" if clock is None else _level(clock),
        who=who_handles(complaint, description, name_of),
        marks=tuple(words for words, so in marks.items() if so),
    )


def _value(clock: Clock) -> str:
    if clock.met is not None:
        return f"selesai {day_words(clock.met)}"
    if clock.paused:
        return "berhenti, menunggu pelapor"
    return (
        f"hari ke-{clock.used} dari {clock.limit}"
        if clock.what == "info"
        else working_day_words(clock.used, clock.limit)
    )


def _level(clock: Clock) -> str:
    if clock.missed:
        return "Lewat batas"
    return "Hari terakhir" if clock.level == 100 else LEVEL_WORDS[clock.level]
