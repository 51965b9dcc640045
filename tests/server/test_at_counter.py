"""Who serves where: picked after signing in, taken over when somebody else sits there, left by signing out."""

import httpx

from server.domain.access import Role
from tests.live_office import LiveOffice, person_of


async def official(live: LiveOffice, role: Role) -> tuple[httpx.AsyncClient, str]:
    """A signed-in browser, and the account's id."""
    browser = await live.client(cookies=await live.official(role), origin=live.url, accept="text/html")
    return browser, (await person_of(live.running.context.doorkeeper, role)).id


def serving(live: LiveOffice, counter: str) -> str:
    return live.office.state.counters[counter].account


async def test_a_tablet_remembers_its_counter(live: LiveOffice) -> None:
    browser, sari = await official(live, Role.OFFICER)
    page = (await browser.get("/loket")).text
    assert "Loket 1" in page
    assert "Loket 2" in page
    assert serving(live, "2") == ""

    assert (await browser.post("/loket", data={"counter": "2"})).headers["location"] == "/loket/2"
    assert serving(live, "2") == sari
    await browser.post("/keluar")
    assert serving(live, "2") == ""

    again = await live.client(
        cookies={**await live.official(), "silakan_loket": browser.cookies["silakan_loket"]}, origin=live.url
    )
    assert (await again.get("/loket")).headers["location"] == "/loket/2"
    assert serving(live, "2") == sari
    assert (await again.get("/loket?pilih=")).status_code == 200


async def test_a_taken_counter_is_taken_over_only_on_purpose(live: LiveOffice) -> None:
    (sari, sari_id), (budi, budi_id) = await official(live, Role.OFFICER), await official(live, Role.HEAD_OF_SERVICES)
    await sari.post("/loket", data={"counter": "1"})
    page = (await budi.get("/loket")).text
    assert "Ibu Officer di sini. Ambil alih" in page

    refused = await budi.post("/loket", data={"counter": "1"})
    assert refused.status_code == 409
    assert serving(live, "1") == sari_id
    await budi.post("/loket", data={"counter": "1", "take_over": "1"})
    assert serving(live, "1") == budi_id


async def test_who_moves_leaves_the_old_counter(live: LiveOffice) -> None:
    browser, sari = await official(live, Role.OFFICER)
    await browser.post("/loket", data={"counter": "1"})
    await browser.post("/loket", data={"counter": "2"})

    assert (serving(live, "1"), serving(live, "2")) == ("", sari)


async def test_a_counter_that_is_not_there_is_a_sentence(live: LiveOffice) -> None:
    browser, _ = await official(live, Role.OFFICER)

    answer = await browser.post("/loket", data={"counter": "77"})

    assert answer.status_code == 409
    assert "Tidak ada loket 77" in answer.text
