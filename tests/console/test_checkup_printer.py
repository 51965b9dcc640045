"""`silakan check` and the ticket printer."""

from pathlib import Path

import pytest

from server.app import open_office
from server.config import Config
from server.console.checkup.finding import Level
from server.console.checkup.printer import look_at_printer
from server.description.printer import Printer
from server.paper.printer import Result, Trouble
from server.paper.slip import Paper
from server.web.present.paper import TROUBLE_WORDS
from tests.live_office import VILLAGE_TOML


class Port:
    def __init__(self, trouble: Trouble | None) -> None:
        self._trouble = trouble

    async def look(self, printer: Printer) -> Trouble | None:
        assert printer.address == "192.168.1.60"
        return self._trouble

    async def print(self, printer: Printer, paper: Paper) -> Result:
        raise AssertionError("a check prints nothing")


async def office_with(data: Path, printer: str) -> None:
    async with open_office(Config(data, office_toml=f"{VILLAGE_TOML}\n[printer]\n{printer}\n")):
        pass


DRIVEN = 'kind = "network"\naddress = "192.168.1.60"'


@pytest.mark.parametrize(
    ("trouble", "level", "words"),
    [
        (None, Level.OK, "Printer jaringan 192.168.1.60"),
        (Trouble.NO_PAPER, Level.WARNING, "kertas tiket habis → isi gulungan baru"),
        (Trouble.OFFLINE, Level.WARNING, "printer tiket tidak terhubung → periksa listrik"),
    ],
)
async def test_a_printer_is_looked_at(tmp_path: Path, trouble: Trouble | None, level: Level, words: str) -> None:
    await office_with(tmp_path, DRIVEN)
    (finding,) = await look_at_printer(tmp_path, Port(trouble))
    assert finding.level is level
    assert words in finding.line()


async def test_an_office_without_a_printer_is_well(tmp_path: Path) -> None:
    await office_with(tmp_path, 'kind = "none"')
    (finding,) = await look_at_printer(tmp_path, Port(Trouble.OFFLINE))
    assert finding.level is Level.OK


async def test_without_data_nothing_is_said_of_a_printer(tmp_path: Path) -> None:
    assert await look_at_printer(None) == []
    assert await look_at_printer(tmp_path) == []


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_its_words(trouble: Trouble) -> None:
    assert trouble in TROUBLE_WORDS
