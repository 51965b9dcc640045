"""The first start: reachable by its code only, forth and back, and nothing half-made."""

import re
from collections.abc import Mapping

import httpx
import pytest

from server.description import SAMPLE
from server.domain.access import Role
from tests.conftest import Starter
from tests.live_office import GOOD_PASSWORD, GOOD_PIN, LiveOffice

SAMPLE_TOML = SAMPLE.read_text(encoding="utf-8")
ADMIN = {
    "name": "Ibu Dewi",
    "login": "dewi",
    "password": GOOD_PASSWORD,
    "password-again": GOOD_PASSWORD,
    "pin": GOOD_PIN,
    "pin-again": GOOD_PIN,
}
OFFICE = {"name": "Kantor Desa Mekarwangi", "zone": "Asia/Makassar"}
SERVICES = {"keep-A": "1", "letter-A": "s", "keep-U": "1", "letter-U": "U", "counters": "2"}
HOURS = {"monday-from": "08:00", "monday-to": "12:00", "friday-from": "08:00", "friday-to": "11:00", "automatic": "1"}
STEPS: Mapping[str, Mapping[str, str]] = {
    "kantor": OFFICE, "pengelola": ADMIN, "layanan": SERVICES, "jam": HOURS, "periksa": {},
}  # fmt: skip


@pytest.fixture
async def bare(start: Starter) -> LiveOffice:
    """A server on an empty directory, with neither an office file nor an API token."""
    return await start(office_toml=SAMPLE_TOML, api_token="")


async def browser_of(live: LiveOffice, *, known: bool = True) -> httpx.AsyncClient:
    browser = await live.client(origin=live.url, accept="text/html")
    if known:
        code = live.running.context.doorkeeper.setup_code.code
        answer = await browser.post("/siapkan", data={"code": code})
        assert answer.status_code == 303
    return browser


async def walk(browser: httpx.AsyncClient, *steps: str) -> httpx.Response:
    answer = None
    for step in steps:
        answer = await browser.post(f"/siapkan/{step}", data=dict(STEPS[step]))
        assert answer.status_code == 303, (step, re.findall(r'role="alert".*?</p>', answer.text, re.DOTALL))
    assert answer is not None
    return answer


async def test_until_then_every_page_leads_to_it(bare: LiveOffice) -> None:
    browser = await browser_of(bare, known=False)
    for path in ("/", "/layar", "/ambil", "/loket/1", "/masuk", "/atur/perangkat", "/tidak-ada"):
        answer = await browser.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/siapkan"), path
    assert (await browser.post("/ambil", data={"service": "A"})).status_code == 503
    assert (await browser.get("/healthz")).status_code == 200
    assert (await browser.get("/api/v1/snapshot")).status_code == 401
    assert "belum disiapkan" in (await browser.get("/siapkan")).text


async def test_an_office_that_automation_runs_is_open_without_people(live: LiveOffice) -> None:
    """The test's own office has an API token."""
    browser = await browser_of(live, known=False)

    assert (await browser.get("/layar")).status_code == 200
    assert (await browser.get("/masuk")).headers["location"] == "/siapkan"


async def test_only_the_code_opens_it(bare: LiveOffice) -> None:
    stranger = await browser_of(bare, known=False)
    for step in (*STEPS, "selesai"):
        for answer in (await stranger.get(f"/siapkan/{step}"), await stranger.post(f"/siapkan/{step}", data=ADMIN)):
            assert (answer.status_code, answer.headers["location"]) in {(303, "/siapkan"), (303, "/")}, step
    wrong = await stranger.post("/siapkan", data={"code": "BBBB-BBBB"})
    assert (wrong.status_code, "Kode salah" in wrong.text) == (403, True)
    for _ in range(9):
        await stranger.post("/siapkan", data={"code": "BBBB-BBBB"})
    code = bare.running.context.doorkeeper.setup_code.code
    assert (await stranger.post("/siapkan", data={"code": code})).status_code == 429
    assert await bare.office.store.accounts() == []


async def test_the_whole_way_makes_the_office_its_admin_and_its_first_device(bare: LiveOffice) -> None:
    browser = await browser_of(bare)
    assert (await browser.get("/siapkan")).headers["location"] == "/siapkan/kantor"

    assert (await walk(browser, *STEPS)).headers["location"] == "/siapkan/selesai"

    description = bare.running.context.description
    assert (description.name, description.timezone) == ("Kantor Desa Mekarwangi", "Asia/Makassar")
    assert [(service.letter, service.name) for service in description.services] == [
        ("S", "Surat pengantar"),
        ("U", "Umum dan lainnya"),
    ]
    assert [(counter.id, counter.services) for counter in description.counters] == [
        ("1", ("S", "U")),
        ("2", ("S", "U")),
    ]
    assert description.hours.automatic
    assert description.hours.tuesday is None
    assert "/pasang" in (await browser.get("/siapkan/selesai")).text
    assert (await browser.get("/atur/petugas")).status_code == 200
    assert (await browser.post("/loket", data={"counter": "1"})).headers["location"] == "/loket/1"
    assert (await browser.post("/hari/buka")).status_code == 303
    # And it is over: no code opens it again, and nothing of it is left.
    again = await browser_of(bare, known=False)
    assert (await again.get("/siapkan")).headers["location"] == "/"
    assert (await again.post("/siapkan", data={"code": "x"})).headers["location"] == "/"
    assert (await browser.post("/siapkan/periksa")).headers["location"] == "/siapkan"
    assert [row.login for row in await bare.office.store.accounts()] == ["dewi"]
    assert bare.running.context.first_start._draft is None


async def test_the_history_begins_with_the_first_admin_and_the_first_device(bare: LiveOffice) -> None:
    browser = await browser_of(bare)
    await walk(browser, *STEPS)
    page = (await browser.get("/atur/riwayat", params={"jenis": "akses"})).text
    assert "Akun Ibu Dewi dibuat sebagai Admin." in page
    assert "Tablet petugas “Perangkat pertama” diizinkan." in page
    assert "Penyiapan" in page


async def test_the_office_is_the_same_after_a_restart(start: Starter) -> None:
    live = await start(office_toml=SAMPLE_TOML, api_token="")
    await walk(await browser_of(live), *STEPS)
    await start.stop(live)

    live = await start(office_toml=SAMPLE_TOML, api_token="")

    assert live.running.context.description.name == "Kantor Desa Mekarwangi"
    browser = await browser_of(live, known=False)
    assert (await browser.get("/layar")).status_code == 200
    device = {"silakan_perangkat": await live.running.context.doorkeeper.admit(Role.STAFF)}
    assert "Ibu Dewi" in (await (await live.client(cookies=device, accept="text/html")).get("/masuk")).text


async def test_an_office_that_a_file_describes_only_lacks_its_admin(start: Starter) -> None:
    live = await start(api_token="")
    browser = await browser_of(live)
    assert (await browser.get("/siapkan")).headers["location"] == "/siapkan/pengelola"
    assert (await browser.get("/siapkan/kantor")).status_code == 404

    assert (await walk(browser, "pengelola")).headers["location"] == "/siapkan/selesai"

    assert live.running.context.description.name == "Kantor Desa Uji"
    assert (await browser.get("/atur/petugas")).status_code == 200


async def test_nothing_is_stored_before_the_last_step(bare: LiveOffice) -> None:
    before = bare.office.head
    browser = await browser_of(bare)

    await walk(browser, "kantor", "pengelola", "layanan", "jam")

    assert bare.office.head == before
    assert await bare.office.store.accounts() == []
    page = (await browser.get("/siapkan/periksa")).text
    for words in (
        "Kantor Desa Mekarwangi, WITA",
        "Ibu Dewi, nama masuk dewi",
        "S Surat pengantar",
        "Senin 08.00–12.00",
    ):
        assert words in page
    # Back: what was typed is still there, but no secret is ever shown.
    for step, words in (
        ("kantor", "Mekarwangi"),
        ("pengelola", "Ibu Dewi"),
        ("layanan", 'value="S"'),
        ("jam", "12:00"),
    ):
        text = (await browser.get(f"/siapkan/{step}")).text
        assert words in text
        assert GOOD_PASSWORD not in text
        assert GOOD_PIN not in text
    # Secrets that were typed once need not be typed again.
    kept = {**ADMIN, "name": "Ibu Dewi Lestari", "password": "", "password-again": "", "pin": "", "pin-again": ""}
    assert (await browser.post("/siapkan/pengelola", data=kept)).status_code == 303


async def test_who_skips_the_admin_is_led_back(bare: LiveOffice) -> None:
    browser = await browser_of(bare)

    answer = await browser.post("/siapkan/periksa")

    assert answer.headers["location"] == "/siapkan/pengelola"
    assert await bare.office.store.accounts() == []


@pytest.mark.parametrize(
    ("step", "changed", "words"),
    [
        ("kantor", {"name": " "}, "Isi nama kantor"),
        ("kantor", {"name": "x" * 61}, "Isi nama kantor"),
        ("kantor", {"zone": "Europe/Berlin"}, "Pilih zona waktu"),
        ("pengelola", {"name": ""}, "Isi nama tampilan"),
        ("pengelola", {"login": "Ibu Dewi"}, "Nama masuk terdiri"),
        ("pengelola", {"password": "", "password-again": ""}, "paling sedikit 12 huruf"),
        ("pengelola", {"password-again": "lain"}, "tidak sama"),
        ("pengelola", {"pin": "", "pin-again": ""}, "tepat 6 angka"),
        ("pengelola", {"pin": "111111", "pin-again": "111111"}, "mudah ditebak"),
        ("layanan", {"letter-U": "S"}, "dipakai dua kali"),
        ("layanan", {"letter-U": "7"}, "satu huruf"),
        ("layanan", {"keep-A": "", "keep-U": ""}, "paling sedikit satu layanan"),
        ("layanan", {"counters": "99"}, "jumlah loket"),
        ("jam", {"monday-to": ""}, "jam mulai dan jam selesai"),
        ("jam", {"monday-to": "07:00"}, "lebih awal"),
        ("jam", {"monday-to": "25:99"}, "jam seperti 08:00"),
        ("jam", {"monday-from": "", "monday-to": "", "friday-from": "", "friday-to": ""}, "paling sedikit satu hari"),
    ],
)
async def test_what_is_wrong_is_one_sentence(
    bare: LiveOffice, step: str, changed: Mapping[str, str], words: str
) -> None:
    browser = await browser_of(bare)

    answer = await browser.post(f"/siapkan/{step}", data={**STEPS[step], **changed})

    assert answer.status_code == 422
    assert words in answer.text
    assert 'role="alert"' in answer.text


async def test_the_password_may_not_be_the_offices_name(bare: LiveOffice) -> None:
    browser = await browser_of(bare)
    await walk(browser, "kantor")
    form = {**ADMIN, "password": "Kantor Desa Mekarwangi", "password-again": "Kantor Desa Mekarwangi"}

    assert "nama kantor" in (await browser.post("/siapkan/pengelola", data=form)).text
