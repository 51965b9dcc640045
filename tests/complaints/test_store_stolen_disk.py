"""A stolen disk, its backup and its log files: fifty senders, and no word of any of them in any byte."""

import logging
import os
from pathlib import Path

import pytest

from server.complaints.draft import Draft
from server.complaints.intake import Intake
from server.complaints.kept import Kept, SealedRow
from server.complaints.office import Done
from server.complaints.pace import Pace
from server.complaints.receipt import Receipt
from server.complaints.sqlite_store import SqliteComplaintStore
from server.console.safekeeping import back_up
from server.domain.complaint_commands import AddMessage
from server.sealing.pairs import seal
from server.sealing.sealing import Sealing
from server.sealing.stretch import HereStretcher
from server.store.sqlite import SqliteStore
from tests.complaints.small_desk import MONDAY, an_office
from tests.complaints.staffed_office import CHEAP, FalseSeconds, StaffedOffice

CANARIES = [f"Kenari{n:02d}Wulandari" for n in range(50)]


def found_in(folder: Path, words: list[str]) -> list[str]:
    """Where one of the words stands, in any of the ways in which a program might write it."""
    forms = [form for word in words for form in (word.encode(), word.lower().encode(), word.encode("utf-16-le"))]
    forms += [word.encode().hex().encode() for word in words]
    return [
        f"{path.relative_to(folder)}: {form!r}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for content in [path.read_bytes()]
        for form in forms
        if form in content
    ]


async def test_nothing_can_be_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    data = tmp_path / "data"
    caplog.set_level(logging.DEBUG)
    queue = SqliteStore(data)
    await queue.open()
    await queue.close()
    today, seconds = [MONDAY], FalseSeconds()
    office = an_office(SqliteComplaintStore(data), today)
    await office.open()
    folder = data / "aduan"
    sealing = Sealing(folder, office, HereStretcher(), costs=CHEAP, random=os.urandom, mono=seconds, today=office.today)
    intake = Intake(office, sealing, Pace(seconds, os.urandom), seconds, os.urandom)
    await StaffedOffice(office, sealing, intake, seconds, today).staff("kasi", "sekdes", "kades")
    codes = []
    for number, word in enumerate(CANARIES):
        draft = Draft(
            category=("lampu", "pungli")[number % 2],
            story=f"Saya {word} melihatnya sendiri.",
            landmark=f"rumah {word}",
            name=word,
            contact=f"{word}@contoh.id",
        )
        taken = await intake.submit(draft, key=f"form-key-of-the-sender-{number:04d}", fingerprint=word)
        assert isinstance(taken, Receipt), taken
        codes.append(taken.code)
        complaint = office.state.by_number[taken.number]
        ref = os.urandom(8).hex()
        chat = seal((await office.staff_keys())[0].public, f"Kepada {word}".encode())
        kept = Kept(puts=(SealedRow(ref, complaint, "message", chat),))
        done = await office.do(AddMessage(complaint, ref), actor="sender", key=f"chat-key-{number:020d}", kept=kept)
        assert isinstance(done, Done), done
    # While the server runs, with its write-ahead log; then at rest, and in the backup.
    words = [*CANARIES, *codes]
    assert found_in(data, words) == []
    (tmp_path / "usb").mkdir()
    back_up(data, tmp_path / "usb" / "copy.db", lambda _: None)
    await office.close()
    assert found_in(tmp_path, words) == []
    assert not [word for word in words if word in caplog.text]
    # The test would find them: the public numbers are there.
    assert found_in(tmp_path / "usb", [complaint.number for complaint in office.state.complaints.values()])
