"""The bytes that a printer gets, read back by a little interpreter."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import pytest

from server.paper.slip import Paper, encoded
from tests.paper.receipt import Receipt, Text, modules_of, read
from tests.paper.test_slip import NEEDED, TICKET, TRIAL

# The library sets up logging and leaves a directory behind, so it is imported in a child here too, as in an office.
RENDER = """
import json, sys, tempfile
from server.paper.escpos import COLUMNS, library, rendered
from server.paper.slip import decoded, lines_of
tempfile.tempdir = sys.argv[1]
with library():
    for content, width, cutter in json.load(sys.stdin):
        print(rendered(lines_of(decoded(content), dict(COLUMNS)[width]), width, cutter=cutter).hex())
"""
PAPERS: Mapping[str, Paper] = {"ticket": TICKET, "papers": NEEDED, "trial": TRIAL}
VARIANTS = tuple(product(PAPERS, (58, 80), (False, True)))


@dataclass(frozen=True)
class Rendered:
    """Each paper for each width, without and with a cutter; and what the child left behind."""

    jobs: Mapping[tuple[str, int, bool], bytes]
    left_behind: list[str]

    def receipt(self, name: str, width: int = 58, *, cutter: bool = False) -> Receipt:
        return read(self.jobs[name, width, cutter])


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    scratch = tmp_path_factory.mktemp("scratch")
    asked = json.dumps([[encoded(PAPERS[name]), width, cutter] for name, width, cutter in VARIANTS])
    command = [sys.executable, "-c", RENDER, str(scratch)]
    lines = subprocess.run(command, check=True, capture_output=True, input=asked, text=True).stdout.split()
    made = dict(zip(VARIANTS, map(bytes.fromhex, lines), strict=True))
    return Rendered(made, [path.name for path in scratch.iterdir()])


@pytest.fixture(scope="module")
def narrow(jobs: Rendered) -> bytes:
    return jobs.jobs["ticket", 58, False]


@pytest.fixture(scope="module")
def ticket(jobs: Rendered) -> Receipt:
    return jobs.receipt("ticket")


def test_a_ticket_on_58_mm(ticket: Receipt) -> None:
    assert ticket.printed[:9] == [
        Text("KANTOR DESA SUKAMAJU", 1, True, "center"),
        Text("-" * 32, 1, False, "center"),
        Text("NOMOR ANTREAN ANDA", 1, False, "center"),
        Text("A012", 5, True, "center"),
        Text("Surat keterangan", 1, True, "center"),
        Text("", 1, True, "center"),
        Text("4 orang di depan Anda", 1, False, "center"),
        Text("Senin, 23 Nov 2026   09.41", 1, False, "center"),
        Text("", 1, False, "left"),
    ]
    assert ticket.lines[-2:] == ["Pindai untuk melihat giliran", "Terlewat? Lapor ke petugas."]


def test_the_number_is_240_dots_wide_of_384(ticket: Receipt) -> None:
    (number,) = [part for part in ticket.printed if isinstance(part, Text) and part.size > 1]
    assert len(number.words) * number.size * 12 == 240


def test_the_code_on_the_ticket_is_its_address_and_25_mm_wide(ticket: Receipt) -> None:
    assert ticket.code() == modules_of(TICKET.address)
    assert len(ticket.code()) * ticket.scale() == 198


def test_the_code_stands_in_the_middle_with_room_around_it(narrow: bytes) -> None:
    at = narrow.index(b"\x1dv0")
    assert narrow[at + 4 : at + 6] == bytes([384 // 8, 0])
    row = narrow[at + 8 : at + 8 + 48]
    left = next(index for index, byte in enumerate(row) if byte)
    assert left == 11  # (384 - 198) / 2 dots; four modules of 6 dots are less


def test_without_a_cutter_the_paper_is_fed_to_where_it_tears(ticket: Receipt) -> None:
    assert (ticket.fed, ticket.cut) == (4, None)


@pytest.mark.parametrize("width", [58, 80])
def test_a_cutter_feeds_and_cuts_by_itself(jobs: Rendered, width: int) -> None:
    receipt = jobs.receipt("ticket", width, cutter=True)
    assert (receipt.fed, receipt.cut) == (0, b"B\x00")


def test_a_ticket_on_80_mm(jobs: Rendered) -> None:
    receipt = jobs.receipt("ticket", 80)
    assert "-" * 48 in receipt.lines
    assert receipt.code() == modules_of(TICKET.address)


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize(("width", "columns"), [(58, 32), (80, 48)])
def test_nothing_is_wider_than_the_paper(jobs: Rendered, name: str, width: int, columns: int) -> None:
    assert jobs.receipt(name, width).columns() <= columns


def test_the_printer_begins_as_new(narrow: bytes) -> None:
    assert narrow.startswith(b"\x1b@")


def test_a_ticket_is_ascii_but_for_commands_and_the_picture(narrow: bytes) -> None:
    at = narrow.index(b"\x1dv0")
    assert all(byte < 0x80 for byte in narrow[:at])


def test_the_library_leaves_nothing_behind(jobs: Rendered) -> None:
    assert jobs.left_behind == []
