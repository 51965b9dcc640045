"""Sealing as a whole: receipts, signatures, and nothing heavy before the first use."""

import subprocess
import sys
from pathlib import Path

import pytest

from server.sealing.cost import Cost, Costs
from server.sealing.pairs import Unopenable
from server.sealing.sealing import Sealing, open_sealing
from server.sealing.signing import KEY_FILE
from server.sealing.stretch import HereStretcher
from tests.sealing.key_table import KeyTable

CODE = "0123456789012345"
SMALL = Costs(Cost(8, 1), Cost(8, 1))


def sealing(folder: Path, table: KeyTable, costs: Costs = SMALL) -> Sealing:
    return Sealing(folder, table, HereStretcher(), costs=costs)


async def test_a_code_gives_the_same_keys_after_a_restart_and_others_elsewhere(tmp_path: Path) -> None:
    table = KeyTable()
    keys = await sealing(tmp_path, table).receipt_keys(CODE)
    assert await sealing(tmp_path, table).receipt_keys(CODE) == keys
    assert await sealing(tmp_path, table).receipt_keys("0" + CODE[1:-1] + "6") != keys
    assert await sealing(tmp_path, KeyTable()).receipt_keys(CODE) != keys


async def test_raising_the_cost_leaves_older_receipts_findable(tmp_path: Path) -> None:
    table = KeyTable()
    before = await sealing(tmp_path, table).receipt_keys(CODE)
    dearer = sealing(tmp_path, table, Costs(Cost(16, 1), Cost(8, 1)))
    assert await dearer.receipt_keys(CODE) != before
    assert [keys async for keys in dearer.earlier_receipt_keys(CODE)] == [before]
    assert [keys async for keys in sealing(tmp_path, KeyTable()).earlier_receipt_keys(CODE)] == []


async def test_signatures_are_the_office_s_own_and_outlive_a_lost_key(tmp_path: Path) -> None:
    table = KeyTable()
    office = sealing(tmp_path, table)
    signature = await office.sign(b"c" * 32)
    assert await office.verify(b"c" * 32, signature)
    assert not await office.verify(b"d" * 32, signature)
    (tmp_path / KEY_FILE).unlink()
    later = sealing(tmp_path, table)
    assert await later.office_public() != await office.office_public()
    assert await later.verify(b"c" * 32, signature)
    assert await later.verify(b"d" * 32, await later.sign(b"d" * 32))


async def test_a_broken_key_file_signs_nothing(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"")
    with pytest.raises(Unopenable):
        await sealing(tmp_path, KeyTable()).sign(b"c" * 32)


async def test_the_end_forgets_the_open_keys(tmp_path: Path) -> None:
    async with open_sealing(tmp_path, KeyTable(), costs=SMALL, stretcher=HereStretcher()) as opened:
        unlocked = await opened.staff.ensure("kasi", "kata sandi")
        assert unlocked is not None
        opened.sessions.begin("s", unlocked)
    assert len(opened.sessions) == 0


def test_nothing_heavy_is_imported_before_the_first_use() -> None:
    """A resting server must not grow by what a village needs twice a week."""
    program = (
        "import sys\n"
        "import server.sealing.sealing, server.sealing.recovery, server.sealing.vault, server.sealing.batch_root\n"
        "print(*(name for name in sys.modules if name.partition('.')[0] in {'nacl', 'argon2', 'cffi'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")
