"""Spreadsheet files of complaints: nothing in them is calculated, and each shows only what its reader may see."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.complaints.draft import CHANNELS as KNOWN_CHANNELS
from server.description import SAMPLE, parse
from server.domain.board_state import Card
from server.domain.complaint import Complaint, ComplaintDays, Span, State
from server.domain.complaint_class import Class
from server.domain.complaint_codes import ARCHIVE_REASONS, FIX_REASONS
from server.exchange.complaint_csv import (
    INTERNAL_HEADERS,
    PUBLIC_HEADERS,
    csv_bytes,
    harmless,
    internal_rows,
    public_rows,
    readable,
)
from server.exchange.public_cards import public_card
from server.exchange.state_words import CASE_STATES, CHANNELS, OUTCOMES

OFFICE = parse(SAMPLE.read_text(encoding="utf-8"))
DAY = date(2026, 11, 16)


def complaint(**changes: Any) -> Complaint:
    fields: dict[str, Any] = {
        "id": "a" * 16,
        "number": "ADU-7K3M-Q",
        "klass": Class.SECRET,
        "category": "pungli",
        "hamlet": "",
        "channel": "web",
        "formal": True,
        "recipients": ("kasi",),
        "rungs": ("kasi", "sekdes"),
        "held": False,
        "commitment": "c",
        "identity": True,
        "custodians": ("kasi",),
        "passed_over": ("kades",),
        "days": ComplaintDays(received=DAY, rounds=(Span(DAY),), content=DAY, heard=DAY),
    }
    return Complaint(**(fields | changes))


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", " =", '"='])
def test_what_a_spreadsheet_would_calculate_is_text(sign: str) -> None:
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"
    assert harmless(f"a{sign}1") == f"a{sign}1"


@pytest.mark.parametrize(
    ("story", "cell"),
    [
        ("kemarin;=1+1;=HYPERLINK(x)", "kemarin;'=1+1;'=HYPERLINK(x)"),
        ("kemarin\n=cmd|calc\r\n+62", "kemarin / =cmd|calc / +62"),
        ("satu, =2", "satu,' =2"),
        ('a;"=1+1"', 'a;\'"=1+1"'),
        ("Jl. Merdeka 5, dekat pasar; gelap", "Jl. Merdeka 5, dekat pasar; gelap"),
    ],
)
def test_a_story_begins_no_cell_within_itself(story: str, cell: str) -> None:
    assert harmless(story) == cell
    assert read(csv_bytes([[story, "x"]])) == [[cell, "x"]]


_STORIES = st.text(alphabet=st.sampled_from("=+-@;,\t\n\r\"' ax1"), max_size=20)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@given(st.lists(st.lists(_STORIES, min_size=2, max_size=4), max_size=5))
def test_no_cell_begins_a_formula_however_the_file_is_cut(separator: str, rows: list[list[str]]) -> None:
    """Which sign parts the cells is a setting of the reader's computer."""
    for row in csv.reader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"), newline=""), delimiter=separator):
        assert not any(cell.lstrip(' "\r\n').startswith(("=", "+", "-", "@")) for cell in row)


def test_an_indonesian_excel_finds_the_cells() -> None:
    assert csv_bytes([["Nomor", "Isi"], ["ADU-1", "a;b"]]) == b'\xef\xbb\xbf"Nomor";"Isi"\r\n"ADU-1";"a;b"\r\n'


def test_the_public_file_holds_what_the_board_shows() -> None:
    cards = [
        Card("c1", True, "prasarana", "2026-11-16", "krajan", "ditindaklanjuti", "s1", "", 14, "2026-11-18"),
        Card("c2", False, "", "2026-Q4", "", "selesai", "", "k1", 0, "2026-11-18"),
    ]
    rows = public_rows(
        [public_card(card, ()) for card in cards],
        OFFICE,
        {"c1": "=Lampu diganti."},
        {"ditindaklanjuti": "Ditindaklanjuti"},
    )
    assert read(csv_bytes(rows)) == [
        list(PUBLIC_HEADERS),
        [
            "c1",
            "TERBUKA",
            "Jalan, air, dan bangunan",
            "Dusun Krajan",
            "2026-11-16",
            "Ditindaklanjuti",
            "ya",
            "2026-12-04",
            "'=Lampu diganti.",
        ],
        ["c2", "ANONIM", "Campuran", "", "2026-Q4", "selesai", "tidak", "", ""],
    ]


def test_the_internal_file_holds_no_word_of_the_sender_unless_it_is_handed_in() -> None:
    one = complaint()

    def row(texts: dict[str, str]) -> dict[str, str]:
        made = internal_rows(
            [one], OFFICE, texts=texts, today=date(2026, 11, 30), closed=(), watermark="Bu Sri, hari ini"
        )
        return dict(zip(made[0], made[1], strict=True))

    shown = row({})
    assert tuple(shown) == INTERNAL_HEADERS
    assert shown == {
        "Nomor": "ADU-7K3M-Q",
        "Kelas": "RAHASIA",
        "Kategori": "Diminta uang, pungli",
        "Dusun": "",
        "Jalan masuk": "web",
        "Jenis": "resmi",
        "Diterima": "2026-11-16",
        "Keadaan": "Diterima",
        "Alasan": "",
        "Bagian": "",
        "Tingkat": "0",
        "Periksa sampai": "2026-11-19",
        "Diperiksa": "",
        "Jawab sampai": "2026-11-23",
        "Dijawab": "",
        "Selesaikan sampai": "2027-02-08",
        "Selesai": "",
        "Terlambat": "ya",
        "Dibuka kembali": "0",
        "Nilai": "",
        "Isi": "",
        "Diunduh oleh": "Bu Sri, hari ini",
    }
    assert row({one.id: "Saya diminta uang."})["Isi"] == "Saya diminta uang."


def test_whom_it_is_about_does_not_even_find_it_in_a_list() -> None:
    cases = [complaint(), complaint(id="b" * 16, recipients=("kades", "kasi")), complaint(id="c" * 16, erased=True)]
    assert [one.id[0] for one in readable(cases, "kasi")] == ["a", "b"]
    assert [one.id[0] for one in readable(cases, "kades")] == ["b"]
    assert readable(cases, "") == []
    assert [one.id[0] for one in readable([complaint(climbed=("sekdes",))], "sekdes")] == ["a"]


def test_there_is_a_word_for_everything() -> None:
    assert set(CASE_STATES) == set(State)
    assert set(CHANNELS) == KNOWN_CHANNELS
    assert set(OUTCOMES) >= FIX_REASONS | ARCHIVE_REASONS
