"""`/meja/impor`: complaints of OpenSID and of a form are looked through, sealed, held, and never taken in twice."""

import io
import re
import zipfile

import httpx
import pytest
from PIL import Image

from server.description import SAMPLE, parse
from server.domain.access import Role
from server.domain.complaint_class import Class
from server.exchange.complaint_rows import rows_of
from server.exchange.opensid import opensid_rows
from server.exchange.photo_archive import PhotoArchive
from server.web.complaints.imports_job import LIFE_S, ImportDesk, category_of, mark_of
from tests.exchange.test_imports import FORM, TABLE
from tests.live_office import LiveOffice
from tests.server.open_desk import OpenDesk, open_desk

PATH = "/meja/impor"


@pytest.fixture
async def desk(live: LiveOffice) -> OpenDesk:
    return await open_desk(live)


async def looked_at(desk: OpenDesk, table: str, photos: bytes = b"", **fields: str) -> httpx.Response:
    files = {"file": ("aduan.csv", table.encode()), "photos": ("foto.zip", photos)}
    return await desk.browser.post(PATH, data={"category": "lampu", **fields}, files=files)


def token_in(page: str) -> str:
    found = re.search(r'<textarea name="token"[^>]*>\s*([0-9a-f]{32})</textarea>', page)
    assert found, page
    return found[1]


async def taken_in(desk: OpenDesk, table: str, photos: bytes = b"") -> httpx.Response:
    page = await looked_at(desk, table, photos)
    assert page.status_code == 200, page.text
    return await desk.browser.post(f"{PATH}/lanjut", data={"token": token_in(page.text)})


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(made, "JPEG")
    return made.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, content)
    return made.getvalue()


async def test_nothing_comes_in_before_it_was_looked_at(live: LiveOffice, desk: OpenDesk) -> None:
    assert "Impor aduan" in (await desk.browser.get(PATH)).text
    page = (await looked_at(desk, TABLE)).text
    facts = dict(re.findall(r"<dt>([^<]*)</dt>\s*<dd>([^<]*)</dd>", page))
    assert facts["Baris aduan"] == "3"
    assert facts["Akan masuk"] == "2"
    assert facts["Tidak dapat masuk"] == "1"
    assert facts["Di sana: Selesai Diproses"] == "1"
    assert "36.80.1.2" not in page
    assert live.running.context.complaints.office.state.complaints == {}


async def test_rows_that_nobody_gets_a_code_for_cost_no_code(
    live: LiveOffice, desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stretching a code takes a second of an old computer: a village's list of years would keep it busy for an hour."""
    complaints = live.running.context.complaints
    stretched: list[object] = []
    monkeypatch.setattr(complaints.sealing, "receipt_keys", stretched.append)
    assert "Impor selesai" in (await taken_in(desk, TABLE)).text
    assert stretched == []
    office = complaints.office
    assert len(office.state.complaints) == 2
    sealed_to = {row.to for name in office.state.complaints for row in await office.wraps(name)}
    assert "sender" not in sealed_to
    assert {desk.account, f"custodian:{desk.account}"} <= sealed_to
    # So nobody is asked back: the question would be waited for until the complaint counts as withdrawn.
    path = f"/meja/aduan/{next(iter(office.state.complaints))}"
    assert (await desk.browser.post(f"{path}/loloskan", data={"key": "l" * 22})).status_code == 303
    page = (await desk.browser.get(path)).text
    assert ("Terima dan periksa" in page, "Tanya pelapor" in page) == (True, False)


async def test_they_are_sealed_and_held_and_only_once(live: LiveOffice, desk: OpenDesk) -> None:
    page = await taken_in(desk, TABLE, zipped("upload/lampu.jpg", picture()))
    assert "Impor selesai" in page.text
    assert "Hapus berkas itu" in page.text
    office = live.running.context.complaints.office
    first, second = office.state.complaints.values()
    assert (first.klass, first.channel, first.held, first.identity, first.category) == (
        Class.ANONYMOUS,
        "import",
        True,
        True,
        "lampu",
    )
    assert second.identity  # a name without a contact
    stored = b"".join([row.sealed for one in office.state.complaints for row in await office.rows(one)])
    assert not any(word in stored for word in (b"Siti", b"3301", b"36.80.1.2", b"Lampu", b"RIFF"))
    assert [row.kind for row in await office.rows(first.id)].count("file") == 1
    unlocked = live.running.context.complaints.desk.session(desk.session)
    assert unlocked is not None
    case = await live.running.context.complaints.desk.reading.open(first, unlocked)
    assert case is not None
    assert case.text is not None
    assert "Balasan (Admin, 2024-05-02): Sudah dijadwalkan." in case.text.story

    again = await looked_at(desk, TABLE)
    assert dict(re.findall(r"<dt>([^<]*)</dt>\s*<dd>([^<]*)</dd>", again.text))["Sudah pernah masuk"] == "2"
    assert 'name="token"' not in again.text
    assert len(office.state.complaints) == 2


async def test_a_google_form_with_a_wish_for_secrecy(live: LiveOffice, desk: OpenDesk) -> None:
    table = FORM.replace("Siti", "").replace("0812", "").replace("a@b.id", "")
    assert "Impor selesai" in (await taken_in(desk, table)).text
    [complaint] = live.running.context.complaints.office.state.complaints.values()
    assert (complaint.klass, complaint.category, complaint.identity) == (Class.SECRET, "jalan", False)


async def test_a_name_that_nobody_could_keep_is_left_out_with_its_reason(live: LiveOffice, desk: OpenDesk) -> None:
    page = await taken_in(desk, FORM)
    assert "pemegang kunci belum lengkap" in page.text
    assert live.running.context.complaints.office.state.complaints == {}


NO_FILES = (
    ("", b"", "Pilih berkasnya dulu."),
    ("a,b\n1,2\n", b"", "Kolom berkas ini tidak dikenal."),
    (TABLE, b"PK", "Berkas foto bukan ZIP yang utuh."),
)


async def test_what_is_no_such_file_is_refused(desk: OpenDesk) -> None:
    for table, photos, words in NO_FILES:
        answer = await looked_at(desk, table, photos)
        assert answer.status_code == 422
        assert words in answer.text


async def test_another_persons_or_an_old_import_does_not_go_on(live: LiveOffice, desk: OpenDesk) -> None:
    token = token_in((await looked_at(desk, TABLE)).text)
    admin = await live.client(accept="text/html", origin=live.url, cookies=await live.official(Role.ADMIN))
    answer = await admin.post(f"{PATH}/lanjut", data={"token": token})
    assert answer.status_code == 410
    officer = await live.client(accept="text/html", origin=live.url, cookies=await live.official(Role.OFFICER))
    assert (await officer.get(PATH)).status_code == 403
    assert live.running.context.complaints.office.state.complaints == {}


def test_an_import_that_nobody_goes_on_with_is_forgotten() -> None:
    now = [0.0]
    desk = ImportDesk(lambda: now[0])
    job = desk.begin("kasi", (), PhotoArchive(b"", 1), "lampu")
    assert desk.job("kasi", job.token) is job
    assert desk.job("sekdes", job.token) is None
    now[0] = LIFE_S + 1
    assert desk.job("kasi", job.token) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [("Sampah", "sampah"), ("jalan", "jalan"), ("Lainnya (bebas)", "lainnya"), ("Wisata", "air"), ("", "air")],
)
def test_a_category_is_found_by_its_name(words: str, code: str) -> None:
    office = parse(SAMPLE.read_text(encoding="utf-8"))
    assert category_of(words, office, "air") == code


async def test_a_row_that_came_in_long_ago_costs_nothing(live: LiveOffice, desk: OpenDesk) -> None:
    """Also when its form's key is forgotten: the keys of forms are kept for two days only."""
    complaints, description = live.running.context.complaints, live.running.context.description
    rows = opensid_rows(rows_of(TABLE.encode()))
    marks = b"".join(sorted(mark_of(row) for row in rows))
    await complaints.office.put_setting("imported", marks)
    imports = ImportDesk(lambda: 0.0)
    job = imports.begin(desk.account, rows, PhotoArchive(b"", 1), "lampu")
    assert await imports.go_on(job, complaints.intake, complaints.office, description)
    assert (job.taken, job.known, job.left) == (0, 2, [])
    assert complaints.office.state.complaints == {}
