"""Letters that are ready: the officials' list, the resident's page days later, the TV, the loudspeaker, and what is erased."""

import re

import httpx
import pytest

from server.domain.access import Role
from server.domain.letter import Letter
from server.web.present.letters import tv_day
from tests.live_office import TOKEN, LiveOffice


@pytest.fixture
async def token(live: LiveOffice) -> str:
    """The resident's token of A001, which was served on Monday; A002 waits."""
    api = await live.api()
    await api.post("day/open")
    token = (await api.post("tickets", json={"service": "A"})).json()["token"]
    await api.post("tickets", json={"service": "A"})
    for action in ("next", "start", "finish"):
        assert (await api.post(f"counters/1/{action}", json={})).status_code == 200
    return str(token)


@pytest.fixture
async def official(live: LiveOffice, token: str) -> httpx.AsyncClient:
    return await live.client(TOKEN, origin=live.url, accept="text/html")


async def put(live: LiveOffice, official: httpx.AsyncClient) -> str:
    """The letter of A001 on the list; its id."""
    visit = str(live.office.state.tickets["A001"].taken)
    answer = await official.post("/surat", data={"visit": visit, "hari": "2026-11-23", "key": "put"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/surat?hari=2026-11-23")
    return visit


async def test_a_finished_visit_can_be_chosen_and_a_waiting_one_cannot(
    live: LiveOffice, official: httpx.AsyncClient
) -> None:
    page = (await official.get("/surat")).text
    assert ">A001<" in page
    assert ">A002<" not in page
    waiting = str(live.office.state.tickets["A002"].taken)
    for visit in (waiting, "999", ""):
        assert (await official.post("/surat", data={"visit": visit, "hari": "2026-11-23"})).status_code == 404
    await put(live, official)
    again = await official.post(
        "/surat", data={"visit": str(live.office.state.tickets["A001"].taken), "hari": "2026-11-23", "key": "other"}
    )
    assert again.status_code == 409
    assert "sudah di daftar" in again.text
    assert ">A001</b> (Sen, 23 Nov)" in again.text


async def test_the_resident_is_told_at_once_and_days_later_until_it_is_fetched(
    live: LiveOffice, official: httpx.AsyncClient, token: str
) -> None:
    phone = await live.client(accept="text/html")
    wire = await live.wire(f"/screen/ticket-{token}")
    assert "siap diambil" not in (await phone.get(f"/tiket/{token}")).text
    letter = await put(live, official)
    await wire.until_part("mine", "Surat Anda siap diambil. Sebutkan nomor A001 (Sen, 23 Nov) kepada petugas.")
    api = await live.api()
    await api.post("day/close")
    live.false_clock.passes_until("2026-11-26T08:00")
    await api.post("day/open")
    assert "Surat Anda siap diambil" in (await phone.get(f"/tiket/{token}")).text
    await official.post(f"/surat/{letter}/diambil", data={"key": "k"})
    assert "siap diambil" not in (await phone.get(f"/tiket/{token}")).text
    assert live.office.state.letters == {}


async def test_a_call_is_shown_on_the_tv_and_told_to_the_announcer_until_it_is_fetched(
    live: LiveOffice, official: httpx.AsyncClient
) -> None:
    letter = await put(live, official)
    announcer = await live.wire("/feed?only=calls", TOKEN)
    tv = await live.wire("/screen/tv")
    assert (await official.post(f"/surat/{letter}/panggil", data={"key": "a"})).status_code == 303
    card = await tv.until_part("calls", "Surat siap diambil")
    assert "A001" in card
    assert "<b>Senin</b>" in card
    heard = await announcer.until(lambda frame: frame.get("kind") == "letter_called")
    assert (heard["ticket"], heard["letter"], heard["day"]) == ("A001", letter, "2026-11-23")
    assert "age" in heard

    await official.post(f"/surat/{letter}/diambil", data={"key": "c"})
    await tv.until(lambda frame: "Surat" not in frame.get("parts", {}).get("calls", "Surat"))


async def test_a_letter_that_was_fetched_is_not_offered_again_and_comes_back_when_that_was_a_mistake(
    live: LiveOffice, official: httpx.AsyncClient
) -> None:
    letter = await put(live, official)
    await official.post(f"/surat/{letter}/diambil", data={"key": "k"})

    page = (await official.get("/surat")).text
    assert "suratnya siap" not in page
    assert "A001</b><span>Surat pengantar: belum diambil" in page
    stale = await official.post("/surat", data={"visit": letter, "hari": "2026-11-23", "key": "stale"})
    assert stale.status_code == 409
    assert "Surat nomor A001 sudah diambil." in stale.text
    assert live.office.state.letters == {}

    back = {"visit": letter, "hari": "2026-11-23", "key": "back", "again": "1"}
    assert (await official.post("/surat", data=back)).status_code == 303
    assert [*live.office.state.letters] == [letter]
    await official.post(f"/surat/{letter}/keliru", data={"key": "e"})
    assert "suratnya siap" in (await official.get("/surat")).text


async def test_a_letter_that_was_put_by_mistake_is_offered_again(live: LiveOffice, official: httpx.AsyncClient) -> None:
    letter = await put(live, official)
    await official.post(f"/surat/{letter}/keliru", data={"key": "e"})
    assert "A001</b><span>Surat pengantar: suratnya siap" in (await official.get("/surat")).text


async def test_nothing_is_called_while_the_office_is_closed(live: LiveOffice, official: httpx.AsyncClient) -> None:
    letter = await put(live, official)
    await (await live.api()).post("day/close")
    assert "/panggil" not in (await official.get("/surat")).text
    assert (await official.post(f"/surat/{letter}/panggil", data={"key": "a"})).status_code == 409


@pytest.mark.parametrize("how", ["diambil", "keliru"])
async def test_whom_to_call_stands_beside_the_log_and_goes_with_the_letter(
    live: LiveOffice, official: httpx.AsyncClient, how: str
) -> None:
    letter = await put(live, official)
    kept = await official.post(f"/surat/{letter}/kontak", data={"contact": " Bu  Siti 0812 "})
    assert kept.status_code == 303
    assert 'value="Bu Siti 0812"' in (await official.get("/surat")).text
    assert await live.office.store.note(f"letter:{letter}") == "Bu Siti 0812"
    assert (await official.post(f"/surat/{letter}/kontak", data={"contact": "x" * 81})).status_code == 422
    assert (await official.post(f"/surat/{letter}/{how}", data={"key": "k"})).status_code == 303
    assert await live.office.store.note(f"letter:{letter}") is None
    assert "Siti" not in str([record.event for record in await live.office.after(0)])
    why = re.search(r"why='(\w+)'", str([record.event for record in await live.office.after(0)][-1]))
    assert why is not None
    assert why[1] == {"diambil": "collected", "keliru": "mistake"}[how]


async def test_an_unknown_letter_is_said(live: LiveOffice, official: httpx.AsyncClient) -> None:
    assert "tidak ada di daftar" in (await official.post("/surat/5/diambil", data={"key": "k"})).text
    for path in ("/surat/5/kontak", "/surat/5/menari"):
        assert (await official.post(path, data={})).status_code == 404


async def test_the_list_outlives_a_restart(live: LiveOffice, official: httpx.AsyncClient) -> None:
    letter = await put(live, official)
    assert [record.kind for record in await live.office.after(0)][-1] == "letter_ready"
    assert [*live.office.state.letters] == [letter]


async def test_only_officials_see_the_list(live: LiveOffice, token: str) -> None:
    head = await live.client(cookies=await live.official(Role.VILLAGE_HEAD), accept="text/html")
    assert (await head.get("/surat")).status_code == 403
    assert (await (await live.client(accept="text/html")).get("/surat")).status_code == 303


@pytest.mark.parametrize(
    ("today", "words"),
    [("2026-11-23", "Senin"), ("2026-11-29", "Senin"), ("2026-11-30", "Senin, 23 Nov"), ("", "Senin")],
)
def test_the_tv_names_the_day_so_that_it_can_be_no_other(today: str, words: str) -> None:
    assert tv_day(Letter("7", "A001", "2026-11-23"), today) == words
