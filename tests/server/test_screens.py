"""`WS /screen/{name}`: the whole picture first, then what changes, for whoever may see it."""

import asyncio
import re
from typing import Any

import httpx
import pytest

from server.config import Times
from server.domain.access import Role
from server.web.screens import Screens
from tests.conftest import Starter
from tests.live_office import TOKEN, LiveOffice, Wire

TV_PARTS = {"day", "announced", "calls", "board-sums", "board-cards", "counters", "tally", "notes"}
COUNTER_PARTS = {
    "who",
    "complaints",
    "alarms",
    "serving",
    "notes",
    "last-call",
    "actions",
    "next",
    "undo",
    "waiting",
    "desk",
}


async def picture(wire: Wire) -> dict[str, Any]:
    return dict((await wire.next())["parts"])


async def test_the_whole_picture_comes_first(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    tv = await live.wire("/screen/tv")

    first = await tv.next()

    assert set(first) == {"seq", "epoch", "parts", "now"}
    assert (first["seq"], first["epoch"]) == (2, live.office.epoch)
    assert set(first["parts"]) == TV_PARTS
    for name, html in first["parts"].items():
        assert re.match(rf'\s*<[a-z]+[^>]* id="{name}"', html), html


async def test_the_page_and_the_socket_draw_the_same_parts(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    page = (await (await live.client()).get("/layar")).text
    tv = await live.wire("/screen/tv")

    # What the page adds is only that this TV was not let in; its parts do not say so.
    for html in (await picture(tv)).values():
        assert html.strip() in page


async def test_only_what_changed_follows(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    tv = await live.wire("/screen/tv")
    await tv.next()

    await open_day.post("tickets", json={"service": "A"})
    taken = await tv.next()
    await open_day.post("counters/1/next", json={})
    called = await tv.next()

    assert (taken["seq"], set(taken["parts"])) == (3, {"tally"})
    assert (called["seq"], set(called["parts"])) == (5, {"calls", "counters", "tally"})
    assert "A001" in called["parts"]["calls"]
    assert "Loket 1" in called["parts"]["counters"]


async def test_what_changes_nothing_on_a_screen_is_not_sent_to_it(
    live: LiveOffice, open_day: httpx.AsyncClient
) -> None:
    await open_day.post("tickets", json={"service": "A"})
    await open_day.post("counters/1/next", json={})
    tv = await live.wire("/screen/tv")
    await tv.next()

    # What an official has noted is for the tablet; that a call is repeated is for everybody.
    await open_day.post("counters/1/note", json={"text": "KTP asli dibawa"})
    await open_day.post("counters/1/recall", json={})

    assert (await tv.next())["seq"] == 7


async def test_two_calls_in_a_burst_are_both_among_the_cards(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    for service in "AB":
        await open_day.post("tickets", json={"service": service})
    tv = await live.wire("/screen/tv")
    await tv.next()

    await asyncio.gather(*(open_day.post(f"counters/{counter}/next", json={}) for counter in "12"))

    calls = await tv.until_part("calls", "B001")
    assert "A001" in calls
    assert calls.index("B001") != calls.index("A001")


async def test_everybody_who_looks_at_the_tv_gets_the_same_frame(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    tvs = [await live.wire("/screen/tv") for _ in range(5)]
    for tv in tvs:
        await tv.next()
    await open_day.post("tickets", json={"service": "A"})

    frames = [await tv.raw.recv() for tv in tvs]

    assert len(set(frames)) == 1


async def test_the_kiosk_is_public_and_tells_how_many_wait(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    kiosk = await live.wire("/screen/kiosk")
    assert set(await picture(kiosk)) == {"greeting", "services", "listen"}
    await open_day.post("tickets", json={"service": "A"})

    assert set((await kiosk.next())["parts"]) == {"services"}


async def test_a_ticket_is_followed_by_its_token(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    token = (await open_day.post("tickets", json={"service": "A"})).json()["token"]
    phone = await live.wire(f"/screen/ticket-{token}")

    assert set(await picture(phone)) == {"mine", "calling"}
    await open_day.post("counters/1/next", json={})
    assert "Silakan ke Loket 1" in await phone.until_part("mine", "GILIRAN ANDA")
    await open_day.post("day/close")
    await phone.until_part("mine", "Selesai")


async def test_a_ticket_outlives_its_day_on_an_open_page(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    token = (await open_day.post("tickets", json={"service": "A"})).json()["token"]
    phone, tv = await live.wire(f"/screen/ticket-{token}"), await live.wire("/screen/tv")
    await phone.next()
    await open_day.post("day/close")
    await phone.until_part("mine", "Dibatalkan")
    live.false_clock.passes(hours=24)
    await open_day.post("day/open")
    await open_day.post("tickets", json={"service": "A"})
    await open_day.post("counters/1/next", json={})

    # A001 is somebody else today.
    await tv.until_part("calls", "A001")
    again = await live.wire("/screen/tv")
    await again.next()
    assert (await (await live.client()).get(f"/tiket/{token}")).status_code == 200


@pytest.mark.parametrize("name", ["ticket-nobodys", "ticket-", "nothing", "tv2", "kiosk-1", "counter-9", "counter-"])
async def test_a_screen_that_is_not_there_is_closed(live: LiveOffice, name: str) -> None:
    assert await (await live.wire(f"/screen/{name}", TOKEN)).close_code() == 4404


async def test_the_tablet_needs_a_signed_in_official(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    assert await (await live.wire("/screen/counter-1")).close_code() == 4401
    assert await (await live.wire("/screen/counter-9")).close_code() == 4401
    for role in (Role.STAFF, Role.TV, Role.KIOSK):
        assert await (await live.wire("/screen/counter-1", cookies=await live.device(role))).close_code() == 4401

    tablet = await live.wire("/screen/counter-1", cookies=await live.official())
    assert set(await picture(tablet)) == COUNTER_PARTS


async def test_the_tablet_follows_its_own_counter(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    tablets = [await live.wire(f"/screen/counter-{counter}", TOKEN) for counter in "12"]
    for tablet in tablets:
        await tablet.next()
    await open_day.post("counters/1/open", json={})
    await open_day.post("tickets", json={"service": "A"})
    await tablets[0].until_part("waiting", "A001")
    await open_day.post("counters/1/next", json={})

    await tablets[0].until_part("serving", "A001")
    await open_day.post("counters/2/open", json={})
    while "serving" not in (update := await tablets[1].next())["parts"]:
        assert "A001" not in str(update)
    assert "A001" not in str(update)


async def test_a_page_with_old_scripts_is_told_to_fetch_itself_anew(live: LiveOffice, api: httpx.AsyncClient) -> None:
    old = await live.wire("/screen/tv?assets=old")
    first = await old.next()
    assert first["parts"]
    assert first["now"] == live.office.clock.now().wall_ms
    assert await old.next() == {"reload": True}

    present = await live.wire(f"/screen/tv?assets={live.running.context.renderer.version}")
    await present.next()
    await api.post("day/open")
    assert (await present.next())["parts"]


async def test_a_tv_that_hangs_counts_as_gone_until_its_next_word(start: Starter) -> None:
    live = await start(times=Times(beat=60, silence=1, silent_peer=300, tick=60, shutdown=1))
    tablet = await live.wire("/screen/counter-1", TOKEN)
    await tablet.until_part("alarms", "TV terputus")
    tv = await live.wire("/screen/tv", cookies=await live.device(Role.TV))
    update = await tablet.next()
    assert "TV terputus" not in update["parts"]["alarms"]

    # It hangs: the connection stands, and nothing comes.
    await tablet.until_part("alarms", "TV terputus")
    assert live.running.context.presence.screens == 0

    await tv.say(beat=1)
    update = await tablet.next()
    assert "TV terputus" not in update["parts"]["alarms"]


async def test_shown_counts_only_from_a_tv_that_was_let_in(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    await open_day.post("tickets", json={"service": "A"})
    await open_day.post("counters/1/next", json={})
    tablet = await live.wire("/screen/counter-1", TOKEN)
    assert "belum tampil" in (await picture(tablet))["last-call"]
    others = [
        await live.wire("/screen/tv"),
        await live.wire("/screen/tv", cookies=await live.device(Role.KIOSK)),
        await live.wire("/screen/tv", cookies=await live.official()),
        await live.wire("/screen/kiosk", cookies=await live.device(Role.TV)),
    ]
    for other in others:
        await other.next()
        await other.say(shown=5)
        await other.say(beat=1)
    assert live.running.context.presence.screens == 0
    await open_day.post("counters/1/recall", json={})
    assert not live.office.state.calls[5].shown

    tv = await live.wire("/screen/tv", cookies=await live.device(Role.TV))
    await tv.next()
    await tv.say(shown=6)
    await tv.say(shown=6)
    await tv.say(shown=4_711)

    await tablet.until_part("last-call", "tampil ✓")
    calls = (await open_day.get("snapshot")).json()["calls"]
    assert [(call["seq"], call["shown"]) for call in calls] == [(5, False), (6, True)]
    assert [event["kind"] for event in (await open_day.get("events?after=6")).json()["events"]] == ["call_shown"]


async def test_the_tablet_learns_at_once_that_the_tv_came_and_went(live: LiveOffice) -> None:
    tablet = await live.wire("/screen/counter-1", TOKEN)
    assert "TV terputus" in (await picture(tablet))["alarms"]
    tv = await live.wire("/screen/tv", cookies=await live.device(Role.TV))
    came = await tablet.next()
    assert "TV terputus" not in came["parts"]["alarms"]
    await tv.raw.close()

    left = await tablet.next()
    assert "TV terputus" in left["parts"]["alarms"]
    assert set(left["parts"]) == set(came["parts"]) == {"alarms"}


@pytest.mark.parametrize("words", ["", "hello", "[]", '{"shown":"5"}', '{"shown":-1}', '{"dance":1}', "{", "null"])
async def test_words_of_a_newer_page_are_ignored(live: LiveOffice, open_day: httpx.AsyncClient, words: str) -> None:
    tv = await live.wire("/screen/tv", cookies=await live.device(Role.TV))
    await tv.next()
    await tv.raw.send(words)
    await open_day.post("tickets", json={"service": "A"})

    assert (await tv.next())["seq"] == 3


async def test_bytes_are_no_words_and_end_the_screen(live: LiveOffice, caplog: pytest.LogCaptureFixture) -> None:
    tv = await live.wire("/screen/tv")
    await tv.raw.send(b"\x00")

    assert await tv.close_code() == 1003
    assert "Exception" not in caplog.text


async def test_a_screen_that_nobody_looks_at_is_forgotten(live: LiveOffice, open_day: httpx.AsyncClient) -> None:
    tv = await live.wire("/screen/tv")
    await tv.next()
    await tv.raw.close()
    await live.settled(lambda: len(live.running.context.peers) == 0)
    await open_day.post("tickets", json={"service": "A"})

    # The next one starts from what is true now.
    assert (await (await live.wire("/screen/tv")).next())["seq"] == 3


async def test_one_screen_that_cannot_be_drawn_freezes_no_other(
    live: LiveOffice, open_day: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    screens: Screens = live.running.context.screens
    tv = await live.wire("/screen/tv")
    await tv.next()
    make, broken = screens._screens["tv"].make, []

    def breaks(now: Any) -> Any:
        if broken:
            raise KeyError("a bug in one picture")
        return make(now)

    class Nowhere:
        paused = False
        resumed = staticmethod(lambda: None)

        def write(self, message: object) -> None: ...
        def abort(self) -> None: ...

    for name in ("a-broken-one", "z-broken-one"):
        screens.watch(name, breaks, Nowhere())
    broken.append(True)
    for number in range(2):
        await open_day.post("tickets", json={"service": "A"})
        assert (await tv.next())["seq"] == 3 + number
    assert "a bug in one picture" in caplog.text
