"""The office's description changes while the server runs: stored, seen at once everywhere, and the same after a restart."""

import asyncio

import msgspec
import pytest

from server.current_office import Changed, ChangeOutcome, CurrentOffice, NotPossible, NotSaved, Stale, Unchanged
from server.description import Description, digest, parse, toml_text
from server.domain.commands import CallNext, CloseDay, ConfigureOffice, OpenDay
from server.domain.events import OfficeConfigured
from server.office import Office
from server.store.base import Document, Unwritable
from tests.conftest import Starter
from tests.live_office import VILLAGE_TOML, LiveOffice
from tests.server.offices import WatchedStore, an_office, done, taking

VILLAGE = parse(VILLAGE_TOML)


def renamed(office: Description, name: str) -> Description:
    return msgspec.structs.replace(office, name=name)


def without_service_b(office: Description) -> Description:
    counters = (msgspec.structs.replace(office.counters[0], services=("A",)),)
    return msgspec.structs.replace(office, services=office.services[:1], counters=counters)


async def holder(office: Office) -> CurrentOffice:
    await done(office, ConfigureOffice(digest(VILLAGE_TOML), VILLAGE.structure()))
    return CurrentOffice(office, VILLAGE_TOML, parse(VILLAGE_TOML))


async def changed(current: CurrentOffice, new: Description, **more: str) -> ChangeOutcome:
    return await current.change(new, **{"based_on": current.digest, "actor": "account:kasi", **more})


async def test_a_change_is_stored_as_a_document_and_an_event_that_names_who() -> None:
    async with an_office() as office:
        current = await holder(office)
        told: list[str] = []
        current.watch(lambda: told.append(current.description.name))

        assert await changed(current, renamed(VILLAGE, "Desa Baru")) == Changed()

        record = (await office.after(office.head - 1))[0]
        assert isinstance(record.event, OfficeConfigured)
        assert (record.actor, record.event.document) == ("account:kasi", current.digest)
        assert parse(await office.store.document(current.digest) or "") == current.description
        assert told == ["Desa Baru"]


async def test_what_says_the_same_writes_nothing() -> None:
    async with an_office() as office:
        current = await holder(office)
        head = office.head
        assert await changed(current, VILLAGE) == Unchanged()
        assert office.head == head


async def test_of_two_changes_made_from_the_same_page_the_second_is_told() -> None:
    async with an_office() as office:
        current = await holder(office)
        page = current.digest

        outcomes = await asyncio.gather(
            changed(current, renamed(VILLAGE, "Satu"), based_on=page),
            changed(current, renamed(VILLAGE, "Dua"), based_on=page),
        )

        assert outcomes == [Changed(), Stale()]
        assert current.description.name == "Satu"


async def test_a_service_with_numbers_today_stays_until_the_day_is_closed() -> None:
    async with an_office() as office:
        current = await holder(office)
        await done(office, taking(1, "B"))

        refused = await changed(current, without_service_b(VILLAGE))
        assert isinstance(refused, NotPossible)
        assert refused.sentence.startswith("Layanan B (KTP dan KK) sudah dipakai 1 nomor hari ini.")
        assert current.description == VILLAGE

        await done(office, CloseDay())
        assert await changed(current, without_service_b(VILLAGE)) == Changed()
        assert current.description.service("B") is None


async def test_a_number_that_is_taken_while_the_change_is_on_its_way_keeps_its_service() -> None:
    async with an_office() as office:
        current = await holder(office)

        _, refused = await asyncio.gather(done(office, taking(1, "B")), changed(current, without_service_b(VILLAGE)))

        assert isinstance(refused, NotPossible)
        assert current.description == VILLAGE


async def test_a_counter_that_has_called_stays_until_the_day_is_closed() -> None:
    one_counter = msgspec.structs.replace(VILLAGE, counters=VILLAGE.counters[:1])
    async with an_office() as office:
        current = await holder(office)
        await done(office, taking(1, "B"))
        await done(office, CallNext("2"))

        refused = await changed(current, one_counter)
        assert refused == NotPossible("Loket 2 sudah melayani hari ini. Hapus setelah hari layanan ditutup.")


async def test_a_service_and_a_counter_that_nobody_has_used_today_may_go_on_an_open_day() -> None:
    async with an_office() as office:
        current = await holder(office)
        await done(office, taking(1, "A"))
        assert await changed(current, without_service_b(VILLAGE)) == Changed()


async def test_a_description_that_disagrees_with_itself_changes_nothing() -> None:
    orphan = msgspec.structs.replace(VILLAGE, services=(*VILLAGE.services, VILLAGE.services[0]))
    async with an_office() as office:
        current = await holder(office)
        outcome = await changed(current, orphan)
        assert isinstance(outcome, NotPossible)
        assert "Huruf layanan A dipakai dua kali" in outcome.sentence


async def test_a_failing_medium_changes_nothing() -> None:
    store = WatchedStore()
    async with an_office(store) as office:
        current = await holder(office)
        store.failures.append(Unwritable("disk full"))
        assert await changed(current, renamed(VILLAGE, "Desa Baru")) == NotSaved()
        assert current.description == VILLAGE


async def test_a_key_stands_for_one_change() -> None:
    async with an_office() as office:
        current = await holder(office)
        assert await changed(current, renamed(VILLAGE, "Satu"), key="k") == Changed()
        again = await changed(current, renamed(VILLAGE, "Dua"), key="k")
        assert isinstance(again, NotPossible)
        assert "Muat ulang" in again.sentence


async def test_a_change_that_came_into_the_log_by_another_way_is_followed() -> None:
    new = renamed(VILLAGE, "Dari Luar")
    text = toml_text(new)
    async with an_office() as office:
        current = await holder(office)
        seen = asyncio.Event()
        current.watch(seen.set)
        following = asyncio.create_task(current.keep_following())
        await office.do(
            ConfigureOffice(digest(text), new.structure()), actor="setup", documents=(Document(digest(text), text),)
        )
        async with asyncio.timeout(20):
            await seen.wait()
        following.cancel()
        assert (current.description, current.digest) == (new, digest(text))


async def test_open_screens_show_the_change_without_being_asked(live: LiveOffice) -> None:
    current = live.running.context.current
    kiosk = await live.wire("/screen/kiosk")
    await kiosk.next()
    await live.office.do(OpenDay(), actor="tester")
    await kiosk.until_part("services", "Surat pengantar")
    first = msgspec.structs.replace(VILLAGE.services[0], name="Pengantar baru")

    await changed(current, msgspec.structs.replace(VILLAGE, services=(first, *VILLAGE.services[1:])))

    assert "Pengantar baru" in await kiosk.until_part("services", "Pengantar baru")


async def test_a_page_whose_frame_has_changed_fetches_itself_anew_but_no_crowd_of_phones_does(live: LiveOffice) -> None:
    current = live.running.context.current
    api = await live.api()
    await api.post("day/open")
    token = (await api.post("tickets", json={"service": "A"})).json()["token"]
    tv, phone = await live.wire("/screen/tv"), await live.wire(f"/screen/ticket-{token}")
    await tv.next()
    await phone.next()

    await changed(current, renamed(VILLAGE, "Kantor Lain"))
    assert (await tv.until(lambda message: "reload" in message))["reload"]

    await api.post("counters/1/next")
    while "parts" not in (message := await phone.next()):
        assert "reload" not in message


@pytest.mark.parametrize("zone", ["Asia/Makassar", "Asia/Jayapura"])
async def test_the_office_moves_to_another_zone_while_it_runs(live: LiveOffice, zone: str) -> None:
    current = live.running.context.current
    await changed(current, msgspec.structs.replace(VILLAGE, timezone=zone))
    hours = {"Asia/Makassar": 9, "Asia/Jayapura": 10}[zone]
    assert live.office.clock.now().local.hour == hours


async def test_a_restart_shows_what_was_changed(start_either: Starter) -> None:
    live = await start_either()
    await changed(live.running.context.current, renamed(VILLAGE, "Setelah Diubah"))
    await start_either.stop(live)

    again = await start_either()

    assert again.running.context.description.name == "Setelah Diubah"
    assert "Setelah Diubah" in (await (await again.client()).get("/")).text
