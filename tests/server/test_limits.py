"""What the public may use, and that it never stands in an official's way."""

import asyncio
from collections.abc import Callable

import pytest
from starlette.requests import HTTPConnection

from server.config import Limits
from server.domain.access import Role
from server.web.buckets import Buckets
from server.web.context import address_of
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice
from tests.server.offices import Gate, WatchedStore
from tests.server.problems import problem_of


def clock_of(times: list[float]) -> Callable[[], float]:
    return lambda: times[-1]


def test_a_bucket_empties_and_fills_slowly() -> None:
    now = [0.0]
    buckets = Buckets(3, 0.5, clock_of(now))
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]
    assert buckets.take("b")
    now.append(1.9)
    assert not buckets.take("a")
    now.append(2.1)
    assert [buckets.take("a") for _ in range(2)] == [True, False]
    now.append(1_000.0)
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]


def test_a_crowd_of_names_does_not_fill_the_memory_nor_free_the_greedy() -> None:
    buckets = Buckets(3, 0.001, clock_of([0.0]), most=100)
    for _ in range(4):
        buckets.take("greedy")
    for number in range(1_000):
        buckets.take(f"crowd {number}")

    assert len(buckets._levels) <= 100
    assert not buckets.take("greedy")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.168.1.7", "192.168.1.8", False),
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8:0:0:1::1", "2001:db8::ffff", True),
        ("2001:db8:0:1::1", "2001:db8::1", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("::ffff:192.168.1.7", "192.168.1.7", True),
        ("::ffff:192.168.1.7", "::ffff:192.168.1.8", False),
    ],
)
def test_an_ipv6_network_counts_as_one_address(one: str, other: str, same: bool) -> None:
    found = [address_of(HTTPConnection({"type": "http", "client": (host, 1), "headers": []})) for host in (one, other)]

    assert (found[0] == found[1]) is same


async def test_pages_are_limited_for_the_public_and_for_nobody_else(start: Starter) -> None:
    live = await start(limits=Limits(page_burst=5, page_rate=0.001))
    official = await live.client(cookies=await live.official(), origin=live.url)
    phone = await live.client()
    statuses = [(await phone.get("/layar")).status_code for _ in range(6)]
    assert statuses[-1] == 429
    assert statuses.count(429) >= 1
    problem_of(await phone.get("/layar"), 429, "too-many")
    assert await live.refused("/screen/tv") == 429

    for _ in range(10):
        assert (await official.get("/loket/1")).status_code == 200
        assert (await (await live.api()).get("snapshot")).status_code == 200
    tv = await live.client(cookies=await live.device(Role.TV))
    assert [(await tv.get("/layar")).status_code for _ in range(10)] == [200] * 10


async def test_tickets_are_limited_by_address_and_not_at_the_kiosk(start: Starter) -> None:
    live = await start(limits=Limits(kiosk_pause=0, ticket_burst=3, ticket_rate=0.001))
    api = await live.api()
    await api.post("day/open")
    phone = await live.client(origin=live.url)
    kiosk = await live.client(cookies=await live.device(Role.KIOSK), origin=live.url)

    assert [(await phone.post("/ambil", data={"service": "A"})).status_code for _ in range(5)] == [201] * 3 + [429] * 2
    another_phone = await live.client(origin=live.url)
    refused = await another_phone.post("/ambil", data={"service": "A"}, headers={"accept": "text/html"})
    assert refused.status_code == 429
    assert "Terlalu banyak permintaan" in refused.text
    assert [(await kiosk.post("/ambil", data={"service": "A"})).status_code for _ in range(6)] == [201] * 6
    assert [(await api.post("tickets", json={"service": "A"})).status_code for _ in range(6)] == [201] * 6


async def test_forty_phones_behind_one_wifi_get_their_numbers(live: LiveOffice) -> None:
    await (await live.api()).post("day/open")
    phone = await live.client(origin=live.url)

    assert (await phone.get("/ambil")).status_code == 200
    for _ in range(40):
        assert (await phone.post("/ambil", data={"service": "A"})).status_code == 201


@pytest.mark.parametrize("allowed", [True, False])
async def test_phones_take_numbers_only_where_the_office_lets_them(start: Starter, allowed: bool) -> None:
    live = await start(
        office_toml=VILLAGE_TOML.replace("phone_tickets = true", f"phone_tickets = {str(allowed).lower()}")
    )
    await (await live.api()).post("day/open")
    phone = await live.client(origin=live.url)

    assert (await phone.get("/ambil")).status_code == (200 if allowed else 403)
    taken = await phone.post("/ambil", data={"service": "A"})
    assert taken.status_code == (201 if allowed else 403)
    assert live.office.head == (3 if allowed else 2)


@pytest.mark.parametrize("limits", [Limits(sockets=2), Limits(sockets_per_address=2)])
async def test_public_sockets_are_limited_and_the_staffs_are_not(start: Starter, limits: Limits) -> None:
    live = await start(limits=limits)
    tvs = [await live.wire("/screen/tv") for _ in range(2)]
    for tv in tvs:
        await tv.next()

    assert await (await live.wire("/screen/tv")).close_code() == 1013
    for path in ("/screen/tv", "/screen/counter-1", "/feed"):
        assert await (await live.wire(path, TOKEN)).next()
    assert await (await live.wire("/screen/tv", cookies=await live.device(Role.TV))).next()

    await tvs[0].raw.close()
    await live.settled(lambda: live.running.context.peers.public() == 1)
    assert (await (await live.wire("/screen/tv")).next())["parts"]


async def test_officials_are_served_while_the_publics_places_are_all_taken(start: Starter) -> None:
    store = WatchedStore()
    live = await start(make_store=lambda _: store, limits=Limits(concurrent_requests=2))
    api = await live.api()
    await api.post("day/open")
    official = await live.client(cookies=await live.official(), origin=live.url)
    phone = await live.client(origin=live.url)
    store.gate = Gate()
    crowd = [asyncio.create_task(phone.post("/ambil", data={"service": "A"})) for _ in range(6)]
    try:
        await store.gate.reached.wait()
        await live.settled(lambda: live.running.app._room.locked())  # type: ignore[attr-defined]

        # Everything that needs no commit answers at once; a press would wait for the same medium.
        assert (await official.get("/loket/1")).status_code == 200
        assert (await api.get("snapshot")).status_code == 200
        assert not any(task.done() for task in crowd)
    finally:
        store.gate.open()
    assert [(await task).status_code for task in crowd] == [201] * 6
