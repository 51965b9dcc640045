"""Bad input: each gets its status and one Indonesian sentence, and nothing changes."""

import httpx
import pytest

from tests.live_office import LiveOffice
from tests.server.problems import problem_of

MALFORMED = [
    b"{",
    b"[]",
    b"null",
    b'"A"',
    b"{'service':'A'}",
    b"\xff\xfe",
    b'{"service":"\\ud800"}',
    b'{"service":"\xff"}',
    b'{"service":1}',
    b'{"service":null}',
    b'{"service":"AAAAAAAAA"}',
    b'{"priority":true}',
    b'{"service":"A","priority":1}',
    b'{"service":"A","priority":null}',
    b'{"service":"A"} x',
]


@pytest.mark.parametrize("body", MALFORMED)
async def test_a_malformed_ticket_body_is_unprocessable(open_day: httpx.AsyncClient, body: bytes) -> None:
    problem_of(await open_day.post("tickets", content=body), 422, "malformed")
    assert (await open_day.get("snapshot")).json()["seq"] == 2


@pytest.mark.parametrize(
    "body", [b"[]", b"1", b'{"version":-1}', b'{"version":"2"}', b'{"version":1.5}', b'{"version":true}', b"{]"]
)
async def test_a_malformed_press_is_unprocessable(open_day: httpx.AsyncClient, body: bytes) -> None:
    problem_of(await open_day.post("counters/1/next", content=body), 422, "malformed")


async def test_a_version_from_another_world_is_only_stale(open_day: httpx.AsyncClient) -> None:
    answer = await open_day.post("counters/1/next", content=b'{"version":' + b"9" * 40 + b"}")

    problem_of(answer, 409, "counter-moved-on")


async def test_fields_of_a_newer_program_are_ignored(open_day: httpx.AsyncClient) -> None:
    assert (await open_day.post("tickets", json={"service": "A", "colour": "red"})).status_code == 201


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "day/open", "POST"),
        ("GET", "day/close", "POST"),
        ("GET", "tickets", "POST"),
        ("DELETE", "tickets", "POST"),
        ("POST", "tickets/x", "GET"),
        ("GET", "counters/1/start", "POST"),
        ("POST", "snapshot", "GET"),
        ("PUT", "snapshot", "GET"),
        ("POST", "events", "GET"),
        ("POST", "openapi.json", "GET"),
    ],
)
async def test_a_wrong_method_is_refused_with_the_right_one(
    api: httpx.AsyncClient, method: str, path: str, allowed: str
) -> None:
    answer = await api.request(method, path)

    problem_of(answer, 405, "wrong-method")
    assert allowed in answer.headers["allow"]


@pytest.mark.parametrize(
    "path", ["", "nothing", "day", "tickets/", "tickets/a/b", "counters/1", "snapshot/", "day/open/"]
)
async def test_what_is_not_there_is_not_found(api: httpx.AsyncClient, path: str) -> None:
    problem_of(await api.get(path), 404, "not-found")


LATER = ("/janji", "/statistik", "/survei/abc")


@pytest.mark.parametrize("path", LATER)
async def test_what_comes_later_is_not_there_yet(live: LiveOffice, path: str) -> None:
    await (await live.api()).post("day/open")
    asker = await live.client("token-otomasi-untuk-uji")

    problem_of(await asker.get(path), 404, "not-found")


async def test_a_person_gets_the_sentence_as_a_page(live: LiveOffice) -> None:
    page = await (await live.client(accept="text/html")).get("/bukan-halaman")

    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "Halaman tidak ada" in page.text
    assert "Kembali ke halaman depan" in page.text


async def test_without_a_token_the_api_says_sign_in_first(live: LiveOffice) -> None:
    for token in ("", "salah"):
        stranger = await live.client(token)
        for path in ("day/open", "day/close", "tickets", "counters/1/next"):
            problem_of(await stranger.post(f"/api/v1/{path}", json={"service": "A"}), 401, "sign-in-first")
        for path in ("snapshot", "events", "tickets/x"):
            problem_of(await stranger.get(f"/api/v1/{path}"), 401, "sign-in-first")
    assert live.office.head == 1


@pytest.mark.parametrize("service", ["", " "])
async def test_no_service_at_all_is_asked_for(open_day: httpx.AsyncClient, service: str) -> None:
    told = problem_of(await open_day.post("tickets", json={"service": service}), 404, "unknown-service")

    assert told["detail"] == "Layanan belum dipilih. Pilih layanan lebih dahulu."


async def test_no_counter_at_all_is_asked_for(open_day: httpx.AsyncClient) -> None:
    told = problem_of(await open_day.get("counters/%20/next"), 404, "unknown-counter")

    assert told["detail"] == "Loket belum dipilih. Pilih loket lebih dahulu."
