"""The vault: who sent it is seen by one person, for minutes, after custodians agreed, and never behind the sender's back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from server.complaints.case_keys import NoKey
from server.complaints.identity_vault import IdentityVault, NotOpen
from server.complaints.kept import WrapRow
from server.complaints.key_procedures import Handed
from server.complaints.office import Done, Refused
from server.domain.complaint_class import Class
from server.domain.complaint_codes import CLOCK
from server.domain.complaint_commands import EraseIdentity, Escalate, RaiseClass
from server.sealing.pairs import Unopenable, new_pair, seal, unseal
from tests.complaints.key_holders import LAMP, NAMED, NAMED_BRIBE, WHO, WHO_WAS_BRIBED, Desk, Sent, told
from tests.complaints.staffed_office import staffed_office

REASON = "verifikasi_lapangan"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """The first three of the ladder are the custodians."""
    async with staffed_office(tmp_path, "kasi", "sekdes", "kades", "bpd") as hall:
        yield Desk(hall)


async def asked(desk: Desk, sent: Sent, by: str = "kasi", minutes: int = 15) -> str:
    request, outcome = await desk.vault.ask(sent.id, desk.key(by), REASON, minutes)
    assert isinstance(outcome, Done), outcome
    return request


async def agreed(desk: Desk, sent: Sent, request: str, custodian: str) -> None:
    outcome = await desk.vault.approve(sent.id, request, desk.key(custodian))
    assert isinstance(outcome, Done), outcome


# ---- one custodian


async def test_an_anonymous_sender_s_name_is_seen_after_the_custodian_agreed(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    request = await asked(desk, sent)
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.NOT_YET
    await agreed(desk, sent, request, "sekdes")
    assert told(await desk.vault.open(sent.id, request, desk.key("kasi"))) == WHO
    assert (await desk.events(sent))[-3:] == ["IdentityAsked", "IdentityApproved", "CaseOpened"]


async def test_a_press_that_is_repeated_asks_once(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    answers = [await desk.vault.ask(sent.id, desk.key("kasi"), REASON, 15, "k" * 32) for _ in range(2)]
    assert answers[0][0] == answers[1][0]
    assert [asked.request for asked in desk.complaint(sent).requests] == [answers[0][0]]


async def test_only_who_asked_sees_it(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    request = await asked(desk, sent)
    await agreed(desk, sent, request, "sekdes")
    assert await desk.vault.open(sent.id, request, desk.key("sekdes")) is NotOpen.NOT_YOURS
    stranger = replace(desk.key("kades"), account="kasi")
    assert await desk.vault.open(sent.id, request, stranger) is NotOpen.BROKEN


async def test_each_look_is_an_event_and_what_cannot_be_written_down_is_not_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await desk.send(NAMED)
    request = await asked(desk, sent)
    await agreed(desk, sent, request, "sekdes")
    for _ in range(2):
        assert told(await desk.vault.open(sent.id, request, desk.key("kasi"))) == WHO
    assert (await desk.events(sent)).count("CaseOpened") == 2

    async def full(*_: object, **__: object) -> Refused:
        return Refused  # type: ignore[return-value]

    monkeypatch.setattr(desk.office, "do", full)
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.BROKEN


async def test_it_closes_after_its_minutes_and_its_rows_are_gone(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    request = await asked(desk, sent, minutes=15)
    await agreed(desk, sent, request, "sekdes")
    desk.hall.seconds.now += 15 * 60 - 1
    await desk.vault.close_due()
    assert desk.vault.left_s(request) == 1
    assert told(await desk.vault.open(sent.id, request, desk.key("kasi"))) == WHO
    desk.hall.seconds.now += 1
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.OVER
    await desk.vault.close_due()
    assert not [row for row in await desk.office.wraps(sent.id) if row.to.startswith("request:")]
    assert (await desk.events(sent))[-1] == "IdentityClosed"
    # Once is enough.
    await desk.vault.close_due()
    assert (await desk.events(sent)).count("IdentityClosed") == 1


async def test_closing_by_hand_closes_now(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    request = await asked(desk, sent)
    await agreed(desk, sent, request, "sekdes")
    assert isinstance(await desk.vault.close(sent.id, request, "account:kasi"), Done)
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.OVER


async def test_a_restart_closes_what_was_open(desk: Desk) -> None:
    sent, other = await desk.send(NAMED), await desk.send(NAMED)
    request, waiting = await asked(desk, sent), await asked(desk, other)
    await agreed(desk, sent, request, "sekdes")
    desk.sealing.glass.closed(request)  # the memory of a server that has ended
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.OVER
    await IdentityVault(desk.office, desk.sealing).close_all()
    assert (await desk.events(sent))[-1] == "IdentityClosed"
    # Who still waits for a custodian goes on waiting.
    await agreed(desk, other, waiting, "sekdes")
    assert told(await desk.vault.open(other.id, waiting, desk.key("kasi"))) == WHO


async def test_a_refused_request_opens_nothing(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    request = await asked(desk, sent)
    assert isinstance(await desk.vault.refuse(sent.id, request, desk.key("sekdes")), Done)
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.OVER
    assert isinstance(await desk.vault.approve(sent.id, request, desk.key("sekdes")), Refused)


async def test_who_is_no_custodian_cannot_agree(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    request = await asked(desk, sent)
    for account in ("kasi", "kades"):
        assert isinstance(await desk.vault.approve(sent.id, request, desk.key(account)), Refused)
    assert not await desk.office.wraps(sent.id, f"request:{request}")
    assert await desk.vault.approve(sent.id, "none", desk.key("kasi")) is NotOpen.NONE
    assert await desk.vault.approve("none", request, desk.key("kasi")) is NotOpen.NONE


async def test_a_custodian_whom_it_is_about_is_replaced_for_that_case(desk: Desk) -> None:
    sent = await desk.send(replace(NAMED, about=("kasi",)))
    assert desk.complaint(sent).recipients == ("sekdes",)
    assert desk.complaint(sent).custodians == ("kades",)
    assert not [row for row in await desk.office.wraps(sent.id) if row.to.endswith("kasi")]


async def test_the_only_custodian_asks_and_a_colleague_agrees(desk: Desk) -> None:
    """It has climbed to the custodian, whose own key opens it once somebody else has said yes."""
    sent = await desk.send(NAMED)
    await desk.did(Escalate(sent.id), "kasi")
    request = await asked(desk, sent, by="sekdes")
    refused = await desk.vault.approve(sent.id, request, desk.key("sekdes"))
    assert isinstance(refused, Refused)
    assert await desk.vault.open(sent.id, request, desk.key("sekdes")) is NotOpen.NOT_YET
    await agreed(desk, sent, request, "kades")
    assert told(await desk.vault.open(sent.id, request, desk.key("sekdes"))) == WHO
    assert await desk.vault.open(sent.id, request, desk.key("kades")) is NotOpen.NOT_YOURS


async def test_a_complaint_without_a_name_has_nothing_to_open(desk: Desk) -> None:
    sent = await desk.send(LAMP)
    _, outcome = await desk.vault.ask(sent.id, desk.key("kasi"), REASON, 15)
    assert isinstance(outcome, Refused)
    assert await desk.vault.own(sent.id, sent.private) is None


async def test_an_erased_identity_is_gone_also_for_who_is_looking(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    request = await asked(desk, sent)
    await agreed(desk, sent, request, "sekdes")
    await desk.did(EraseIdentity(sent.id), "sender")
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.NONE
    assert await desk.vault.own(sent.id, sent.private) is None
    assert not [row for row in await desk.office.wraps(sent.id) if row.purpose.startswith("identity")]


# ---- two of three


@pytest.mark.parametrize(("one", "other"), list(permutations(("kasi", "sekdes", "kades"), 2)))
async def test_any_two_custodians_open_a_secret_identity(desk: Desk, one: str, other: str) -> None:
    """For somebody who is none of them."""
    sent = await desk.send(replace(NAMED_BRIBE, about=("wati",)))
    assert desk.complaint(sent).custodians == ("kasi", "sekdes", "kades")
    request = await asked(desk, sent, by="bpd")
    await agreed(desk, sent, request, one)
    assert await desk.vault.open(sent.id, request, desk.key("bpd")) is NotOpen.NOT_YET
    await agreed(desk, sent, request, other)
    assert told(await desk.vault.open(sent.id, request, desk.key("bpd"))) == WHO_WAS_BRIBED


async def test_a_custodian_who_asks_needs_the_two_others(desk: Desk) -> None:
    sent = await desk.send(NAMED_BRIBE)
    request = await asked(desk, sent)
    assert isinstance(await desk.vault.approve(sent.id, request, desk.key("kasi")), Refused)
    await agreed(desk, sent, request, "sekdes")
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.NOT_YET
    await agreed(desk, sent, request, "kades")
    assert told(await desk.vault.open(sent.id, request, desk.key("kasi"))) == WHO_WAS_BRIBED


async def test_one_custodian_twice_is_still_one(desk: Desk) -> None:
    sent = await desk.send(NAMED_BRIBE)
    request = await asked(desk, sent)
    await agreed(desk, sent, request, "sekdes")
    assert isinstance(await desk.vault.approve(sent.id, request, desk.key("sekdes")), Refused)
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.NOT_YET


async def test_custodians_learn_nothing_by_agreeing(desk: Desk) -> None:
    """With all rows of the database and the keys of one custodian who agreed there is no identity."""
    sent = await desk.send(NAMED_BRIBE)
    await desk.did(Escalate(sent.id), "kasi")
    request = await asked(desk, sent, by="kasi")
    await agreed(desk, sent, request, "sekdes")
    await agreed(desk, sent, request, "kades")
    found = []
    for row in await desk.office.wraps(sent.id):
        try:
            found.append(unseal(desk.key("sekdes").private, row.sealed))
        except Unopenable:
            continue
    assert found
    (identity,) = await desk.office.rows(sent.id, "identity")
    for key in found:
        with pytest.raises(Unopenable):
            unseal(key, identity.sealed)


async def test_halves_that_do_not_belong_together_open_nothing(desk: Desk) -> None:
    """A custodian who hands in something else is found out, and nobody is shown a wrong name."""
    sent = await desk.send(replace(NAMED_BRIBE, about=("wati",)))
    request = await asked(desk, sent, by="bpd")
    await agreed(desk, sent, request, "sekdes")
    await agreed(desk, sent, request, "kades")
    forged = [
        WrapRow(row.complaint, row.to, row.purpose, seal(desk.key("bpd").public, b"x" * 32))
        for row in await desk.office.wraps(sent.id, f"request:{request}")
        if row.purpose.endswith(":sekdes")
    ]
    await desk.office.put_wraps(forged)
    assert await desk.vault.open(sent.id, request, desk.key("bpd")) is NotOpen.BROKEN


async def test_a_custodian_who_lost_the_key_is_replaced_by_the_two_others_together(desk: Desk) -> None:
    sent = await desk.send(NAMED_BRIBE)
    pending = await asked(desk, sent)
    await agreed(desk, sent, pending, "kades")
    await desk.procedures.renew("kades", "kata sandi baru")
    assert await desk.procedures.custodians.missing() == (sent.id,)
    # One of them alone cannot.
    assert await desk.procedures.custodians.replace((desk.key("kasi"),)) == Handed(0, 1)
    assert await desk.procedures.custodians.replace((desk.key("kasi"), desk.key("sekdes"))) == Handed(1, 0)
    assert await desk.procedures.custodians.missing() == ()
    assert desk.complaint(sent).custodians == ("kasi", "sekdes", "bpd")
    assert not [row for row in await desk.office.wraps(sent.id) if row.to == "custodian:kades"]
    # What had been handed out of the former split is closed.
    assert await desk.vault.open(sent.id, pending, desk.key("kasi")) is NotOpen.OVER
    request = await asked(desk, sent)
    await agreed(desk, sent, request, "bpd")
    await agreed(desk, sent, request, "sekdes")
    assert told(await desk.vault.open(sent.id, request, desk.key("kasi"))) == WHO_WAS_BRIBED


async def test_a_part_that_is_not_genuine_is_never_split_further(desk: Desk) -> None:
    """Otherwise the identity would be lost for good, in place of being refused once."""
    sent = await desk.send(NAMED_BRIBE)
    await desk.procedures.renew("kades", "kata sandi baru")
    before = {row.purpose: row for row in await desk.office.wraps(sent.id, "custodian:kasi")}
    forged = [replace(row, sealed=seal(desk.key("kasi").public, b"x" * 32)) for row in before.values()]
    await desk.office.put_wraps(forged)
    assert await desk.procedures.custodians.replace((desk.key("kasi"), desk.key("sekdes"))) == Handed(0, 1)
    await desk.office.put_wraps(tuple(before.values()))
    assert await desk.procedures.custodians.replace((desk.key("kasi"), desk.key("sekdes"))) == Handed(1, 0)


async def test_two_custodians_press_each_in_their_own_session(desk: Desk) -> None:
    sent = await desk.send(NAMED_BRIBE)
    await desk.procedures.leave("kades", actor="account:admin")
    for account in ("kasi", "sekdes", "bpd"):
        desk.sealing.sessions.begin(f"s-{account}", desk.key(account))
    # An open desk is no consent: the secretary has pressed nothing yet. Nor has whoever is no custodian.
    assert await desk.procedures.complete_custodians("s-kasi") == Handed(0, 1)
    assert await desk.procedures.complete_custodians("s-bpd") == Handed(0, 1)
    assert await desk.procedures.complete_custodians("unknown") == Handed(0, 1)
    assert await desk.procedures.complete_custodians("s-sekdes") == Handed(1, 0)
    assert desk.complaint(sent).custodians == ("kasi", "sekdes", "bpd")


async def test_an_offer_ends_with_its_session(desk: Desk) -> None:
    await desk.send(NAMED_BRIBE)
    await desk.procedures.leave("kades", actor="account:admin")
    for account in ("kasi", "sekdes"):
        desk.sealing.sessions.begin(f"s-{account}", desk.key(account))
    await desk.procedures.complete_custodians("s-kasi")
    desk.sealing.sessions.lock("s-kasi")
    assert await desk.procedures.complete_custodians("s-sekdes") == Handed(0, 1)
    desk.sealing.sessions.begin("s-kasi", desk.key("kasi"))
    assert await desk.procedures.complete_custodians("s-sekdes") == Handed(0, 1)


async def test_a_custodian_who_left_is_replaced_too(desk: Desk) -> None:
    sent = await desk.send(NAMED_BRIBE)
    await desk.procedures.leave("kades", actor="account:admin")
    assert await desk.procedures.custodians.replace((desk.key("sekdes"), desk.key("kasi"))) == Handed(1, 0)
    assert desk.complaint(sent).custodians == ("kasi", "sekdes", "bpd")


async def test_whom_it_is_about_does_not_follow_as_custodian(desk: Desk) -> None:
    sent = await desk.send(replace(NAMED_BRIBE, about=("bpd",)))
    assert desk.complaint(sent).custodians == ("kasi", "sekdes", "kades")
    await desk.procedures.leave("kades", actor="account:admin")
    assert await desk.procedures.custodians.replace((desk.key("sekdes"), desk.key("kasi"))) == Handed(0, 1)
    # Two are left, and two are enough.
    request = await asked(desk, sent)
    await agreed(desk, sent, request, "kasi")
    await agreed(desk, sent, request, "sekdes")
    assert told(await desk.vault.open(sent.id, request, desk.key("kasi"))) == WHO_WAS_BRIBED


async def test_a_sole_custodian_hands_the_names_over_before_leaving(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    assert await desk.procedures.custodians.hand_over((desk.key("sekdes"),), {"sekdes": "kades"}) == Handed(1, 0)
    assert desk.complaint(sent).custodians == ("kades",)
    request = await asked(desk, sent)
    await agreed(desk, sent, request, "kades")
    assert told(await desk.vault.open(sent.id, request, desk.key("kasi"))) == WHO


# ---- the sender, and small offices


async def test_the_sender_reads_the_own_name_and_can_have_it_split(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    assert told(await desk.vault.own(sent.id, sent.private)) == WHO
    assert await desk.vault.own(sent.id, new_pair().private) is None
    kept = await desk.vault.resplit(sent.id, sent.private, ("kasi", "sekdes", "kades"))
    assert {row.to for row in kept.wraps} == {"custodian:kasi", "custodian:sekdes", "custodian:kades"}
    assert kept.erase_wraps == ((sent.id, "custodian:sekdes", "identity"),)
    with pytest.raises(Unopenable):
        await desk.vault.resplit(sent.id, new_pair().private, ("kasi", "sekdes", "kades"))
    with pytest.raises(NoKey):
        await desk.vault.resplit(sent.id, sent.private, ("kasi", "sekdes", "camat"))


async def test_a_small_office_takes_no_name_with_a_secret_complaint(tmp_path: Path) -> None:
    async with staffed_office(tmp_path, "kasi", "sekdes") as hall:
        assert hall.intake.keeps_identity(NAMED)
        assert not hall.intake.keeps_identity(NAMED_BRIBE)
        assert not hall.intake.keeps_identity(replace(NAMED, about=("kasi", "sekdes")))
        assert isinstance(await hall.intake.submit(NAMED_BRIBE), Refused)
    async with staffed_office(tmp_path) as hall:
        assert not hall.intake.keeps_identity(NAMED)


async def test_a_class_that_was_raised_needs_a_second_pair_of_eyes(desk: Desk) -> None:
    """The one custodian holds the whole key already; somebody of the ladder has to agree as well."""
    sent = await desk.send(NAMED)
    await desk.did(RaiseClass(sent.id, Class.SECRET, (), ()), "kasi")
    request = await asked(desk, sent)
    await agreed(desk, sent, request, "sekdes")
    assert await desk.vault.open(sent.id, request, desk.key("kasi")) is NotOpen.NOT_YET
    await agreed(desk, sent, request, "kades")
    assert told(await desk.vault.open(sent.id, request, desk.key("kasi"))) == WHO


async def test_a_custodian_whose_part_was_lost_cannot_agree_with_nothing(desk: Desk) -> None:
    sent = await desk.send(NAMED_BRIBE)
    request = await asked(desk, sent)
    renewed = await desk.procedures.renew("kades", "kata sandi baru")
    await desk.procedures.vouch("kades", desk.key("kasi"))
    assert await desk.vault.approve(sent.id, request, renewed) is NotOpen.NOT_YOURS


async def test_closing_what_nobody_asked_for_is_refused(desk: Desk) -> None:
    sent = await desk.send(NAMED)
    assert isinstance(await desk.vault.close(sent.id, "nothing", CLOCK), Refused)
