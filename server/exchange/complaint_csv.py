"""Complaints as spreadsheet files: a public one of what the board shows, and an internal one of what one official may read."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from server.description import Description
from server.description.complaints import COARSE_NAMES, complaint_rules
from server.domain.complaint import Complaint
from server.domain.complaint_deadlines import Clock, clocks
from server.exchange.public_cards import MIXED, PublicCard
from server.exchange.state_words import CASE_STATES, CHANNELS, CLASSES, OUTCOMES

_FORMULA = r"""[\s"]*[=+\-@＝＋－＠]"""
"""Spreadsheets of East Asia calculate the wide signs too."""
_BEGINS = re.compile(_FORMULA)
_AFTER_SEPARATOR = re.compile(rf"([,;])(?={_FORMULA})")
PUBLIC_HEADERS = ("Kartu", "Kelas", "Kelompok", "Dusun", "Waktu", "Keadaan", "Berjalan", "Target selesai", "Ringkasan")
INTERNAL_HEADERS = (
    "Nomor",
    "Kelas",
    "Kategori",
    "Dusun",
    "Jalan masuk",
    "Jenis",
    "Diterima",
    "Keadaan",
    "Alasan",
    "Bagian",
    "Tingkat",
    "Periksa sampai",
    "Diperiksa",
    "Jawab sampai",
    "Dijawab",
    "Selesaikan sampai",
    "Selesai",
    "Terlambat",
    "Dibuka kembali",
    "Nilai",
    "Isi",
    "Diunduh oleh",
)


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as an Indonesian Excel opens them by itself: `;` between cells, UTF-8 with a mark at the beginning, every cell in quotes."""
    made = io.StringIO()
    csv.writer(made, delimiter=";", quoting=csv.QUOTE_ALL).writerows([harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet calculates (CWE-1236), on one line and without tabs.

    Also none that parts cells by another sign than we do: what follows a `,` or `;` within the cell would be a cell of its own there.
    """
    line = " / ".join(cell.replace("\t", " ").splitlines())
    line = _AFTER_SEPARATOR.sub(r"\1'", line)
    return f"'{line}" if _BEGINS.match(line) else line


def public_rows(
    cards: Iterable[PublicCard], description: Description, words: Mapping[str, str], states: Mapping[str, str]
) -> list[Sequence[str]]:
    """`words`: the public summaries by the ids of the cards. `states`: what the board calls its states."""
    groups: Mapping[str, str] = {**COARSE_NAMES, MIXED: "Campuran"}
    rows: list[Sequence[str]] = [PUBLIC_HEADERS]
    for card in cards:
        hamlet = description.complaints.hamlet(card.hamlet)
        rows.append(
            (
                card.id,
                CLASSES["open" if card.open else "anonymous"],
                groups.get(card.group, card.group),
                "" if hamlet is None else hamlet.name,
                card.period,
                states.get(card.state, card.state),
                "ya" if card.running else "tidak",
                _day(card.expected),
                words.get(card.id, ""),
            )
        )
    return rows


def readable(complaints: Iterable[Complaint], account: str) -> list[Complaint]:
    """Those that this account may read; whom a complaint is about learns not even from a list that there is one."""
    return [one for one in complaints if account in one.readers and not one.erased]


def internal_rows(
    complaints: Iterable[Complaint],
    description: Description,
    *,
    texts: Mapping[str, str],
    today: date,
    closed: Collection[date],
    watermark: str,
) -> list[Sequence[str]]:
    """`texts`: stories by the id of the complaint, where the official's key is open. `watermark`: who made the list, and when."""
    rules = complaint_rules(description)
    rows: list[Sequence[str]] = [INTERNAL_HEADERS]
    for one in complaints:
        by_what: dict[str, Clock] = {clock.what: clock for clock in clocks(one, rules, today, closed)}
        rows.append((*_facts(one, description), *_times(one, by_what), texts.get(one.id, ""), watermark))
    return rows


def _facts(one: Complaint, description: Description) -> tuple[str, ...]:
    section = description.complaints
    category, hamlet, unit = section.category(one.category), section.hamlet(one.hamlet), section.unit(one.unit)
    return (
        one.number,
        CLASSES[one.klass],
        one.category if category is None else category.name,
        "" if hamlet is None else hamlet.name,
        CHANNELS.get(one.channel, one.channel),
        "resmi" if one.formal else "biasa",
        one.days.received.isoformat(),
        CASE_STATES[one.state],
        OUTCOMES.get(one.outcome, one.outcome),
        one.unit if unit is None else unit.name,
        str(one.rung),
    )


def _times(one: Complaint, clock_of: Mapping[str, Clock]) -> tuple[str, ...]:
    verify, answer, settle = clock_of.get("verify"), clock_of.get("answer"), clock_of.get("settle")
    late = any(clock is not None and clock.missed for clock in (verify, answer, settle))
    return (
        _due(verify),
        _day(one.days.verified),
        _due(answer),
        _day(one.days.answered),
        _due(settle),
        _day(one.days.closed_on),
        "ya" if late else "tidak",
        str(one.reopened),
        "" if one.rated is None else str(one.rated),
    )


def _due(clock: Clock | None) -> str:
    return "" if clock is None else clock.due.isoformat()


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
