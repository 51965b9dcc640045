"""`/aduan`: what everybody sees, over pages, forms and the board's own socket."""

import re

import pytest

from server.domain.complaint_class import Class
from server.domain.complaint_commands import RaiseClass
from server.domain.frozen import replace
from server.web.complaints.board_words import period_words
from server.web.complaints.me_too_cookie import ME_TOO_COOKIE
from tests.conftest import Starter
from tests.live_office import VILLAGE_TOML, LiveOffice
from tests.server.board_filled import FilledBoard, filled_board

COMPLAINTS_TOML = (
    VILLAGE_TOML
    + """
[complaints]
[[complaints.hamlets]]
id = "krajan"
name = "Dusun Krajan"
adults = 400
[[complaints.hamlets]]
id = "pasir"
name = "Dusun Pasir"
adults = 90
"""
)
CARD = re.compile(r'id="kartu-([0-9a-f]{16})"')


async def a_board(start: Starter) -> tuple[LiveOffice, FilledBoard]:
    live = await start(office_toml=COMPLAINTS_TOML)
    return live, await filled_board(live)


async def page(live: LiveOffice, path: str = "/aduan") -> str:
    answer = await (await live.client(accept="text/html")).get(path)
    assert answer.status_code == 200
    return answer.text


async def test_an_empty_board_says_something_useful(start: Starter) -> None:
    live = await start()
    text = await page(live)
    assert "Belum ada aduan di papan" in text
    assert 'href="/aduan/lacak"' in text
    # Nobody could receive one yet, so nobody is invited to send it.
    assert "Datang ke loket" in text
    assert 'href="/aduan/baru"' not in text
    assert not (live.running.context.config.data / "aduan" / "aduan.db").exists(), "looking costs no database"


async def test_an_open_complaint_is_shown_with_day_hamlet_state_and_working_day(start: Starter) -> None:
    live, board = await a_board(start)
    await board.complaint(words="Lampu jalan <b>mati</b>")
    assert "Lampu jalan" not in await page(live)
    await board.next_day(2)
    text = await page(live)
    assert "Lampu jalan &lt;b&gt;mati&lt;/b&gt;" in text
    for words in (
        "Dusun Krajan",
        "diterima Senin, 23 November 2026",
        "Diperiksa",
        "Hari kerja ke-2 dari 14",
        "Terbuka",
    ):
        assert words in text
    assert "ADU-" not in text


def test_a_quarter_is_told_by_its_months() -> None:
    assert period_words("2026-Q1") == "antara Januari dan Maret 2026"
    assert period_words("2026-Q4") == "antara Oktober dan Desember 2026"


async def test_a_secret_one_is_nowhere_but_among_few(start: Starter) -> None:
    live, board = await a_board(start)
    for _ in range(4):
        await board.complaint(Class.SECRET, category="pungli")
    await board.next_day(8)
    text = await page(live)
    assert "Belum ada aduan di papan" in text
    assert 'id="totals" class="board-totals" aria-label="Ringkasan tahun 2026" hidden' in text
    await board.complaint(Class.SECRET, category="pungli")
    await board.next_day(8)
    assert "<dd>5</dd>" in (text := await page(live))
    assert CARD.findall(text) == []


async def test_filters_are_links_and_a_form_without_a_script(start: Starter) -> None:
    live, board = await a_board(start)
    await board.complaint(words="Lampu mati")
    await board.next_day()
    for found in ("?keadaan=berjalan", "?jenis=prasarana&kelas=terbuka", "?dusun=krajan", "?hal=99", "?jenis=apa"):
        assert "Lampu mati" in await page(live, f"/aduan{found}"), found
    for other in ("?keadaan=selesai", "?jenis=kebersihan", "?kelas=anonim", "?dusun=pasir"):
        text = await page(live, f"/aduan{other}")
        assert "Lampu mati" not in text
        assert "Tidak ada aduan seperti itu" in text


async def test_a_device_agrees_by_a_plain_form_and_comes_back_to_the_card(
    start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, board = await a_board(start)
    await board.complaint(words="Lampu mati")
    await board.next_day()
    (card,) = CARD.findall(await page(live))
    pace = live.running.context.complaints.pace
    for number in range(5):
        phone = await live.client(origin=live.url, accept="text/html")
        answer = await phone.post(f"/aduan/kartu/{card}/rasakan", data={"tampilan": "board-prasarana....1"})
        assert answer.headers["location"] == f"/aduan?jenis=prasarana#kartu-{card}"
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(ME_TOO_COOKIE)
        assert "Path=/aduan/kartu" in cookie
        assert "HttpOnly" in cookie
        # Pressed again, and from another house as far as the limits can tell.
        await phone.post(f"/aduan/kartu/{card}/rasakan")
        monkeypatch.setattr(pace, "tag", lambda address, number=number: f"{number} {address}")
    assert "5+ warga juga merasakan" in await page(live)


async def test_one_machine_that_invents_devices_does_not_count_for_many(start: Starter) -> None:
    live, board = await a_board(start)
    await board.complaint(words="Lampu mati")
    await board.next_day()
    (card,) = CARD.findall(await page(live))
    phone = await live.client(origin=live.url, accept="text/html")
    for number in range(30):
        cookie = {"cookie": f"{ME_TOO_COOKIE}={number:032x}"}
        assert (await phone.post(f"/aduan/kartu/{card}/rasakan", headers=cookie)).status_code == 303
        data = {"alasan": "kasar"}
        assert (await phone.post(f"/aduan/kartu/{card}/laporkan", data=data, headers=cookie)).status_code == 200
    assert "warga juga merasakan" not in await page(live)
    (flag,) = live.running.context.complaints.board.flags()
    assert flag.count == 4


async def test_the_way_back_leads_nowhere_else(start: Starter) -> None:
    live, board = await a_board(start)
    await board.complaint(words="Lampu mati")
    await board.next_day()
    (card,) = CARD.findall(await page(live))
    phone = await live.client(origin=live.url, accept="text/html")
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "board-<script>....1"):
        answer = await phone.post(f"/aduan/kartu/{card}/rasakan", data={"tampilan": elsewhere})
        assert answer.headers["location"] == f"/aduan#kartu-{card}"


async def test_agreeing_has_a_pace(start: Starter) -> None:
    live, board = await a_board(start)
    await board.complaint(words="Lampu mati")
    await board.next_day()
    (card,) = CARD.findall(await page(live))
    phone = await live.client(origin=live.url, accept="text/html")
    answers = [(await phone.post(f"/aduan/kartu/{card}/rasakan")).status_code for _ in range(61)]
    assert (answers[0], answers[-1]) == (303, 429)


async def test_a_flag_goes_to_a_moderator_and_hides_nothing(start: Starter) -> None:
    live, board = await a_board(start)
    await board.complaint(words="Lampu mati")
    await board.next_day()
    (card,) = CARD.findall(await page(live))
    phone = await live.client(origin=live.url, accept="text/html")
    path = f"/aduan/kartu/{card}/laporkan"
    assert "Apa yang salah?" in (await phone.get(path)).text
    assert (await phone.post(path)).status_code == 422
    assert "Petugas akan memeriksa" in (await phone.post(path, data={"alasan": "kasar"})).text
    assert [flag.reason for flag in live.running.context.complaints.board.flags()] == ["kasar"]
    assert "Lampu mati" in await page(live)


@pytest.mark.parametrize("path", ["/aduan/kartu/0123456789abcdef/laporkan", "/aduan/kartu/x/laporkan"])
async def test_a_card_that_is_not_there(start: Starter, path: str) -> None:
    live = await start()
    client = await live.client(origin=live.url, accept="text/html")
    assert (await client.get(path)).status_code == 404
    assert (await client.post(path)).status_code == 404


async def test_the_socket_is_public_and_carries_the_boards_numbers_alone(start: Starter) -> None:
    live, board = await a_board(start)
    api = await live.api()
    await api.post("day/open")
    await board.complaint(words="Lampu mati")
    context = live.running.context
    wire = await live.wire("/screen/board")
    first = await wire.next()
    assert (first["seq"], first["epoch"]) == (0, context.complaints.board.epoch)
    await board.next_day()
    frame = await wire.until(lambda frame: "Lampu mati" in frame.get("parts", {}).get("cards", ""))
    assert frame["seq"] == context.complaints.board.head
    assert frame["epoch"] != context.office.epoch
    assert f'data-seq="{frame["seq"]}"' in await page(live)


async def test_nothing_of_the_board_moves_when_a_complaint_comes_in(start: Starter) -> None:
    live, board = await a_board(start)
    wire = await live.wire("/screen/board")
    await wire.next()
    await board.complaint(words="Lampu mati")
    await board.complaint(Class.SECRET, category="pungli")
    live.running.context.screens.look_again()
    await live.running.context.screens.repaint()
    await board.next_day()
    frame = await wire.next()
    assert "Lampu mati" in frame["parts"]["cards"], "the first frame is the batch's"


async def test_a_look_of_its_own_is_followed_too(start: Starter) -> None:
    live, board = await a_board(start)
    text = await page(live, "/aduan?jenis=prasarana&kelas=terbuka")
    (screen,) = re.findall(r'data-screen="([^"]+)"', text)
    wire = await live.wire(f"/screen/{screen}")
    await wire.next()
    await board.complaint(words="Lampu mati")
    await board.next_day()
    await wire.until_part("cards", "Lampu mati")


@pytest.mark.parametrize(
    "name", ["board-", "board-x", "board-jalan....1", "board-prasarana....0", "board-prasarana...1"]
)
async def test_a_look_that_no_page_has_is_refused(start: Starter, name: str) -> None:
    live = await start()
    wire = await live.wire(f"/screen/{name}")
    assert await wire.close_code() == 4404


async def test_a_raised_one_is_gone_from_open_pages(start: Starter) -> None:
    live, board = await a_board(start)
    name = await board.complaint(words="Lampu mati")
    await board.next_day()
    wire = await live.wire("/screen/board")
    await wire.until_part("cards", "Lampu mati")
    await board.do(RaiseClass(name, Class.SECRET, about=()), "sender")
    await board.next_day()
    await wire.until_part("cards", "Belum ada aduan di papan")


async def test_the_tv_shows_it_between_calls(start: Starter) -> None:
    live, board = await a_board(start)
    assert 'id="board-sums" class="slide" data-empty' in await page(live, "/layar")
    await board.complaint(words="Lampu mati di perempatan")
    wire = await live.wire("/screen/tv")
    await wire.next()
    await board.next_day()
    await wire.until_part("board-cards", "Lampu mati di perempatan")
    text = await page(live, "/layar")
    assert "Papan aduan 2026" in text


async def test_a_tv_where_the_office_does_not_want_it_shows_nothing_of_it(start: Starter) -> None:
    live = await start(office_toml=COMPLAINTS_TOML.replace("[complaints]", "[complaints]\ntv = false"))
    board = await filled_board(live)
    await board.complaint(words="Lampu mati di perempatan")
    await board.next_day()
    assert "Lampu mati" in await page(live)
    assert "Lampu mati" not in await page(live, "/layar")


async def test_it_is_never_announced_nor_in_the_feed(start: Starter) -> None:
    """Not by the loudspeaker, not to any machine that follows the queue, not in its picture."""
    live, board = await a_board(start)
    api = await live.api()
    await api.post("day/open")
    before = (await api.get("events?after=0&limit=100")).json()
    await board.complaint(words="Lampu mati di perempatan")
    await board.complaint(Class.SECRET, category="pungli")
    await board.next_day()
    after = (await api.get("events?after=0&limit=100")).json()
    assert after["head"] == before["head"]
    assert after["events"] == before["events"]
    assert not live.office.state.announcements
    for path in ("snapshot", "events?after=0&limit=100"):
        assert "Lampu" not in (await api.get(path)).text


async def test_the_roots_can_be_printed(start: Starter) -> None:
    live, board = await a_board(start)
    assert "Belum ada. Angka bukti pertama" in await page(live, "/aduan/sidik")
    await board.complaint()
    roots = {"2026-W47": "3fa912bc" * 8}
    office = live.running.context.complaints.office
    office.state = replace(office.state, roots=roots)
    await board.next_day()
    assert "Minggu 47 tahun 2026" in (text := await page(live, "/aduan/sidik"))
    assert "3fa9 12bc 3fa9 12bc" in text
    assert "Angka bukti minggu 47 tahun 2026" in await page(live)
