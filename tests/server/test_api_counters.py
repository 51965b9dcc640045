"""`POST counters/{id}/...`."""

import httpx
import pytest

from tests.live_office import LiveOffice
from tests.server.problems import problem_of


@pytest.fixture
async def two_waiting(open_day: httpx.AsyncClient) -> httpx.AsyncClient:
    """A001 and A002 wait; the head is 4."""
    for _ in range(2):
        await open_day.post("tickets", json={"service": "A"})
    return open_day


async def test_next_calls_in_order_and_finishes_the_present_one(two_waiting: httpx.AsyncClient) -> None:
    first = await two_waiting.post("counters/1/next", json={"version": None})
    second = await two_waiting.post("counters/1/next", json={"version": first.json()["version"]})

    assert first.status_code == second.status_code == 200
    assert first.json() == {"called": "A001", "version": 6, "seq": 6}
    assert second.json() == {"called": "A002", "version": 8, "seq": 8}
    kinds = [event["kind"] for event in (await two_waiting.get("events?after=4")).json()["events"]]
    assert kinds == ["counter_opened", "ticket_called", "ticket_finished", "ticket_called"]


async def test_next_with_nobody_waiting_says_so_and_changes_nothing(open_day: httpx.AsyncClient) -> None:
    before = (await open_day.get("snapshot")).json()

    answer = await open_day.post("counters/1/next")

    assert answer.status_code == 200
    assert answer.json() == {"called": None, "version": 2, "seq": 2}
    assert (await open_day.get("snapshot")).json() == before


async def test_next_leaves_alone_whom_another_counter_serves(two_waiting: httpx.AsyncClient) -> None:
    assert (await two_waiting.post("counters/2/next", json={})).json()["called"] is None


async def test_a_stale_version_is_refused_with_the_present_one(two_waiting: httpx.AsyncClient) -> None:
    await two_waiting.post("counters/1/next", json={"version": 2})

    stale = await two_waiting.post("counters/1/next", json={"version": 2})

    assert problem_of(stale, 409, "counter-moved-on")["version"] == 6
    assert (await two_waiting.get("snapshot")).json()["seq"] == 6


async def test_a_counters_whole_round(two_waiting: httpx.AsyncClient) -> None:
    async def press(action: str) -> dict[str, object]:
        answer = await two_waiting.post(f"counters/1/{action}", json={})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    assert await press("open") == {"version": 5, "seq": 5}
    assert await press("open") == {"version": 5, "seq": 5}
    assert await press("next") == {"called": "A001", "version": 6, "seq": 6}
    assert await press("recall") == {"version": 7, "seq": 7}
    assert await press("start") == {"version": 8, "seq": 8}
    assert await press("finish") == {"version": 9, "seq": 9}
    assert await press("next") == {"called": "A002", "version": 10, "seq": 10}
    assert await press("no-show") == {"version": 11, "seq": 11}
    assert await press("close") == {"version": 12, "seq": 12}


async def test_the_state_that_does_not_allow_it_is_named(two_waiting: httpx.AsyncClient) -> None:
    for action in ("recall", "start", "finish", "no-show"):
        problem_of(await two_waiting.post(f"counters/1/{action}", json={}), 409, "nobody-at-counter")
    await two_waiting.post("counters/1/next", json={})
    assert "A001" in problem_of(await two_waiting.post("counters/1/close", json={}), 409, "counter-busy")["detail"]
    await two_waiting.post("counters/1/start", json={})
    for action in ("recall", "start", "no-show"):
        problem = problem_of(await two_waiting.post(f"counters/1/{action}", json={}), 409, "already-serving")
        assert "A001" in problem["detail"]
    assert (await two_waiting.get("snapshot")).json()["seq"] == 7


async def test_an_unknown_counter_is_not_found(open_day: httpx.AsyncClient) -> None:
    for action in ("next", "open", "close", "recall", "start", "finish", "no-show"):
        problem_of(await open_day.post(f"counters/9/{action}", json={}), 404, "unknown-counter")


async def test_who_is_next_and_why(open_day: httpx.AsyncClient) -> None:
    nobody = (await open_day.get("counters/1/next")).json()
    assert nobody == {
        "ticket": None,
        "rule": None,
        "why": "Tidak ada yang menunggu untuk loket ini.",
        "ahead": [],
    }
    for priority in (False, False, True):
        await open_day.post("tickets", json={"service": "A", "priority": priority})
    told = (await open_day.get("counters/1/next")).json()
    assert (told["ticket"], told["rule"]) == ("A003", "priority")
    assert told["why"].startswith("Prioritas")
    assert told["ahead"] == [{"ticket": "A001", "rule": "arrival"}, {"ticket": "A002", "rule": "arrival"}]
    assert (await open_day.post("counters/1/next", json={})).json()["called"] == "A003"
    problem_of(await open_day.get("counters/9/next"), 404, "unknown-counter")


async def test_a_visit_with_everything_in_it(two_waiting: httpx.AsyncClient) -> None:
    async def press(action: str, **body: object) -> dict[str, object]:
        answer = await two_waiting.post(f"counters/1/{action}", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def states() -> dict[str, str]:
        snapshot = (await two_waiting.get("snapshot")).json()
        return {away["ticket"]: away["state"] for away in snapshot["away"]}

    assert await press("break") == {"version": 5, "seq": 5}
    assert (await press("call", ticket="A002"))["called"] == "A002"
    await press("hold", why="copy")
    assert await states() == {"A002": "held"}
    await press("return", ticket="A002")
    assert await states() == {}
    assert (await press("next"))["called"] == "A002"
    await press("continue", service="B")
    noted = await press("note", text="kurang fotokopi KK")
    await press("transfer", service="A", counter="2", first=True)
    undone = await press("undo")
    assert (await press("finish"))["version"] == undone["seq"] + 1  # type: ignore[operator]
    assert (await press("serve", service="B"))["ticket"] == "B001"
    log = (await two_waiting.get("events?limit=1000")).json()["events"]
    assert "fotokopi" not in str(log), "the words of a note never reach the log"
    assert [event["note_id"] for event in log if event["kind"] == "ticket_noted"] == [noted["note"]]


async def test_a_note_can_be_read_and_erased(live: LiveOffice, two_waiting: httpx.AsyncClient) -> None:
    await two_waiting.post("counters/1/next", json={})
    key = {"idempotency-key": "once"}
    noted = [await two_waiting.post("counters/1/note", json={"text": "x"}, headers=key) for _ in range(2)]
    assert noted[0].json() == noted[1].json()
    store, note = live.office.store, noted[0].json()["note"]
    assert await store.note(note) == "x"
    await store.delete_note(note)
    assert await store.note(note) is None
    assert await store.verify() == live.office.head


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("hold", {}),
        ("hold", {"why": "sakit gigi"}),
        ("call", {}),
        ("return", {"ticket": 5}),
        ("serve", {}),
        ("continue", {"service": ["A"]}),
        ("transfer", {"first": "yes"}),
        ("note", {"text": ""}),
        ("note", {"text": "x" * 501}),
        ("undo", {"version": -1}),
    ],
)
async def test_a_body_of_another_shape_is_unprocessable(
    open_day: httpx.AsyncClient, action: str, body: dict[str, object]
) -> None:
    problem_of(await open_day.post(f"counters/1/{action}", json=body), 422, "malformed")


async def test_a_press_that_nobody_may_take_back_says_why(two_waiting: httpx.AsyncClient) -> None:
    problem_of(await two_waiting.post("counters/1/undo", json={}), 409, "nothing-to-undo")
    problem_of(await two_waiting.post("counters/1/return", json={"ticket": "A001"}), 409, "not-away")
    await two_waiting.post("counters/1/next", json={})
    problem_of(await two_waiting.post("counters/1/transfer", json={}), 409, "same-target")
    problem_of(await two_waiting.post("counters/1/call", json={"ticket": "A001"}), 409, "ticket-at-counter")
