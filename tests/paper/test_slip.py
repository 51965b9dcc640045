"""What stands on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.paper.slip import (
    ComplaintPaper,
    Gap,
    Line,
    Paper,
    PapersNeeded,
    Qr,
    TicketPaper,
    TrialPaper,
    ascii_of,
    decoded,
    encoded,
    lines_of,
)
from tests.paper.sample_ticket import TICKET

NEEDED = PapersNeeded("Kantor Desa Sukamaju", "KTP dan KK", ("KTP asli", "Kartu keluarga asli"), TICKET.when)
TRIAL = TrialPaper("Kantor Desa Sukamaju", "Jaringan 192.168.1.60", TICKET.when)

words = st.text(max_size=60)
papers = st.one_of(
    st.builds(
        TicketPaper, words, st.from_regex(r"[A-Z]\d{3,4}", fullmatch=True), words, st.integers(0, 999), words, words
    ),
    st.builds(PapersNeeded, words, words, st.lists(words, max_size=12).map(tuple), st.just(TICKET.when)),
    st.builds(TrialPaper, words, words, st.just(TICKET.when)),
)


def words_of(paper: Paper, columns: int) -> list[str]:
    return [line.text for line in lines_of(paper, columns) if isinstance(line, Line)]


def test_a_ticket_says_who_what_when_and_what_to_do() -> None:
    assert words_of(TICKET, 32) == [
        "KANTOR DESA SUKAMAJU",
        "-" * 32,
        "NOMOR ANTREAN ANDA",
        "A012",
        "Surat keterangan",
        "4 orang di depan Anda",
        "Senin, 23 Nov 2026   09.41",
        "Pindai untuk melihat giliran",
        "Terlewat? Lapor ke petugas.",
    ]
    assert Qr(TICKET.address) in lines_of(TICKET, 32)


def test_the_wait_stands_there_only_where_it_is_known() -> None:
    known = TicketPaper(**{**{f: getattr(TICKET, f) for f in TICKET.__struct_fields__}, "wait": "sekitar 20 menit"})
    assert "Perkiraan: sekitar 20 menit" in words_of(known, 32)
    assert not any("Perkiraan" in line for line in words_of(TICKET, 32))


def test_nobody_ahead_is_said_so() -> None:
    first = TicketPaper("Kantor", "A001", "Surat", 0, TICKET.when, TICKET.address)
    assert "Anda berikutnya" in words_of(first, 32)
    assert not any("orang" in line for line in words_of(first, 32))


@pytest.mark.parametrize(("number", "columns", "size"), [("A012", 32, 5), ("A1000", 32, 4), ("A012", 48, 5)])
def test_the_number_is_as_large_as_the_paper_allows(number: str, columns: int, size: int) -> None:
    paper = TicketPaper("Kantor", number, "Surat", 0, TICKET.when, TICKET.address)
    assert Line(number, size=size, bold=True) in lines_of(paper, columns)


def test_missing_papers_are_listed_to_be_ticked_off() -> None:
    assert words_of(NEEDED, 32)[2:6] == ["LENGKAPI DULU", "KTP dan KK", "[ ] KTP asli", "[ ] Kartu keluarga asli"]
    assert not any(isinstance(line, Qr) for line in lines_of(NEEDED, 32))


def test_a_long_paper_goes_on_under_its_own_words() -> None:
    long = PapersNeeded("Kantor", "Akta", ("Surat keterangan lahir dari bidan atau rumah sakit",), TICKET.when)
    assert words_of(long, 32)[4:6] == ["[ ] Surat keterangan lahir dari", "    bidan atau rumah sakit"]


def test_a_trial_shows_the_ends_of_the_line() -> None:
    assert "12345678901234567890123456789012" in words_of(TRIAL, 32)
    assert [len(line) for line in words_of(TRIAL, 48) if line.startswith("123")] == [48]


@given(papers, st.sampled_from([32, 48]))
def test_every_line_fits_and_is_ascii_whatever_the_office_is_called(paper: Paper, columns: int) -> None:
    for line in lines_of(paper, columns):
        match line:
            case Line(text=text, size=size):
                # Date and address are made by us and short; everything that people type is wrapped.
                assert text.isascii()
                assert text.isprintable()
                if text != ascii_of(paper.when):
                    assert len(text) * size <= columns
            case Gap() | Qr():
                pass


def test_ascii_keeps_what_can_be_read() -> None:
    assert ascii_of("Café “Désa” – 1…") == 'Cafe "Desa" - 1...'
    assert ascii_of("ꦏ\n") == "??"


@given(papers)
def test_a_paper_is_kept_as_it_is(paper: Paper) -> None:
    assert decoded(encoded(paper)) == paper


RECEIPT = ComplaintPaper(
    "Kantor Desa Sukamaju",
    "ADU-7K3M-Q",
    "0123 4567 8901 2345",
    "Senin, 23 Nov 2026",
    "http://192.168.1.50/aduan/lacak#0",
)


@pytest.mark.parametrize("columns", [32, 48])
def test_the_receipt_of_a_complaint_looks_like_any_slip(columns: int) -> None:
    told = words_of(RECEIPT, columns)
    assert "ADU-7K3M-Q" in told
    assert told.index("KODE ANDA") + 1 == told.index("0123 4567 8901 2345")
    assert "atau buka 192.168.1.50" in told
    assert not [line for line in told if "aduan" in line.lower()]
    assert all(len(line.text) * line.size <= columns for line in lines_of(RECEIPT, columns) if isinstance(line, Line))
    assert decoded(encoded(RECEIPT)) == RECEIPT
