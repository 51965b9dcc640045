"""Who opens a complaint: those it is for, when it is for them, and nobody with a key of something else."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.complaints.case_keys import NoKey, OpenCase
from server.complaints.kept import Kept, WrapRow
from server.complaints.office import Done, Outcome, Refused
from server.domain.complaint_codes import actor_of
from server.domain.complaint_commands import Escalate, GrantKeys, RevokeKeys
from server.sealing.pairs import Unopenable, new_pair, seal
from server.sealing.recovery import SheetKey, read_sheet
from server.sealing.staff_keys import Unlocked
from tests.complaints.key_holders import LAMP, Desk
from tests.complaints.staffed_office import staffed_office


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with staffed_office(tmp_path, "kasi", "sekdes", "kades", "bpd") as hall:
        yield Desk(hall)


async def test_the_head_of_services_and_the_sender_read_it_and_a_rung_above_does_not_yet(desk: Desk) -> None:
    sent = await desk.send()
    assert await desk.reads(desk.key("kasi"), sent)
    assert not await desk.reads(desk.key("sekdes"), sent)
    # The key lies ready all the same, so that it can climb while nobody is signed in.
    assert {row.to for row in await desk.office.wraps(sent.id)} == {
        "public",
        "sender",
        "kasi",
        "sekdes",
        "kades",
        "bpd",
    }
    case = await desk.keys.as_sender(sent.id, sent.private)
    assert case is not None
    assert b"Lampu" in case.open((await desk.office.rows(sent.id, "text"))[0].sealed)


async def test_a_rung_reads_once_it_has_climbed(desk: Desk) -> None:
    sent = await desk.send()
    await desk.did(Escalate(sent.id), "kasi")
    assert await desk.reads(desk.key("sekdes"), sent)
    assert not await desk.reads(desk.key("kades"), sent)


async def test_another_s_key_and_another_sender_open_nothing(desk: Desk) -> None:
    sent, other = await desk.send(), await desk.send()
    assert not await desk.reads(replace(desk.key("kasi"), private=desk.key("bpd").private), sent)
    assert await desk.keys.as_sender(sent.id, other.private) is None
    assert await desk.keys.as_official("nothing", desk.key("kasi")) is None


async def test_a_key_that_was_put_in_another_s_place_opens_nothing(desk: Desk) -> None:
    """Whoever can write to the disk can seal a key of their own to an official: it does not fit the complaint."""
    sent, other = await desk.send(), await desk.send()
    (row,) = await desk.office.wraps(other.id, "kasi")
    await desk.office.put_wraps([replace(row, complaint=sent.id)])
    assert not await desk.reads(desk.key("kasi"), sent)
    assert await desk.reads(desk.key("kasi"), other)


async def test_what_is_added_later_is_sealed_without_opening_anything(desk: Desk) -> None:
    sent = await desk.send()
    public = await desk.keys.public_of(sent.id)
    assert public is not None
    case = await desk.keys.as_official(sent.id, desk.key("kasi"))
    assert case is not None
    assert case.open(seal(public, b"tambahan")) == b"tambahan"
    assert case.open(case.seal(b"balasan")) == b"balasan"
    with pytest.raises(Unopenable):
        case.open(seal(new_pair().public, b"tambahan"))


async def granted(desk: Desk, case: OpenCase, by: str, to: str, about: tuple[str, ...] = ()) -> Outcome:
    kept = Kept(wraps=(await desk.keys.wrap_for(case, to),))
    return await desk.office.do(GrantKeys(case.complaint, to, about), actor=actor_of(by), kept=kept)


async def test_a_colleague_who_is_given_it_reads_it_and_no_longer_when_it_is_taken_away(desk: Desk) -> None:
    sent = await desk.send()
    case = await desk.keys.as_official(sent.id, desk.key("kasi"))
    assert case is not None
    ani = await desk.procedures.unlock("ani", "sandi ani yang panjang")
    assert isinstance(ani, Unlocked)
    await desk.staff("kasi", "sekdes", "kades", "bpd", units={"umum": ("ani",)})
    assert not await desk.reads(ani, sent)
    assert isinstance(await granted(desk, case, "kasi", "ani"), Done)
    assert await desk.reads(ani, sent)
    await desk.did(RevokeKeys(sent.id, "ani"), "kasi")
    assert not await desk.reads(ani, sent)
    assert await desk.office.wraps(sent.id, "ani") == []
    assert (await desk.events(sent))[-2:] == ["KeysGranted", "KeysRevoked"]


async def test_whom_it_is_about_is_never_given_it(desk: Desk) -> None:
    sent = await desk.send(replace(LAMP, about=("kasi",)))
    assert not await desk.reads(desk.key("kasi"), sent)
    assert await desk.office.wraps(sent.id, "kasi") == []
    case = await desk.keys.as_official(sent.id, desk.key("sekdes"))
    assert case is not None
    assert isinstance(await granted(desk, case, "sekdes", "kasi", about=("kasi",)), Refused)
    assert await desk.office.wraps(sent.id, "kasi") == []


async def test_nothing_is_made_for_somebody_without_a_key(desk: Desk) -> None:
    with pytest.raises(NoKey) as caught:
        await desk.keys.create("c" * 16, ("kasi", "camat"), sender=new_pair().public)
    assert caught.value.accounts == ("camat",)


async def test_the_recovery_sheet_opens_what_came_after_it_and_what_was_there(desk: Desk) -> None:
    before = await desk.send()
    sheet = await desk.sheet(by="sekdes", second="kasi")
    after = await desk.send()
    key = read_sheet("\n".join(sheet.lines))
    assert isinstance(key, SheetKey)
    for sent in (before, after):
        case = await desk.keys.as_recovery(sent.id, key.private)
        assert case is not None
        assert b"Lampu" in case.open((await desk.office.rows(sent.id, "text"))[0].sealed)
        assert await desk.keys.as_recovery(sent.id, new_pair().private) is None


async def test_an_open_case_shows_no_key(desk: Desk) -> None:
    sent = await desk.send()
    case = await desk.keys.as_official(sent.id, desk.key("kasi"))
    assert case is not None
    assert "private" not in repr(case)
    assert repr(case.private) not in repr(case)


async def test_a_revoked_row_that_comes_back_to_the_disk_is_not_used(desk: Desk) -> None:
    """From a backup, say: who reads is what the log says, not which rows lie there."""
    sent = await desk.send()
    (row,) = await desk.office.wraps(sent.id, "kasi")
    await desk.did(Escalate(sent.id), "kasi")
    await desk.did(RevokeKeys(sent.id, "kasi"), "sekdes")
    assert isinstance(
        await desk.office.keep(Kept(wraps=(WrapRow(row.complaint, row.to, row.purpose, row.sealed),))), Done
    )
    assert not await desk.reads(desk.key("kasi"), sent)
