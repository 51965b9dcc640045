"""What happens to keys when an account's password changes or the account is put out of work, on the pages where that is done."""

import httpx
import pytest

from server.complaints.draft import Draft
from server.complaints.key_procedures import Stale
from server.complaints.receipt import Receipt
from server.domain.access import AccountRow, Role
from server.sealing.staff_keys import Unlocked
from tests.live_office import GOOD_PASSWORD, GOOD_PIN, LiveOffice, person_of
from tests.server.complaint_sender import open_board
from tests.server.open_desk import open_desk

NEW_PASSWORD = "sambal terasi pagi sekali"
FORM = {"action": "change", "name": "Ibu Kasi", "role": "head_of_services"}


@pytest.fixture
async def admin(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(cookies=await live.official(Role.ADMIN), origin=live.url, accept="text/html")


async def kasi_of(live: LiveOffice) -> AccountRow:
    return await person_of(live.running.context.doorkeeper, Role.HEAD_OF_SERVICES)


async def sent(live: LiveOffice) -> str:
    complaints = live.running.context.complaints
    taken = await complaints.intake.submit(Draft(category="pelayanan", story="Loket tutup sebelum waktunya."))
    assert isinstance(taken, Receipt), taken
    return complaints.office.state.by_number[taken.number]


async def test_a_password_changed_by_its_owner_keeps_the_key(live: LiveOffice) -> None:
    await open_board(live)
    kasi = await kasi_of(live)
    procedures = live.running.context.complaints.desk.procedures
    browser = await live.client(origin=live.url)
    answer = await browser.post("/masuk", data={"login": kasi.login, "password": GOOD_PASSWORD})
    assert answer.status_code == 303
    form = {"present": GOOD_PASSWORD, "chosen": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert (await browser.post("/akun/sandi", data=form)).status_code == 303
    assert isinstance(await procedures.unlock(kasi.id, NEW_PASSWORD), Unlocked)
    assert isinstance(await procedures.unlock(kasi.id, GOOD_PASSWORD), Stale)


async def test_who_signed_in_by_pin_is_asked_for_the_former_password_at_the_desk(live: LiveOffice) -> None:
    """The page was shown a PIN and not the password, so it cannot move the key; nothing is lost by that."""
    await open_board(live)
    kasi = await kasi_of(live)
    procedures = live.running.context.complaints.desk.procedures
    browser = await live.client(origin=live.url, cookies=await live.official(Role.HEAD_OF_SERVICES))
    form = {"present": GOOD_PIN, "chosen": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert (await browser.post("/akun/sandi", data=form)).status_code == 303
    assert isinstance(await procedures.unlock(kasi.id, NEW_PASSWORD), Stale)
    assert await procedures.rewrap(kasi.id, GOOD_PASSWORD, NEW_PASSWORD)
    assert isinstance(await procedures.unlock(kasi.id, NEW_PASSWORD), Unlocked)


async def test_the_last_reader_is_put_out_of_work_only_when_it_is_insisted_on(
    live: LiveOffice, admin: httpx.AsyncClient
) -> None:
    desk = await open_desk(live)
    complaint = await sent(live)
    complaints = live.running.context.complaints
    path = f"/atur/petugas/{desk.account}"

    answer = await admin.post(path, data=FORM)
    assert answer.status_code == 409
    assert "1 aduan hanya dapat dibuka dengan kunci akun ini" in answer.text
    assert 'name="accept"' in answer.text
    kasi = await kasi_of(live)
    assert kasi.active
    assert complaints.desk.session(desk.session) is not None

    assert (await admin.post(path, data=FORM | {"accept": "1"})).status_code == 303
    assert not (await kasi_of(live)).active
    assert complaints.desk.session(desk.session) is None
    # There is no sheet: what the key alone opens stays openable, and nothing new is sealed to it.
    assert complaints.office.state.complaints[complaint].readers == (desk.account,)
    assert complaints.office.state.staffed is not None
    assert desk.account not in complaints.office.state.staffed.ladder
    assert (await admin.post(path, data={"action": "erase"})).status_code == 409


async def test_who_reads_nothing_leaves_without_a_question(live: LiveOffice, admin: httpx.AsyncClient) -> None:
    desk = await open_desk(live)
    path = f"/atur/petugas/{desk.account}"
    assert 'name="accept"' not in (await admin.get(path)).text
    assert (await admin.post(path, data=FORM)).status_code == 303
    assert await live.running.context.complaints.sealing.staff.newest(desk.account) is None
    assert (await admin.post(path, data={"action": "erase"})).status_code == 303


async def test_an_office_without_complaints_gets_no_database_from_people_who_leave(
    live: LiveOffice, admin: httpx.AsyncClient
) -> None:
    sari = await person_of(live.running.context.doorkeeper, Role.OFFICER)
    form = {"action": "change", "name": "Ibu Sari", "role": "officer"}
    assert (await admin.post(f"/atur/petugas/{sari.id}", data=form)).status_code == 303
    assert not (live.running.context.config.data / "aduan" / "aduan.db").exists()
