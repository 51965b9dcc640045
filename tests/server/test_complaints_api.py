"""`/api/v1/complaints`: a program sends for somebody, and reads what the board shows."""

import httpx
import pytest

from server.domain.access import Role
from server.domain.complaint_class import Class
from server.web.openapi import openapi
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice
from tests.server.board_filled import FilledBoard, filled_board
from tests.server.complaint_sender import WITH_HAMLETS, open_board

PATH = "/api/v1/complaints"
LAMP = {"category": "lampu", "story": "Lampu di pertigaan mati sejak Senin."}
KEY = {"idempotency-key": "satu-kunci-yang-cukup-panjang"}


async def test_a_complaint_is_taken_in_once_and_answered_with_its_receipt(
    live: LiveOffice, api: httpx.AsyncClient
) -> None:
    await open_board(live)
    answer = await api.post("complaints", json=LAMP | {"name": "Siti", "landmark": "Dekat SD"}, headers=KEY)
    assert answer.status_code == 201, answer.text
    receipt = answer.json()
    schema = openapi()["components"]["schemas"]["ComplaintReceipt"]  # type: ignore[index]
    assert sorted(receipt) == sorted(schema["required"])
    assert (receipt["class"], receipt["held"], len(receipt["code"])) == ("anonymous", False, 16)
    assert (
        await api.post("complaints", json=LAMP | {"name": "Siti", "landmark": "Dekat SD"}, headers=KEY)
    ).json() == receipt
    assert (await api.post("complaints", json=LAMP, headers=KEY)).status_code == 422
    office = live.running.context.complaints.office
    [complaint] = office.state.complaints.values()
    assert (complaint.number, complaint.klass, complaint.channel, complaint.identity) == (
        receipt["number"],
        Class.ANONYMOUS,
        "api",
        True,
    )


WRONG: tuple[tuple[dict[str, object], int, str], ...] = (
    ({}, 422, "malformed"),
    (LAMP | {"class": "public"}, 422, "malformed"),
    (LAMP | {"story": "x" * 4001}, 422, "malformed"),
    (LAMP | {"story": "Mati"}, 422, "unfit-story"),
    (LAMP | {"category": "lain"}, 422, "unfit-category"),
    (LAMP | {"hamlet": "lain"}, 422, "unfit-hamlet"),
    (LAMP | {"about": ["nobody"]}, 422, "unfit-about"),
    (LAMP | {"formal": True}, 422, "unfit-name"),
    (LAMP | {"category": "pungli", "name": "Siti"}, 409, "no-vault"),
)


async def test_what_cannot_be_taken_is_a_problem(live: LiveOffice, api: httpx.AsyncClient) -> None:
    await open_board(live)
    for body, status, code in WRONG:
        answer = await api.post("complaints", json=body)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), body
        assert answer.json()["type"] == f"/masalah/{code}"
        assert "Siti" not in answer.text
    assert live.running.context.complaints.office.state.complaints == {}


async def test_without_a_desk_nothing_is_taken(api: httpx.AsyncClient) -> None:
    answer = await api.post("complaints", json=LAMP)
    assert (answer.status_code, answer.json()["type"]) == (503, "/masalah/complaints-not-open")


async def test_a_closed_board_takes_nothing(start: Starter) -> None:
    live = await start(office_toml=f"{VILLAGE_TOML}\n[complaints]\nopen = false\n")
    await open_board(live)
    answer = await (await live.client(TOKEN)).post(PATH, json=LAMP)
    assert (answer.status_code, answer.json()["type"]) == (503, "/masalah/complaints-not-open")


async def test_only_officials_and_automation_send_this_way(live: LiveOffice) -> None:
    await open_board(live)
    nobody = await live.client()
    assert (await nobody.post(PATH, json=LAMP)).status_code in {401, 403}
    official = await live.client(cookies=await live.official(Role.OFFICER), origin=live.url)
    assert (await official.post(PATH, json=LAMP)).status_code == 201
    assert (await nobody.get(PATH)).json() == {"total": 0, "page": 1, "complaints": []}


@pytest.fixture
async def filled(start: Starter) -> FilledBoard:
    return await filled_board(await start(office_toml=VILLAGE_TOML + WITH_HAMLETS))


async def test_a_number_tells_what_the_board_shows_and_no_more(filled: FilledBoard) -> None:
    shown = await filled.complaint(Class.OPEN, "Lampu di pertigaan mati.")
    hidden = await filled.complaint(Class.SECRET, category="pungli")
    anonymous = [await filled.complaint(Class.ANONYMOUS, f"Antrean {n} lama.", "pelayanan") for n in range(3)]
    await filled.next_day(8)
    nobody = await filled.live.client()
    state = filled.live.running.context.complaints.office.state

    async def of(name: str) -> httpx.Response:
        return await nobody.get(f"{PATH}/{state.complaints[name].number}")

    told = (await of(shown)).json()
    card = openapi()["components"]["schemas"]["ComplaintCard"]  # type: ignore[index]
    assert sorted(told) == sorted(card["required"])
    assert told == {
        "id": told["id"],
        "class": "open",
        "group": "prasarana",
        "hamlet": "krajan",
        "period": "2026-11-23",
        "state": "diperiksa",
        "running": True,
        "expected": "2026-12-11",
        "summary": "Lampu di pertigaan mati.",
    }
    assert (await nobody.get(f"{PATH}/{told['id']}")).json() == told
    unknown = await nobody.get(f"{PATH}/ADU-0000-0")
    for name in (hidden, *anonymous):
        answer = await of(name)
        assert (answer.status_code, answer.content) == (404, unknown.content)
    whole = (await nobody.get(PATH)).json()
    assert whole["total"] == 4
    assert [one["class"] for one in whole["complaints"]].count("anonymous") == 3
    for one in whole["complaints"]:
        assert one["class"] == "open" or (one["period"], one["hamlet"], one["expected"]) == ("2026-Q4", None, None)
        assert (await nobody.get(f"{PATH}/{one['id']}")).json() == one


async def test_the_list_is_narrowed_and_paged(filled: FilledBoard) -> None:
    for n in range(3):
        await filled.complaint(Class.OPEN, f"Lampu nomor {n} mati.")
    await filled.next_day(2)
    nobody = await filled.live.client()
    whole = (await nobody.get(PATH)).json()["complaints"]
    assert (await nobody.get(f"{PATH}?page_size=2&page=2")).json() == {"total": 3, "page": 2, "complaints": whole[2:]}
    assert (await nobody.get(f"{PATH}?state=running&group=prasarana")).json()["total"] == 3
    assert (await nobody.get(f"{PATH}?state=ended")).json()["total"] == 0
    assert (await nobody.get(f"{PATH}?group=kebersihan")).json()["total"] == 0
    for query in ("page=0", "page_size=1001", "state=solved", "page=x"):
        assert (await nobody.get(f"{PATH}?{query}")).status_code == 422
