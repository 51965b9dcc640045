"""Announcements over the API and the officials' page: said, heard, taken back, and what is kept where."""

import httpx
import pytest

from server.domain.access import Role
from server.domain.commands import NoteSpeaking, NoteSpoken, NoteUnspoken
from server.domain.frozen import replace
from server.domain.record import Record
from server.web.announcing import announce, spoken_text
from tests.conftest import Starter
from tests.live_office import QUIET, TOKEN, VILLAGE_TOML, LiveOffice
from tests.server.problems import problem_of

CAR = "Perhatian, ada mobil menghalangi pintu."
TEXTS = """
[[announcements]]
id = "istirahat"
title = "Istirahat"
text = "Perhatian, pelayanan istirahat sampai pukul {jam}."
at = "pause"

[[announcements]]
id = "tutup"
title = "Layanan ditutup"
text = "Perhatian, pelayanan ditutup pukul {jam}."
at = "closing"
minutes = 15
urgent = true

[[announcements]]
id = "parkir"
title = "Parkir"
text = "Mohon kendaraan diparkir di halaman samping."
"""
HOURS = """
[hours]
monday = ["08:00", "15:30"]
pauses = [["12:00", "13:00"]]
"""
ROOMS = """
[[rooms]]
name = "dalam"
title = "Ruang dalam"
counters = ["1"]

[[rooms]]
name = "teras"
title = "Teras"
counters = ["2"]
"""


@pytest.fixture
async def office(start: Starter) -> LiveOffice:
    """A village with three texts of its own, one room, and a pause from 12 to 13 on Mondays."""
    return await start(office_toml=VILLAGE_TOML + HOURS + TEXTS)


@pytest.fixture
async def two_rooms(start: Starter) -> LiveOffice:
    return await start(office_toml=VILLAGE_TOML + HOURS + TEXTS + ROOMS)


@pytest.fixture
async def api(office: LiveOffice) -> httpx.AsyncClient:
    return await office.api()


@pytest.fixture
async def official(office: LiveOffice) -> httpx.AsyncClient:
    return await office.client(cookies=await office.official(Role.OFFICER), origin=office.url, accept="text/html")


async def made(live: LiveOffice) -> list[Record]:
    return [record for record in await live.office.after(0) if record.kind == "announcement_made"]


async def texts(live: LiveOffice) -> list[str | None]:
    """What the announcer would be told to say."""
    return [await spoken_text(live.running.context, record) for record in await made(live)]


# The API


async def test_free_words_are_said_and_stand_in_no_event(office: LiveOffice, api: httpx.AsyncClient) -> None:
    answer = await api.post("announcements", json={"text": f"  {CAR.replace(' ', '  ')}", "urgent": True})
    assert answer.status_code == 201
    assert answer.json() == {"seq": 2, "made": [2]}
    (told,) = (await api.get("events", params={"after": 1})).json()["events"]
    assert (told["announcement"], told["room"], told["urgent"], told["test"]) == ("", "", True, False)
    assert await texts(office) == [CAR]
    assert "mobil" not in str([record.data for record in await office.office.after(0)])


async def test_what_was_erased_is_not_said_any_more(office: LiveOffice, api: httpx.AsyncClient) -> None:
    await api.post("announcements", json={"text": CAR})
    await office.office.store.forget_notes("announcement", 10**15)
    assert await texts(office) == [None]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": CAR, "announcement": "parkir"},
        {"announcement": "parkir", "urgent": True},
        {"announcement": "parkir", "room": "dalam"},
        {"text": "x" * 201},
        {"text": 7},
        {"words": CAR},
    ],
)
async def test_a_malformed_wish_is_refused(api: httpx.AsyncClient, body: dict[str, object]) -> None:
    problem_of(await api.post("announcements", json=body), 422, "malformed")


@pytest.mark.parametrize("text", ["12345", "A 012", "Perhatian @ pintu", "Sampai pukul {jam}", "   "])
async def test_what_cannot_be_spoken_is_refused_with_what_to_do(
    office: LiveOffice, api: httpx.AsyncClient, text: str
) -> None:
    refused = problem_of(await api.post("announcements", json={"text": text}), 422, "unspeakable")
    assert refused["detail"].endswith(".")
    assert await made(office) == []


async def test_the_same_key_is_one_announcement(office: LiveOffice, api: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "k"}
    first = await api.post("announcements", json={"text": CAR}, headers=key)
    again = await api.post("announcements", json={"text": CAR}, headers=key)
    assert first.json() == again.json()
    assert len(await made(office)) == 1
    problem_of(await api.post("announcements", json={"text": "Sesuatu yang lain."}, headers=key), 422, "key-misused")
    problem_of(await api.post("announcements", json={"announcement": "parkir"}, headers=key), 422, "key-misused")


async def test_the_offices_own_text_names_the_time(office: LiveOffice, api: httpx.AsyncClient) -> None:
    for name in ("istirahat", "tutup", "parkir"):
        assert (await api.post("announcements", json={"announcement": name})).status_code == 201
    assert await texts(office) == [
        "Perhatian, pelayanan istirahat sampai pukul 13.00.",
        "Perhatian, pelayanan ditutup pukul 15.30.",
        "Mohon kendaraan diparkir di halaman samping.",
    ]
    assert [record.event.urgent for record in await made(office)] == [False, True, False]  # type: ignore[union-attr]
    problem_of(await api.post("announcements", json={"announcement": "pesta"}), 404, "unknown-announcement")


async def test_the_time_is_that_of_the_press_however_late_it_is_said(
    office: LiveOffice, api: httpx.AsyncClient
) -> None:
    await api.post("announcements", json={"announcement": "istirahat"})
    office.false_clock.passes_until("2026-11-23T14:00")
    assert await texts(office) == ["Perhatian, pelayanan istirahat sampai pukul 13.00."]
    problem_of(await api.post("announcements", json={"announcement": "istirahat"}), 409, "no-time")


async def test_a_doubtful_clock_names_no_time(office: LiveOffice, api: httpx.AsyncClient) -> None:
    office.false_clock.doubtful = True
    problem_of(await api.post("announcements", json={"announcement": "istirahat"}), 409, "doubtful-time")
    assert (await api.post("announcements", json={"announcement": "parkir"})).status_code == 201


async def test_in_every_room_it_is_one_event_each(two_rooms: LiveOffice) -> None:
    api = await two_rooms.api()
    assert (await api.post("announcements", json={"text": CAR})).json() == {"seq": 2, "made": [2, 3]}
    assert (await api.post("announcements", json={"text": CAR, "room": "teras"})).json() == {"seq": 4, "made": [4]}
    assert (await api.post("announcements", json={"announcement": "parkir"})).json() == {"seq": 5, "made": [5, 6]}
    problem_of(await api.post("announcements", json={"text": CAR, "room": "loteng"}), 404, "unknown-room")
    rooms = [record.event.room for record in await made(two_rooms)]  # type: ignore[union-attr]
    assert rooms == ["dalam", "teras", "teras", "dalam", "teras"]


async def test_it_is_taken_back_while_nobody_has_heard_it(office: LiveOffice, api: httpx.AsyncClient) -> None:
    await api.post("announcements", json={"text": CAR})
    assert (await api.post("announcements/2/withdraw")).json() == {"seq": 3}
    assert (await api.post("announcements/2/withdraw")).json() == {"seq": 3}
    assert (await api.get("snapshot")).json()["announcements"][0]["spoken"] == "withdrawn"
    await api.post("announcements", json={"text": CAR})
    await office.office.do(NoteSpeaking(4), actor="announcer")
    problem_of(await api.post("announcements/4/withdraw"), 409, "announcement-heard")
    problem_of(await api.post("announcements/99/withdraw"), 404, "unknown-announcement")
    problem_of(await api.post("announcements/x/withdraw"), 404, "not-found")


async def test_ten_may_wait(office: LiveOffice, api: httpx.AsyncClient) -> None:
    for _ in range(10):
        assert (await api.post("announcements", json={"text": CAR})).status_code == 201
    refused = problem_of(await api.post("announcements", json={"text": CAR}), 409, "announcements-wait")
    assert "10 pengumuman" in refused["detail"]
    assert refused["count"] == 10


async def test_the_feed_tells_it_and_takes_its_acknowledgements(office: LiveOffice, api: httpx.AsyncClient) -> None:
    feed = await office.wire("/feed", TOKEN)
    await api.post("announcements", json={"text": CAR})
    frame = await feed.until(lambda told: told.get("kind") == "announcement_made")
    assert frame["planned"] is False
    await feed.say(speaking=frame["seq"])
    await feed.say(spoken=frame["seq"])
    await feed.until(lambda told: told.get("kind") == "announcement_spoken")
    assert (await api.get("snapshot")).json()["announcements"][0]["spoken"] == "spoken"


async def test_a_trial_is_marked_as_one(office: LiveOffice) -> None:
    context = office.running.context
    outcome = await announce(context, "account:1", "Tes suara.", room="", test=True, key="k")
    assert office.office.state.announcements[outcome.seq].test  # type: ignore[union-attr]


async def test_the_calendars_is_said_at_its_time_and_by_no_person(start: Starter) -> None:
    live = await start(office_toml=VILLAGE_TOML + HOURS + TEXTS, times=replace(QUIET, tick=0.01))
    await (await live.api()).post("day/open")
    feed = await live.wire("/feed", TOKEN)
    live.false_clock.passes_until("2026-11-23T12:00")
    frame = await feed.until(lambda told: told.get("kind") == "announcement_made")
    assert (frame["announcement"], frame["planned"]) == ("istirahat", True)
    (record,) = await made(live)
    assert (record.actor, record.key.split(":")[2:]) == ("clock", ["istirahat", "720"])


# The page


async def test_a_ready_text_is_said_by_one_press(office: LiveOffice, official: httpx.AsyncClient) -> None:
    page = (await official.get("/umumkan?loket=1")).text
    assert "Perhatian, pelayanan istirahat sampai pukul 13.00." in page
    assert 'href="/loket/1"' in page
    answer = await official.post("/umumkan/teks/istirahat", data={"key": "k", "from": "/loket/1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/umumkan?loket=1#recent")
    page = (await official.get("/umumkan?loket=1")).text
    assert "belum terdengar" in page
    assert "/umumkan/2/batal" in page


async def test_own_words_are_kept_when_they_are_refused(office: LiveOffice, official: httpx.AsyncClient) -> None:
    answer = await official.post("/umumkan", data={"key": "k", "text": "Harga @ toko", "urgent": "1"})
    assert answer.status_code == 422
    assert "Tanda “@” tidak dapat diucapkan" in answer.text
    assert ">Harga @ toko</textarea>" in answer.text
    assert 'name="urgent" value="1" checked' in answer.text
    answer = await official.post("/umumkan", data={"key": "k", "text": CAR, "from": "https://elsewhere/"})
    assert answer.headers["location"] == "/umumkan#recent"
    assert CAR in (await official.get("/umumkan")).text
    assert (await official.post("/umumkan", data={"text": CAR})).status_code == 422, (
        "without a key a double press is two"
    )


async def test_the_page_follows_what_becomes_of_it(office: LiveOffice, official: httpx.AsyncClient) -> None:
    screen = await office.wire("/screen/announcing", cookies=await office.official())
    await official.post("/umumkan", data={"key": "k", "text": CAR})
    await screen.until_part("announced", CAR)
    await office.office.do(NoteSpeaking(2), actor="announcer")
    await screen.until_part("announced", "sedang diucapkan")
    await office.office.do(NoteSpoken(2), actor="announcer")
    assert "batal" not in await screen.until_part("announced", "terdengar")
    await official.post("/umumkan", data={"key": "l", "text": CAR})
    await office.office.do(NoteUnspoken(5, "no_device"), actor="announcer")
    await screen.until_part("announced", "tidak terdengar: tidak ada perangkat suara")


async def test_it_is_taken_back_on_the_page(office: LiveOffice, official: httpx.AsyncClient) -> None:
    await official.post("/umumkan", data={"key": "k", "text": CAR})
    assert (await official.post("/umumkan/2/batal", data={"key": "batal-2"})).status_code == 303
    assert "dibatalkan" in (await official.get("/umumkan")).text
    await official.post("/umumkan", data={"key": "l", "text": CAR})
    await office.office.do(NoteSpoken(4), actor="announcer")
    answer = await official.post("/umumkan/4/batal", data={"key": "batal-4"})
    assert answer.status_code == 409
    assert "tidak dapat dibatalkan" in answer.text
    assert (await official.post("/umumkan/x/batal", data={"key": "k"})).status_code == 404


async def test_a_room_is_chosen_where_there_are_several(two_rooms: LiveOffice) -> None:
    cookies = await two_rooms.official(Role.OFFICER)
    official = await two_rooms.client(cookies=cookies, origin=two_rooms.url, accept="text/html")
    assert 'value="teras">Teras</option>' in (await official.get("/umumkan")).text
    await official.post("/umumkan", data={"key": "k", "text": CAR, "room": "teras"})
    (record,) = await made(two_rooms)
    assert record.event.room == "teras"  # type: ignore[union-attr]


async def test_where_no_time_can_be_named_there_is_no_button(office: LiveOffice, official: httpx.AsyncClient) -> None:
    office.false_clock.passes_until("2026-11-23T16:00")
    page = (await official.get("/umumkan")).text
    assert "Tidak ada istirahat atau jam tutup lagi hari ini." in page
    answer = await official.post("/umumkan/teks/istirahat", data={"key": "k"})
    assert answer.status_code == 409
    assert await made(office) == []


async def test_the_history_tells_of_it_without_its_words(office: LiveOffice, official: httpx.AsyncClient) -> None:
    await official.post("/umumkan", data={"key": "k", "text": CAR, "urgent": "1"})
    await official.post("/umumkan/teks/parkir", data={"key": "l"})
    await official.post("/umumkan/2/batal", data={"key": "batal-2"})
    head = await office.client(cookies=await office.official(Role.HEAD_OF_SERVICES), accept="text/html")
    page = (await head.get("/atur/riwayat?hari=2026-11-23&jenis=panggilan")).text
    for sentence in (
        "Pengumuman penting dengan kalimat sendiri diminta.",
        "Pengumuman “parkir” diminta.",
        "Pengumuman penting dengan kalimat sendiri dibatalkan.",
    ):
        assert sentence in page
    assert "mobil" not in page
