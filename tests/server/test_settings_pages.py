"""The settings pages over real requests: what is typed is kept, what is wrong is said beside its field, and what is saved holds."""

import html
import re

import httpx
import pytest

from server.description import parse
from server.domain.access import Role
from server.domain.commands import NoteSpoken
from tests.conftest import Starter
from tests.live_office import TOKEN, LiveOffice
from tests.server.settings_form import fields_of, problems_in, typed

PAGES = (
    "/atur",
    "/atur/kantor",
    "/atur/layanan",
    "/atur/layanan/A",
    "/atur/layanan/baru",
    "/atur/loket",
    "/atur/loket/1",
    "/atur/loket/baru",
    "/atur/jam",
    "/atur/aturan",
    "/atur/layar",
    "/atur/layar/tv/baru",
    "/atur/suara",
    "/atur/suara/kata",
    "/atur/suara/ruang",
    "/atur/suara/ruang/baru",
    "/atur/pengumuman",
    "/atur/pengumuman/baru",
    "/atur/aduan",
    "/atur/aduan/kategori",
    "/atur/aduan/kategori/pungli",
    "/atur/aduan/kategori/baru",
    "/atur/aduan/dusun",
    "/atur/aduan/dusun/baru",
    "/atur/aduan/bagian",
    "/atur/aduan/bagian/baru",
    "/atur/printer",
    "/atur/berkas",
    "/atur/riwayat",
)


@pytest.fixture
async def desk(live: LiveOffice) -> httpx.AsyncClient:
    """Somebody with full rights, in a browser without scripts."""
    return await live.client(TOKEN)


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_opens_and_says_where_it_leads_back_to(desk: httpx.AsyncClient, path: str) -> None:
    answer = await desk.get(path)
    assert answer.status_code == 200, answer.text
    assert '<p class="back">' in answer.text
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/atur/layanan/X", "/atur/loket/77", "/atur/layar/tv/lobi", "/layar/lobi", "/berkas/x", f"/berkas/{'a' * 64}"],
)
async def test_what_is_not_there_is_not_found(desk: httpx.AsyncClient, path: str) -> None:
    assert (await desk.get(path)).status_code == 404


LISTS = {
    "/atur",
    "/atur/layanan",
    "/atur/loket",
    "/atur/suara/ruang",
    "/atur/pengumuman",
    "/atur/aduan/kategori",
    "/atur/aduan/dusun",
    "/atur/aduan/bagian",
}
SAME = [path for path in PAGES if path not in LISTS]
SAME = [path for path in SAME if not path.endswith(("/baru", "/berkas", "/riwayat"))]


@pytest.mark.parametrize("path", SAME)
async def test_saving_a_form_as_it_stands_changes_nothing(live: LiveOffice, desk: httpx.AsyncClient, path: str) -> None:
    head, before = live.office.head, live.running.context.description
    answer = await typed(desk, path, {})
    assert answer.status_code == 303, answer.text
    assert "kabar=tetap" in answer.headers["location"]
    assert live.running.context.description == before
    assert live.office.head == head


async def test_a_saved_change_holds_at_once_and_names_who_made_it(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    answer = await typed(desk, "/atur/kantor", {"name": "  Kantor \t Desa   Baru ", "timezone": "Asia/Makassar"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/atur/kantor?kabar=tersimpan")
    page = (await desk.get(answer.headers["location"])).text
    assert "Tersimpan." in page
    assert "Kantor Desa Baru" in (await desk.get("/")).text
    history = (await desk.get("/atur/riwayat")).text
    assert "Nama kantor: “Kantor Desa Uji” menjadi “Kantor Desa Baru”. Zona waktu: WIB menjadi WITA." in history
    assert "Program (token API)" in history


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    live: LiveOffice, desk: httpx.AsyncClient
) -> None:
    before = live.running.context.description
    answer = await typed(
        desk,
        "/atur/layanan/A",
        {"name": "Surat & <b>tebal</b>", "minutes": "lama", "quota": "1000", "papers": "x" * 61, "counter-1": None},
    )

    assert answer.status_code == 422
    problems = problems_in(answer.text)
    assert problems["minutes"] == "Isi angka bulat 1 sampai 240."
    assert problems["quota"] == "Isi angka bulat 0 sampai 999."
    assert problems["papers"].startswith("Baris “xxx")
    assert problems["counter-1"] == "Pilih paling sedikit satu loket."
    again = fields_of(answer.text, "/atur/layanan/A")
    assert (again["name"], again["minutes"], again["papers"]) == ("Surat & <b>tebal</b>", "lama", "x" * 61)
    assert "<b>tebal" not in answer.text
    assert live.running.context.description == before


async def test_of_two_people_on_one_page_the_second_sees_what_the_first_changed(
    live: LiveOffice, desk: httpx.AsyncClient
) -> None:
    second = fields_of((await desk.get("/atur/aturan")).text, "/atur/aturan")
    assert (await typed(desk, "/atur/aturan", {"brake": "7"})).status_code == 303

    answer = await desk.post("/atur/aturan", data=second | {"return_after": "5"})

    assert answer.status_code == 409
    assert "Aturan antrean: batas didahului 4 menjadi 7." in answer.text
    again = fields_of(answer.text, "/atur/aturan")
    assert (again["return_after"], again["brake"]) == ("5", "4")
    assert again["based_on"] == live.running.context.current.digest
    assert live.running.context.description.rules.return_after == 2
    assert (await desk.post("/atur/aturan", data=again)).status_code == 303
    assert live.running.context.description.rules.return_after == 5


async def test_a_form_that_is_sent_twice_changes_once(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    fields = fields_of((await desk.get("/atur/aturan")).text, "/atur/aturan") | {"brake": "9"}
    first = await desk.post("/atur/aturan", data=fields)
    head = live.office.head
    second = await desk.post("/atur/aturan", data=fields)
    assert (first.status_code, second.status_code) == (303, 303)
    assert live.office.head == head


async def test_a_service_is_added_moved_and_removed(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    new = {
        "letter": "K",
        "name": "Akta",
        "short": "Akta",
        "counter-2": "1",
        "place": "1",
        "papers": "KK asli\n\nKTP asli",
    }
    assert (await typed(desk, "/atur/layanan/baru", new)).status_code == 303
    office = live.running.context.description
    assert [service.letter for service in office.services] == ["K", "A", "B"]
    assert office.services[0].papers == ("KK asli", "KTP asli")
    assert office.counters[1].services == ("B", "K")

    assert (await typed(desk, "/atur/layanan/K", {"place": "3", "quota": "20"})).status_code == 303
    assert [service.letter for service in live.running.context.description.services] == ["A", "B", "K"]

    digest = live.running.context.current.digest
    answer = await desk.post("/atur/layanan/K/hapus", data={"based_on": digest, "key": "a"})
    assert answer.status_code == 303
    assert live.running.context.description.service("K") is None
    assert live.running.context.description.counters[1].services == ("B",)


async def test_a_service_in_use_stays_and_the_page_says_why(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    await desk.post("/api/v1/day/open")
    await desk.post("/api/v1/tickets", json={"service": "B"})
    only_a = {"based_on": live.running.context.current.digest, "key": "a"}
    await typed(desk, "/atur/loket/2", {"service-A": "1"})
    only_a["based_on"] = live.running.context.current.digest

    answer = await desk.post("/atur/layanan/B/hapus", data=only_a)

    assert answer.status_code == 409
    assert "Layanan B (KTP dan KK) sudah dipakai 1 nomor hari ini." in answer.text
    assert live.running.context.description.service("B") is not None


async def test_the_only_service_of_a_counter_is_not_taken_from_it(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    digest = live.running.context.current.digest
    answer = await desk.post("/atur/layanan/B/hapus", data={"based_on": digest, "key": "a"})
    assert answer.status_code == 409
    assert "Loket 2 hanya melayani layanan ini." in answer.text


async def test_a_counter_is_added_and_removed(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    new = {"id": "3", "name": "Loket 3", "label": "Umum", "service-A": "1"}
    assert (await typed(desk, "/atur/loket/baru", new)).status_code == 303
    assert live.office.state.counters.keys() == {"1", "2", "3"}
    digest = live.running.context.current.digest
    assert (await desk.post("/atur/loket/3/hapus", data={"based_on": digest, "key": "a"})).status_code == 303
    assert live.office.state.counters.keys() == {"1", "2"}


async def test_a_counter_number_is_not_given_twice(desk: httpx.AsyncClient) -> None:
    answer = await typed(desk, "/atur/loket/baru", {"id": "1", "name": "Lain", "label": "Lain", "service-A": "1"})
    assert problems_in(answer.text) == {"id": "Loket 1 sudah ada. Pilih nomor lain."}


async def test_hours_are_typed_as_people_write_them(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    answer = await typed(
        desk,
        "/atur/jam",
        {
            "automatic": "1",
            "monday-opens": "8.00",
            "monday-closes": "15:30",
            "friday-opens": "08.00",
            "friday-closes": "14.30",
            "friday-pause-0-from": "11.30",
            "friday-pause-0-to": "13.00",
            "saturday-without": "1",
            "pause-0-from": "12.00",
            "pause-0-to": "13.00",
            "closed": "24-12-2026\n2026-12-31\n24/12/2026",
            "holidays": "1",
        },
    )
    assert answer.status_code == 303, problems_in(answer.text)
    hours = live.running.context.description.hours
    assert (hours.monday, hours.friday, hours.tuesday) == (("08:00", "15:30"), ("08:00", "14:30"), None)
    assert (hours.pauses_of(0), hours.pauses_of(4), hours.pauses_of(5)) == (
        (("12:00", "13:00"),),
        (("11:30", "13:00"),),
        (),
    )
    assert hours.closed == ("2026-12-24", "2026-12-31")
    week = live.office.state.structure.week
    assert week[0] is not None
    assert week[0].pauses == ((720, 780),)


async def test_hours_that_cannot_be_are_said_beside_them(desk: httpx.AsyncClient) -> None:
    wrong = {
        "monday-opens": "08.00",
        "tuesday-opens": "15.00",
        "tuesday-closes": "08.00",
        "wednesday-opens": "jam delapan",
        "wednesday-closes": "15.00",
        "closed": "30-02-2026",
    }
    problems = problems_in((await typed(desk, "/atur/jam", wrong)).text)
    assert problems == {
        "monday-closes": "Isi kedua jamnya, atau kosongkan keduanya.",
        "tuesday-closes": "Harus lebih akhir daripada 15.00.",
        "wednesday-opens": "Tulis jam seperti 08.00.",
        "closed": "Tanggal “30-02-2026” tidak ada. Tulis seperti 24-12-2026.",
    }


async def test_the_coming_national_holidays_are_shown(desk: httpx.AsyncClient) -> None:
    page = (await desk.get("/atur/jam")).text
    assert "Jum, 25 Des 2026" in page
    assert "Hari Raya Natal" in page
    assert "Hari Kemerdekaan" not in page.split("Jum, 25 Des 2026")[0]


async def test_a_tv_that_is_too_small_for_the_hall_is_told(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    assert (await typed(desk, "/atur/layar", {"distance": "9,5", "notes": "Satu\nDua"})).status_code == 303
    page = (await desk.get("/atur/layar")).text
    assert "Pakai TV 66 inci atau lebih" in page
    tv = (await desk.get("/layar")).text
    assert "scale-130 edge-5" in tv
    assert live.running.context.description.notes == ("Satu", "Dua")


async def test_a_second_tv_shows_only_its_counters_and_counts_only_their_calls(
    live: LiveOffice, desk: httpx.AsyncClient
) -> None:
    new = {"name": "lobi", "title": "Lobi", "counter-2": "1", "diagonal": "32"}
    assert (await typed(desk, "/atur/layar/tv/baru", new)).status_code == 303
    page = (await desk.get("/layar/lobi")).text
    assert 'data-screen="tv-lobi"' in page
    assert 'data-counter="2"' in page
    assert 'data-counter="1"' not in page

    await desk.post("/api/v1/day/open")
    for service, counter in (("A", "1"), ("B", "2")):
        await desk.post("/api/v1/tickets", json={"service": service})
        await desk.post(f"/api/v1/counters/{counter}/next")
    first, second = (call.seq for call in reversed(list(live.office.state.newest_calls())))
    lobby = await live.wire("/screen/tv-lobi", TOKEN)
    assert "A001" not in str(await lobby.next())
    await lobby.say(shown=first)
    await lobby.say(shown=second)
    await live.settled(lambda: live.office.state.calls[second].shown)
    assert not live.office.state.calls[first].shown


async def test_the_printer_needs_an_address_of_its_kind(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    missing = await typed(desk, "/atur/printer", {"kind": "network"})
    assert problems_in(missing.text) == {"address": "Isi dulu bagian ini."}
    wrong = await typed(desk, "/atur/printer", {"kind": "file", "address": "/etc/passwd"})
    assert wrong.status_code == 409
    assert "Alamat berkas printer belum benar" in wrong.text
    right = await typed(
        desk, "/atur/printer", {"kind": "network", "address": "192.168.1.50", "paper": "80", "cutter": "1"}
    )
    assert right.status_code == 303
    printer = live.running.context.description.printer
    assert (printer.kind, printer.address, printer.paper, printer.cutter) == ("network", "192.168.1.50", 80, True)


async def test_without_a_printer_there_is_nothing_to_try(desk: httpx.AsyncClient) -> None:
    assert "Cetak uji" not in (await desk.get("/atur/printer")).text
    assert (await desk.post("/atur/printer/uji", data={"key": "a" * 32})).status_code == 409


async def test_the_file_is_downloaded_previewed_and_taken_over(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    text = (await desk.get("/atur/berkas/kantor.toml")).text
    assert parse(text) == live.running.context.description
    new = text.replace("Kantor Desa Uji", "Kantor dari Berkas") + "\n# catatan pengelola\n"

    preview = await desk.post("/atur/berkas", files={"file": ("kantor.toml", new.encode())}, data={"key": "a"})

    assert "Nama kantor: “Kantor Desa Uji” menjadi “Kantor dari Berkas”." in preview.text
    assert live.running.context.description.name == "Kantor Desa Uji"
    sent = re.search(r'action="/atur/berkas/terapkan">(.*?)</form>', preview.text, re.DOTALL)
    assert sent is not None
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', sent[1]))
    carried = html.unescape(re.findall(r"<textarea[^>]*>\n?(.*?)</textarea>", sent[1], re.DOTALL)[0])
    # A browser sends the ends of lines its own way.
    answer = await desk.post("/atur/berkas/terapkan", data={**hidden, "text": carried.replace("\n", "\r\n")})
    assert answer.status_code == 303
    assert live.running.context.description.name == "Kantor dari Berkas"
    assert (await desk.get("/atur/berkas/kantor.toml")).text.strip() == new.strip()


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"name ==", 422, "bukan TOML yang benar"),
        (b'name = "x"\ncolour = "red"', 422, "kunci “colour” tidak dikenal"),
        (b"\xff\xfe\x00", 422, "bukan TOML yang benar"),
        (b"#" * 132_000, 413, "lebih besar dari 128 KiB"),
        (b"", 422, "Pilih berkas atau tempelkan isinya dulu."),
    ],
)
async def test_a_file_that_cannot_be_used_is_answered_with_one_sentence(
    live: LiveOffice, desk: httpx.AsyncClient, content: bytes, status: int, words: str
) -> None:
    head = live.office.head
    answer = await desk.post("/atur/berkas", files={"file": ("kantor.toml", content)}, data={"key": "a"})
    assert answer.status_code == status
    assert words in html.unescape(answer.text)
    assert live.office.head == head


async def test_the_history_is_filtered_by_day_and_kind_and_downloaded(start: Starter) -> None:
    live = await start()
    desk = await live.client(TOKEN)
    await desk.post("/api/v1/day/open")
    await desk.post("/api/v1/tickets", json={"service": "A"})
    called = (await desk.post("/api/v1/counters/1/next")).json()["seq"]
    await live.office.do(NoteSpoken(called), actor="tester")
    live.false_clock.passes_until_tomorrow(9)
    await desk.post("/api/v1/day/close")

    today = (await desk.get("/atur/riwayat")).text
    assert "Hari layanan 23-11-2026 ditutup." in today
    assert "Nomor A001 dipanggil" not in today
    yesterday = (await desk.get("/atur/riwayat?hari=2026-11-23&jenis=nomor")).text
    assert "Nomor A001 dipanggil ke loket 1." in yesterday
    assert "Hari layanan" not in yesterday.split("<tbody>")[1]
    sounds = (await desk.get("/atur/riwayat?hari=2026-11-23&jenis=panggilan")).text
    assert "Panggilan nomor A001 ke loket 1 selesai diucapkan." in sounds
    assert "Tidak ada catatan pada hari itu." in (await desk.get("/atur/riwayat?hari=2026-11-20")).text
    assert (await desk.get("/atur/riwayat?hari=besok&jenis=apa")).status_code == 200

    answer = await desk.get("/atur/riwayat.csv?hari=2026-11-23")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    lines = answer.text.splitlines()
    assert lines[0] == "\ufeffnomor,waktu,siapa,jenis,apa"
    assert any(line.endswith("Program (token API),Nomor antrean,Nomor A001 diambil lewat program.") for line in lines)


async def test_a_long_day_is_shown_a_hundred_lines_at_a_time(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    await desk.post("/api/v1/day/open")
    for _ in range(120):
        await desk.post("/api/v1/tickets", json={"service": "A"})

    page = (await desk.get("/atur/riwayat?jenis=nomor")).text
    assert page.count("diambil lewat program") == 100
    older = html.unescape(re.findall(r'href="(/atur/riwayat\?[^"]*sebelum[^"]*)"', page)[0])
    rest = (await desk.get(older)).text
    assert rest.count("diambil lewat program") == 20
    assert "sebelum=" not in rest


@pytest.mark.parametrize(
    ("role", "people", "home"),
    [(Role.ADMIN, True, "/atur"), (Role.HEAD_OF_SERVICES, False, "/atur"), (Role.VILLAGE_HEAD, False, "/atur/riwayat")],
)
async def test_everybody_finds_the_doors_that_are_open_to_them(
    live: LiveOffice, role: Role, people: bool, home: str
) -> None:
    browser = await live.client(cookies=await live.official(role), origin=live.url)
    assert f'href="{home}"' in (await browser.get("/")).text
    settings = await browser.get("/atur")
    assert settings.status_code == (200 if home == "/atur" else 403)
    assert ('href="/atur/petugas"' in settings.text) == people
    assert (await browser.get("/atur/riwayat")).status_code == 200


@pytest.mark.parametrize(("role", "way"), [(Role.VILLAGE_HEAD, "/"), (Role.HEAD_OF_SERVICES, "/atur")])
async def test_the_history_leads_nobody_to_a_closed_door(live: LiveOffice, role: Role, way: str) -> None:
    reader = await live.client(cookies=await live.official(role), accept="text/html")
    page = (await reader.get("/atur/riwayat")).text
    assert f'<p class="back"><a href="{way}">' in page
    assert (await reader.get(way)).status_code == 200
