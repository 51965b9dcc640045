"""The presses on the desk's page of people: everything to a successor, and missing custodians."""

import re

import httpx

from server.complaints.draft import Draft
from server.complaints.receipt import Receipt
from server.domain.access import Role
from server.domain.complaint_commands import StaffDesk
from server.sealing.staff_keys import Unlocked
from tests.live_office import GOOD_PASSWORD, LiveOffice, person_of
from tests.server.open_desk import open_desk


async def test_everything_is_handed_to_a_successor(live: LiveOffice) -> None:
    desk = await open_desk(live)
    complaints = live.running.context.complaints
    taken = await complaints.intake.submit(Draft(category="pelayanan", story="Loket tutup sebelum waktunya."))
    assert isinstance(taken, Receipt)
    heir = await person_of(live.running.context.doorkeeper, Role.VILLAGE_HEAD)

    # Nobody hands over to themselves, and so far nobody else has a key.
    assert "Serahkan semua aduan" not in (await desk.browser.get("/meja/petugas")).text
    for nobody in (heir.id, desk.account, ""):
        assert (await desk.browser.post("/meja/serahkan", data={"to": nobody})).status_code == 422
    unlocked = await complaints.desk.procedures.unlock(heir.id, GOOD_PASSWORD)
    assert isinstance(unlocked, Unlocked)
    keys = await complaints.desk.procedures.keys_for((desk.account, heir.id))
    await complaints.office.do(
        StaffDesk({}, (desk.account, "", heir.id, ""), (), keys), actor=f"account:{desk.account}"
    )
    page = (await desk.browser.get("/meja/petugas")).text
    (choice,) = re.findall(r'<select id="heir".*?</select>', page)
    assert re.findall(r'value="([^"]*)"', choice) == [heir.id]

    answer = await desk.browser.post("/meja/serahkan", data={"to": heir.id})

    assert answer.status_code == 200
    assert f"1 aduan diserahkan kepada {heir.name}." in answer.text
    (complaint,) = complaints.office.state.complaints.values()
    assert heir.id in complaint.readers


async def test_missing_custodians_are_completed_or_nothing_is(live: LiveOffice) -> None:
    desk = await open_desk(live)
    answer = await desk.browser.post("/meja/penjaga")
    assert answer.status_code == 200
    assert "sudah punya tiga pemegang kunci" in answer.text


async def test_a_locked_desk_hands_nothing_over(live: LiveOffice) -> None:
    desk = await open_desk(live, locked=True)
    for path in ("/meja/serahkan", "/meja/penjaga"):
        answer: httpx.Response = await desk.browser.post(path, data={"to": desk.account})
        assert answer.status_code == 403
