"""`/meja/ekspor` and `/meja/lapor`: files for officials, each opening told to the sender."""

import csv
import io
import json
import zipfile

import httpx

from server.complaints.draft import Draft
from server.complaints.receipt import Receipt
from server.domain.access import Role
from server.domain.complaint_class import Class
from server.domain.complaint_events import CaseOpened, InternalExported
from tests.live_office import LiveOffice
from tests.server.open_desk import open_desk

PATH = "/meja/ekspor"
STORY = "Saya diminta uang saat mengurus surat. Hubungi 081234567890."


async def sent(live: LiveOffice, **changes: object) -> str:
    """The number of a complaint."""
    fields: dict[str, object] = {"category": "pungli", "story": STORY, "landmark": "Kantor desa"}
    taken = await live.running.context.complaints.intake.submit(Draft(**(fields | changes)))  # type: ignore[arg-type]
    assert isinstance(taken, Receipt), taken
    return taken.number


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))


async def kinds(live: LiveOffice) -> list[str]:
    return [record.event.kind for record in await live.running.context.complaints.office.after(0)]


async def test_the_internal_list_is_written_down_and_names_who_made_it(live: LiveOffice) -> None:
    desk = await open_desk(live)
    number = await sent(live)
    page = (await desk.browser.get(PATH)).text
    assert "Unduh daftar internal" in page
    assert 'href="/meja/impor"' in page
    [row] = rows(await desk.browser.post(f"{PATH}/internal.csv", data={}))
    assert (row["Nomor"], row["Kelas"], row["Kategori"]) == (number, "RAHASIA", "Diminta uang, pungli")
    assert row["Isi"] == ""
    assert row["Diunduh oleh"] == "Ibu Head Of Services, 2026-11-23"
    log = await live.running.context.complaints.office.after(0)
    assert isinstance(log[-1].event, InternalExported)
    assert log[-1].actor == f"account:{desk.account}"
    await desk.browser.post(f"{PATH}/internal.csv", data={})
    assert (await kinds(live)).count(InternalExported.kind) == 2


async def test_stories_are_in_it_only_with_an_open_key_and_the_sender_sees_that(live: LiveOffice) -> None:
    desk = await open_desk(live)
    await sent(live)
    [row] = rows(await desk.browser.post(f"{PATH}/internal.csv", data={"texts": "1"}))
    assert row["Isi"] == STORY
    office = live.running.context.complaints.office
    [complaint] = office.state.complaints
    opened = [one.event for one in await office.history(complaint) if isinstance(one.event, CaseOpened)]
    assert [(one.what, one.by, one.reason) for one in opened] == [("text", desk.account, "ekspor")]
    live.running.context.complaints.desk.forget(desk.session)
    exports = office.state.exports
    answer = await desk.browser.post(f"{PATH}/internal.csv", data={"texts": "1"})
    assert answer.status_code == 403
    assert "Meja terkunci" in answer.text
    assert office.state.exports == exports


async def test_who_reads_nothing_gets_an_empty_list(live: LiveOffice) -> None:
    await open_desk(live)
    await sent(live)
    other = await live.client(accept="text/html", origin=live.url, cookies=await live.official(Role.OFFICER))
    assert rows(await other.post(f"{PATH}/internal.csv", data={})) == []
    assert "/meja/impor" not in (await other.get(PATH)).text


async def test_the_public_list_is_the_board(live: LiveOffice) -> None:
    desk = await open_desk(live)
    await sent(live)
    answer = await desk.browser.get(f"{PATH}/publik.csv")
    assert rows(answer) == []
    assert "pungli" not in answer.text


async def test_nobody_else_comes_in(live: LiveOffice, api: httpx.AsyncClient) -> None:
    nobody = await live.client(accept="text/html")
    for path in (PATH, "/meja/impor", "/meja/lapor/ADU-0000-0"):
        assert (await nobody.get(path)).headers["location"].startswith("/masuk")
        assert (await api.get(f"{live.url}{path}")).headers["location"].startswith("/masuk")


async def test_the_package_for_lapor_has_no_name_in_it(live: LiveOffice) -> None:
    desk = await open_desk(live)
    number = await sent(live, category="jalan", name="Siti", contact="Dusun Krajan 4", klass=Class.ANONYMOUS)
    page = await desk.browser.get(f"/meja/lapor/{number}")
    assert page.status_code == 200
    assert "Periksa dulu" in page.text  # the telephone in the story
    assert "Siti" not in page.text
    form = {
        "kind": "pengaduan",
        "title": "Diminta uang",
        "text": "Warga diminta uang\r\nsaat mengurus surat.",
        "day": "2026-11-23",
        "place": "Kantor desa",
        "agency": "Inspektorat Kabupaten",
        "category": "Pungutan liar",
        "anonymous": "1",
    }
    answer = await desk.browser.post(f"/meja/lapor/{number}", data=form)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="lapor-{number}.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert json.loads(archive.read("lapor.json")) == {
            "klasifikasi": "pengaduan",
            "judul": "Diminta uang",
            "isi": "Warga diminta uang\nsaat mengurus surat.",
            "tanggal_kejadian": "2026-11-23",
            "lokasi": "Kantor desa",
            "instansi_tujuan": "Inspektorat Kabupaten",
            "kategori": "Pungutan liar",
            "lampiran": [],
            "anonim": True,
            "rahasia": False,
        }
        assert not any(b"Siti" in archive.read(name) for name in archive.namelist())
    assert CaseOpened.kind in await kinds(live)
    wrong = await desk.browser.post(f"/meja/lapor/{number}", data=form | {"agency": "", "day": "kemarin", "text": ""})
    assert wrong.status_code == 422
    assert wrong.text.count("field-problem") == 3


async def test_what_is_secret_here_is_secret_there(live: LiveOffice) -> None:
    desk = await open_desk(live)
    number = await sent(live)
    form = {"kind": "pengaduan", "title": "T", "text": "Isi", "day": "2026-11-23", "place": "Desa", "agency": "A"}
    answer = await desk.browser.post(f"/meja/lapor/{number}", data=form)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert json.loads(archive.read("lapor.json"))["rahasia"] is True


async def test_without_an_open_key_there_is_no_package(live: LiveOffice) -> None:
    desk = await open_desk(live, locked=True)
    number = await sent(live)
    answer = await desk.browser.get(f"/meja/lapor/{number}")
    assert 'name="password"' in answer.text
    assert number not in answer.text.replace(f"/meja/lapor/{number}", "")
    other = await open_desk(live)
    assert (await other.browser.get("/meja/lapor/ADU-0000-0")).status_code == 404
