"""New complaints on the counter's tablet: a quiet line for the official who looks, where that person wants it."""

import httpx

from server.complaints.draft import Draft
from server.domain.access import Role
from server.web.cookies import SESSION_COOKIE
from tests.live_office import GOOD_PASSWORD, LiveOffice, person_of
from tests.server.open_desk import open_desk

LAMP = Draft(category="lampu", story="Lampu jalan di depan balai mati sejak minggu lalu.")


async def sent(live: LiveOffice, draft: Draft = LAMP) -> None:
    await live.running.context.complaints.intake.submit(draft)


async def by_password(live: LiveOffice) -> httpx.AsyncClient:
    """The head of services, signed in with the password on the server's own machine."""
    kasi = await person_of(live.running.context.doorkeeper, Role.HEAD_OF_SERVICES)
    browser = await live.client(accept="text/html", origin=live.url)
    answer = await browser.post("/masuk", data={"login": kasi.login, "password": GOOD_PASSWORD, "next": "/"})
    assert answer.status_code == 303, answer.text
    assert SESSION_COOKIE in browser.cookies
    return browser


async def test_the_tablet_says_how_many_and_nothing_else(live: LiveOffice) -> None:
    """Drawn for one official: nobody else's tablet says so, and no redrawing while the count stays."""
    at = await open_desk(live)
    mine = await live.wire("/screen/counter-1", cookies=dict(at.browser.cookies))
    other = await live.wire("/screen/counter-1", cookies=await live.official(Role.OFFICER))
    assert "aduan perlu dilihat" not in (await mine.next())["parts"]["complaints"]
    assert "aduan perlu dilihat" not in (await other.next())["parts"]["complaints"]

    await sent(live)
    told = await mine.until(lambda message: "complaints" in message["parts"])
    assert list(told["parts"]) == ["complaints"], "nothing else of the tablet is drawn again"
    assert "1 aduan perlu dilihat" in told["parts"]["complaints"]
    assert "/meja" not in told["parts"]["complaints"], "with a PIN alone the desk does not open"
    late = await live.wire("/screen/counter-1", cookies=await live.official(Role.OFFICER))
    assert "aduan perlu dilihat" not in (await late.next())["parts"]["complaints"], "that is for another official"
    page = (await at.browser.get("/loket/1")).text
    assert "1 aduan perlu dilihat" in page
    assert "Lampu" not in page

    # An answer to the sender changes the complaints, and not their number: the next picture is that of the second complaint.
    await live.running.context.complaints.desk.unlock(at.account, at.session, GOOD_PASSWORD)
    (complaint,) = live.running.context.complaints.office.state.complaints
    await at.browser.get(f"/meja/aduan/{complaint}")
    await sent(live)
    again = await mine.next()
    assert list(again["parts"]) == ["complaints"]
    assert "2 aduan perlu dilihat" in again["parts"]["complaints"]


async def test_who_may_open_the_desk_here_finds_the_way(live: LiveOffice) -> None:
    await open_desk(live)
    await sent(live)
    browser = await by_password(live)
    wire = await live.wire("/screen/counter-1", cookies=dict(browser.cookies))
    for words in ((await browser.get("/loket/1")).text, (await wire.next())["parts"]["complaints"]):
        assert '<a href="/meja">' in words


async def test_nobody_counts_a_complaint_about_themselves(live: LiveOffice) -> None:
    at = await open_desk(live)
    await sent(live, Draft(category="perilaku_petugas", story="Datang selalu siang.", about=(at.account,)))
    assert "aduan perlu dilihat" not in (await at.browser.get("/loket/1")).text
    assert "aduan perlu dilihat" not in (await at.browser.get("/bel")).text


async def test_everybody_chooses_where_to_be_told(live: LiveOffice) -> None:
    at = await open_desk(live)
    await sent(live)
    tablet = await live.wire("/screen/counter-1", cookies=dict(at.browser.cookies))
    await tablet.until_part("complaints", "1 aduan perlu dilihat")
    told: list[tuple[str, str]] = []
    for ticked in ({"bell": "1"}, {"tablet": "1"}, {}):
        answer = await at.browser.post("/akun/aduan", data={"key": "k", **ticked})
        assert answer.headers["location"] == "/akun?kabar=aduan"
        bell, counter = (await at.browser.get("/bel")).text, (await at.browser.get("/loket/1")).text
        told.append(
            ("bell" if "1 aduan perlu dilihat" in bell else "", "tablet" if "1 aduan perlu dilihat" in counter else "")
        )
        page = (await at.browser.get("/akun?kabar=aduan")).text
        assert "sudah disimpan" in page
        assert [f'name="{name}" value="1" checked' in page for name in ("bell", "tablet")] == [
            name in ticked for name in ("bell", "tablet")
        ]
    assert told == [("bell", ""), ("", "tablet"), ("", "")]
    # An open tablet follows the choice at once.
    gone = await tablet.until(lambda message: "complaints" in message["parts"])
    assert "aduan perlu dilihat" not in gone["parts"]["complaints"]
    (row,) = [row for row in await live.office.store.accounts() if row.id == at.account]
    assert (row.bell_complaints, row.tablet_complaints) == (False, False)
