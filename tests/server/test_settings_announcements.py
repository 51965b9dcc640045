"""`/atur/pengumuman`: the office's own texts are added, changed and removed, and hold at once."""

import httpx
import pytest

from server.domain.access import Role
from server.domain.structure import PlannedAnnouncement
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice
from tests.server.settings_form import problems_in, typed

PATH = "/atur/pengumuman"
NEW = f"{PATH}/baru"
BREAK = {
    "title": "Istirahat siang",
    "text": "Perhatian, istirahat\nsampai pukul {jam}.",
    "at": "pause",
    "minutes": "5",
    "urgent": "1",
}


@pytest.fixture
async def desk(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(TOKEN)


async def test_one_is_added_changed_and_removed(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    assert "Belum ada kalimat kantor." in (await desk.get(PATH)).text
    answer = await typed(desk, NEW, BREAK)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PATH}?kabar=tersimpan")
    page = (await desk.get(PATH)).text
    assert "5 menit sebelum istirahat · Perhatian, istirahat sampai pukul {jam}." in page
    planned = PlannedAnnouncement("istirahat-siang", "pause", 5, ("",), urgent=True)
    assert live.office.state.structure.announcements == (planned,)

    assert (await typed(desk, f"{PATH}/istirahat-siang", {})).headers["location"].endswith("kabar=tetap")
    answer = await typed(desk, f"{PATH}/istirahat-siang", {"at": "time", "time": "9.05", "urgent": None})
    assert answer.status_code == 303, problems_in(answer.text)
    planned = PlannedAnnouncement("istirahat-siang", "09:05", 0, ("",))
    assert live.office.state.structure.announcements == (planned,)

    path = f"{PATH}/istirahat-siang/hapus"
    based_on = live.running.context.current.digest
    assert (await desk.post(path, data={"based_on": based_on, "key": "k"})).status_code == 303
    assert live.running.context.description.announcements == ()
    assert (await desk.post(path, data={"based_on": based_on, "key": "l"})).status_code == 404
    history = (await desk.get("/atur/riwayat")).text
    assert "Pengumuman istirahat-siang (Istirahat siang) ditambahkan." in history
    assert "waktu 5 menit sebelum istirahat menjadi setiap pukul 09.05" in history


async def test_names_for_the_log_come_from_the_titles(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    for text in ("Satu kalimat.", "Kalimat lain.", "Kalimat lain."):
        assert (await typed(desk, NEW, BREAK | {"text": text})).status_code == 303
    await typed(desk, NEW, BREAK | {"title": "Baru", "at": ""})
    await typed(desk, NEW, BREAK | {"title": "!!!", "at": ""})
    names = [one.id for one in live.running.context.description.announcements]
    assert names == ["istirahat-siang", "istirahat-siang-2", "pengumuman", "pengumuman-2"]


async def test_what_is_wrong_is_said_beside_its_field(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    answer = await typed(
        desk, NEW, {"title": "x" * 17, "text": "Sampai {pukul}", "at": "closing", "minutes": "61", "time": ""}
    )
    assert answer.status_code == 422
    problems = problems_in(answer.text)
    assert problems["title"].startswith("Terlalu panjang")
    assert problems["text"].startswith("Penanda {pukul} tidak dikenal")
    assert problems["minutes"] == "Isi angka bulat 0 sampai 60."
    for time in ("", "25.00"):
        answer = await typed(desk, NEW, BREAK | {"at": "time", "time": time})
        assert "time" in problems_in(answer.text)
    assert live.running.context.description.announcements == ()


async def test_rooms_are_offered_where_there_are_several(start: Starter) -> None:
    room = '[[rooms]]\nname = "{}"\ntitle = "Ruang {}"\ncounters = ["{}"]\n'
    live = await start(office_toml=VILLAGE_TOML + room.format("a", "A", 1) + room.format("b", "B", 2))
    desk = await live.client(TOKEN)
    await typed(desk, NEW, BREAK | {"room": "b"})
    await typed(desk, NEW, BREAK | {"title": "Semua", "room": ""})
    assert [one.rooms for one in live.office.state.structure.announcements] == [("b",), ("a", "b")]
    answer = await typed(desk, "/atur/suara/ruang/b", {})
    based_on = live.running.context.current.digest
    answer = await desk.post("/atur/suara/ruang/b/hapus", data={"based_on": based_on, "key": "k"})
    assert answer.status_code == 409
    assert "untuk ruang “b”, tetapi ruang itu tidak ada" in answer.text


async def test_an_official_says_them_and_does_not_change_them(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    await typed(desk, NEW, BREAK)
    official = await live.client(cookies=await live.official(), accept="text/html")
    assert "Istirahat siang" in (await official.get("/umumkan")).text
    assert PATH not in (await official.get("/umumkan")).text
    assert (await official.get(PATH)).status_code == 403
    head = await live.client(cookies=await live.official(Role.HEAD_OF_SERVICES), accept="text/html")
    assert PATH in (await head.get("/umumkan")).text
