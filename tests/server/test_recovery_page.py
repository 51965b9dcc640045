"""The recovery sheet at the desk: made by one official, compared by another, and refused where nobody knows of it."""

import re
from datetime import timedelta

import pytest

from server.domain.complaint_events import DeskStaffed
from server.domain.complaint_log import fold
from tests.live_office import LiveOffice
from tests.server.open_desk import OpenDesk, staffed_desks

PATH = "/meja/pemulihan"


@pytest.fixture
async def desks(live: LiveOffice) -> list[OpenDesk]:
    """Head of services, secretary and village head hold posts; the last one holds none, and is an administrator."""
    first, *others = await staffed_desks(live)
    taken = await first.browser.post(
        "/meja/petugas", data={"kasi": first.account, "sekdes": others[0].account, "kades": others[1].account}
    )
    assert taken.status_code == 303
    return [first, *others]


async def made(desk: OpenDesk) -> str:
    """The mark of a sheet that was made just now."""
    page = await desk.browser.post(PATH)
    assert page.status_code == 200
    mark = re.search(r'Tanda lembar: <b class="number">([0-9A-Z-]+)</b>', page.text)
    assert mark is not None
    return mark[1]


async def of(desk: OpenDesk) -> str:
    """What the page has to be told to know which sheet was compared."""
    found = re.search(r'name="sheet" value="([0-9a-f]{64})"', (await desk.browser.get(PATH)).text)
    assert found is not None
    return found[1]


async def test_a_colleague_compares_the_sheet_and_everybody_reads_who_did(
    live: LiveOffice, desks: list[OpenDesk]
) -> None:
    kasi, sekdes, kades, admin = desks
    office = live.running.context.complaints.office
    mark = await made(kasi)
    assert office.state.sheet is None
    assert f"({'tandanya ' + mark}" in (await kasi.browser.get("/meja")).text
    own = (await kasi.browser.get(PATH)).text
    assert "Tandanya sama" not in own
    assert "Bukan lembar kami" in own
    for colleague in (sekdes, kades):
        assert f"Ada lembar pemulihan baru: tandanya {mark}, dibuat" in (await colleague.browser.get("/meja")).text
    assert mark not in (await admin.browser.get("/meja")).text
    sheet = await of(sekdes)
    for nobody, status in ((kasi, 409), (admin, 409)):
        assert (await nobody.browser.post(f"{PATH}/benar", data={"sheet": sheet})).status_code == status
    assert office.state.sheet is None

    assert (await sekdes.browser.post(f"{PATH}/benar", data={"sheet": sheet})).status_code == 303
    assert office.state.sheet is not None
    assert office.state.sheet.public == sheet
    for colleague in (kasi, sekdes, kades):
        assert f"Lembar pemulihan {mark} kini berlaku. Dibuat" in (await colleague.browser.get("/meja")).text
    assert "sudah dicetak dan dicocokkan" in (await kades.browser.get(PATH)).text
    assert (await kades.browser.post(f"{PATH}/benar", data={"sheet": sheet})).status_code == 409


async def test_a_sheet_that_nobody_knows_of_is_refused(live: LiveOffice, desks: list[OpenDesk]) -> None:
    kasi, sekdes, _, admin = desks
    await made(kasi)
    sheet = await of(sekdes)
    assert (await admin.browser.post(f"{PATH}/tolak", data={"sheet": sheet})).status_code == 409
    assert "Lembar itu dibuang" in (await sekdes.browser.post(f"{PATH}/tolak", data={"sheet": sheet})).text
    assert live.running.context.complaints.office.state.sheets.pending is None
    assert "lembar pemulihan" not in (await kasi.browser.get("/meja")).text.lower()


async def test_an_administrator_without_a_post_makes_no_sheet(live: LiveOffice, desks: list[OpenDesk]) -> None:
    answer = await desks[3].browser.post(PATH)
    assert answer.status_code == 409
    assert "susunan petugas meja aduan" in answer.text
    assert live.running.context.complaints.office.state.sheets.pending is None


async def test_everybody_is_told_of_a_key_that_is_new(live: LiveOffice, desks: list[OpenDesk]) -> None:
    """Whoever changes the log on the disk, or names a helper, is seen by all who are at the desk."""
    kasi, sekdes, kades, admin = desks
    office = live.running.context.complaints.office
    assert "Kunci meja aduan yang baru" not in (await kasi.browser.get("/meja")).text
    staffed = office.state.staffed
    assert staffed is not None
    forged = DeskStaffed(staffed.units, staffed.ladder, staffed.custodians, {**staffed.keys, sekdes.account: "ab" * 32})
    office.state = fold([(forged, "account:kasi", office.today() + timedelta(days=1))], office.state)
    name = live.running.context.names.of(sekdes.account)
    for desk in (kasi, kades):
        assert f"Kunci meja aduan yang baru: {name} (sejak" in (await desk.browser.get("/meja")).text
    assert "Kunci meja aduan yang baru" not in (await admin.browser.get("/meja")).text
