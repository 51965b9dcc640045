"""A stolen disk, with real cryptography: every file of the complaints, and all that is public, give no word and no name.

And an administrator's role: whoever may reset passwords, and reads every row, reads no complaint.
"""

import base64
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from server.complaints.case_keys import NoKey
from server.complaints.draft import Draft
from server.complaints.identity_vault import IdentityVault, NotOpen
from server.complaints.intake import Intake
from server.complaints.kept import Kept, SealedRow
from server.complaints.key_procedures import NotTrusted, Stale
from server.complaints.office import Done
from server.complaints.pace import Pace
from server.complaints.receipt import NotReady
from server.complaints.sqlite_store import SqliteComplaintStore
from server.domain.complaint_commands import AddMessage, Escalate
from server.sealing.pairs import Unopenable, new_pair, pair_of, unlock, unseal
from server.sealing.recovery import FINGERPRINT_BYTES
from server.sealing.sealing import Sealing
from server.sealing.staff_keys import Unlocked
from server.sealing.stretch import HereStretcher
from tests.complaints.key_holders import Desk, Sent
from tests.complaints.small_desk import MONDAY, an_office
from tests.complaints.staffed_office import CHEAP, FalseSeconds, StaffedOffice

PEOPLE = ("kasi", "sekdes", "kades", "bpd")
CANARIES = [
    (f"Kenari{n:02d} Wulandari", f"0812777{n:05d}", f"tetangga burung-{n:02d} di gang buntu") for n in range(50)
]


@asynccontextmanager
async def on_disk(data: Path) -> AsyncIterator[Desk]:
    today, seconds = [MONDAY], FalseSeconds()
    office = an_office(SqliteComplaintStore(data), today)
    await office.open()
    folder = data / "aduan"
    sealing = Sealing(folder, office, HereStretcher(), costs=CHEAP, random=os.urandom, mono=seconds, today=office.today)
    intake = Intake(office, sealing, Pace(seconds, os.urandom), seconds, os.urandom)
    try:
        yield Desk(StaffedOffice(office, sealing, intake, seconds, today))
    finally:
        await office.close()


async def lived_in(desk: Desk) -> list[Sent]:
    """A year in short: fifty senders with names, some secret, chat, an opened identity, an escalation, a sheet, a reset password."""
    await desk.hall.staff(*PEOPLE)
    await desk.sheet()
    sent = []
    for number, (name, contact, story) in enumerate(CANARIES):
        category = "pungli" if number % 5 == 0 else "lampu"
        draft = Draft(category=category, story=story, landmark=f"warung {name}", name=name, contact=contact)
        sent.append(await desk.send(draft))
    for one, (name, _, _) in zip(sent[:5], CANARIES, strict=False):
        case = await desk.keys.as_official(one.id, desk.key("kasi"))
        assert case is not None
        ref = os.urandom(8).hex()
        kept = Kept(puts=(SealedRow(ref, one.id, "message", case.seal(f"Kepada {name}".encode())),))
        assert isinstance(await desk.office.do(AddMessage(one.id, ref), actor="account:kasi", kept=kept), Done)
    request, _ = await desk.vault.ask(sent[1].id, desk.key("kasi"), "keselamatan_pelapor", 15)
    (custodian,) = desk.complaint(sent[1]).custodians
    await desk.vault.approve(sent[1].id, request, desk.key(custodian))
    assert isinstance(await desk.vault.open(sent[1].id, request, desk.key("kasi")), bytes)
    await desk.did(Escalate(sent[2].id), "kasi")
    await desk.procedures.renew("sekdes", "kata sandi dari admin")
    return sent


def forms_of(word: str) -> Iterator[bytes]:
    plain = word.encode()
    yield from (plain, word.encode("utf-16-le"), plain.hex().encode(), plain.lower(), plain.upper())
    # Without the ends, which depend on what stands beside it.
    yield base64.b64encode(plain)[1:-4]


def files_of(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()}


async def test_a_stolen_disk_holds_no_canary(tmp_path: Path) -> None:
    async with on_disk(tmp_path) as desk:
        sent = await lived_in(desk)
        # While the server runs, with its write-ahead log, and after it has ended.
        running = files_of(tmp_path)
        words = [word for canary in CANARIES for word in canary] + [one.receipt.code for one in sent]
        private = [desk.key(name).private for name in PEOPLE] + [one.private for one in sent]
    stopped = files_of(tmp_path)
    assert {"aduan.db", "tanda.key"} <= stopped.keys()
    for name, content in (*running.items(), *stopped.items()):
        found = [word for word in words if any(form in content for form in forms_of(word))]
        assert found == [], name
        assert not any(key in content or key.hex().encode() in content for key in private), name


async def test_nothing_that_lies_there_in_clear_opens_what_is_sealed(tmp_path: Path) -> None:
    """Every value of 32 bytes that a thief finds, tried as a key on everything that is locked."""
    async with on_disk(tmp_path) as desk:
        sent = await lived_in(desk)
        sealed = [row.sealed for one in sent[:6] for row in await desk.office.rows(one.id)]
        wraps = [row for one in sent[:6] for row in await desk.office.wraps(one.id) if row.to != "public"]
        receipts = [
            await desk.office.receipt((await desk.sealing.receipt_keys(one.receipt.code))[0]) for one in sent[:6]
        ]
        clear = [row.sealed for one in sent for row in await desk.office.wraps(one.id, "public")]
        for row in await desk.office.staff_keys():
            clear += [row.public, *(part[:32] for part in windows(row.sealed_private)), (row.salt * 2)[:32]]
        sheet = desk.office.state.sheet
        assert sheet is not None
        clear.append(bytes.fromhex(sheet.public))
        for name in ("receipt_stretching", "signing_publics"):
            kept = await desk.office.setting(name)
            assert kept is not None
            clear += windows(kept)
        clear += [bytes.fromhex(desk.complaint(one).commitment) for one in sent]
        clear += [(tmp_path / "aduan" / "tanda.key").read_bytes()]
        locked = [row.sealed_private[9:] for row in await desk.office.staff_keys() if row.sealed_private]
        locked += [receipt.sealed_key for receipt in receipts if receipt is not None]
    boxes = [*sealed, *(row.sealed[FINGERPRINT_BYTES if row.to == "recovery" else 0 :] for row in wraps)]
    assert len(boxes) > 50
    for key in {key for key in clear if len(key) == 32}:
        assert not any(opens(unlock, key, box) for box in locked)
        pair_of(key)
        assert not any(opens(unseal, key, box) for box in boxes[::7])


async def test_an_administrator_s_role_reads_nothing(tmp_path: Path) -> None:
    """Resetting passwords, putting people out of work, naming oneself: nothing of it opens what has come in."""
    async with on_disk(tmp_path) as desk:
        sent = await lived_in(desk)
        lamp, bribe = sent[1], sent[0]
        # The password of the head of services is reset, and the admin signs in as that person.
        assert isinstance(await desk.procedures.unlock("kasi", "kata sandi pilihan admin"), Stale)
        stolen = await desk.procedures.renew("kasi", "kata sandi pilihan admin")
        for one in sent:
            assert await desk.keys.as_official(one.id, stolen) is None
        # Nor does anything new come to the key, before a colleague has seen the person.
        later = await desk.send(Draft(category="lampu", story="Sesuatu yang masuk sesudahnya."))
        assert await desk.keys.as_official(later.id, stolen) is None
        assert await desk.procedures.vouch("kasi", stolen) == NotTrusted()
        assert await desk.procedures.new_sheet(stolen) == NotTrusted()
        # An account of the admin's own, put on the ladder: for what comes in from then on, as everybody can see, and for nothing else.
        own = await desk.procedures.unlock("admin", "kata sandi admin yang panjang")
        assert not isinstance(own, Stale)
        await desk.staff("admin", "sekdes", "kades", "bpd")
        for one in sent:
            assert await desk.keys.as_official(one.id, own) is None
        # Custody cannot be taken either.
        vault = IdentityVault(desk.office, desk.sealing)
        for one in (lamp, bribe):
            request, outcome = await vault.ask(one.id, own, "proses_hukum", 120)
            assert not isinstance(outcome, Done)
            assert await vault.approve(one.id, request, own) is NotOpen.NONE


async def test_a_key_that_was_put_into_the_table_is_sealed_nothing(tmp_path: Path) -> None:
    """Somebody who can write to the disk exchanges an official's public key: the log names another one, and nothing is taken in."""
    async with on_disk(tmp_path) as desk:
        await desk.hall.staff(*PEOPLE)
        (row,) = [row for row in await desk.office.staff_keys() if row.account == "kasi"]
        forged = new_pair().public
        await desk.office.put_staff_key(replace(row, sealed_private=b""))
        await desk.office.put_staff_key(replace(row, public=forged))
        assert isinstance(await desk.hall.intake.submit(Draft(category="lampu", story="Lampu mati di gang.")), NotReady)
        with pytest.raises(NoKey):
            await desk.vault.create("c" * 16, ("kasi",))
        # Nobody's unlocking makes it the office's own: not a colleague's, and not that of whom it is said to be.
        assert isinstance(await desk.procedures.unlock("sekdes", "sandi sekdes yang panjang"), Unlocked)
        assert isinstance(await desk.procedures.unlock("kasi", "sandi kasi yang panjang"), Stale)
        assert desk.office.state.staffed is not None
        assert desk.office.state.staffed.keys["kasi"] == row.public.hex()
        # Also not when the log was made to lose the key first.
        for kept in (b"", row.sealed_private):
            await desk.office.put_staff_key(replace(row, public=forged, sealed_private=kept))
            assert isinstance(await desk.procedures.unlock("sekdes", "sandi sekdes yang panjang"), Unlocked)
            assert desk.office.state.staffed is not None
            assert "kasi" not in desk.office.state.staffed.keys


async def test_a_revoked_key_leaves_the_disk(tmp_path: Path) -> None:
    async with on_disk(tmp_path) as desk:
        sent = await lived_in(desk)
        rows = [row.sealed for one in sent for row in await desk.office.wraps(one.id, "kasi")]
        assert rows
        await desk.procedures.leave("kasi", actor="account:admin", accept=True)
        gone = files_of(tmp_path)
    for name, content in (*gone.items(), *files_of(tmp_path).items()):
        assert not any(row in content for row in rows), name


def windows(content: bytes) -> list[bytes]:
    return [content[at : at + 32] for at in range(len(content) - 31)]


def opens(way: object, key: bytes, box: bytes) -> bool:
    try:
        way(key, box)  # type: ignore[operator]
    except Unopenable:
        return False
    return True


@pytest.mark.parametrize(
    "draft", [Draft(category="lampu", story="Kenari rahasia di sini", name="Kenari", contact="08")]
)
async def test_no_exception_and_no_repr_carries_a_word(tmp_path: Path, draft: Draft) -> None:
    async with on_disk(tmp_path) as desk:
        await desk.hall.staff(*PEOPLE)
        sent = await desk.send(draft)
        case = await desk.keys.as_official(sent.id, desk.key("kasi"))
        assert case is not None
        with pytest.raises(Unopenable) as caught:
            replace(case, private=b"k" * 32).open((await desk.office.rows(sent.id, "text"))[0].sealed)
        assert str(caught.value) == "" == str(caught.value.__cause__ or "")
        assert "Kenari" not in repr(case) + repr(desk.complaint(sent)) + repr(desk.key("kasi"))
