"""Pages that are loaded when somebody first asks for them: whoever that is gets them, and an office at rest goes without."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from server.complaints import opening
from server.domain.access import Role
from server.once import NotLoaded
from server.web.late_routes import LateRoutes
from tests.conftest import Starter
from tests.live_office import GOOD_PIN, VILLAGE_TOML, LiveOffice, person_of
from tests.server.board_filled import filled_board
from tests.server.complaint_sender import WITH_HAMLETS

BROKEN_WORDS = "Halaman ini gagal dimuat; antrean tetap berjalan."


@pytest.fixture
async def resting(start: Starter) -> LiveOffice:
    """An office that nobody has complained to."""
    return await start(complaints=False)


def is_open(live: LiveOffice) -> bool:
    return live.running.context.complaints_door.opened is not None


async def test_the_day_goes_by_without_the_complaints(resting: LiveOffice) -> None:
    api, cookies = await resting.api(), await resting.official(Role.HEAD_OF_SERVICES)
    await api.post("day/open")
    ticket = (await api.post("tickets", json={"service": "A"})).json()["token"]
    official = await resting.client(cookies=cookies, origin=resting.url, accept="text/html")
    for path in ("/", "/layar", "/ambil", "/loket/1", "/bel", "/akun", f"/tiket/{ticket}", "/buku-tamu", "/umumkan"):
        assert (await official.get(path)).status_code == 200, path
    for name in ("tv", "kiosk", "bell", "counter-1"):
        assert "parts" in await (await resting.wire(f"/screen/{name}", cookies=cookies)).next()
    # Whoever leaves, and whoever takes a new password, is asked about keys that nobody has made.
    admin = await resting.client(cookies=await resting.official(Role.ADMIN), origin=resting.url)
    officer = await person_of(resting.running.context.doorkeeper, Role.OFFICER)
    leaving = {"action": "change", "name": officer.name, "role": officer.role}
    assert (await admin.post(f"/atur/petugas/{officer.id}", data=leaving)).status_code == 303
    changed = {"present": GOOD_PIN, "chosen": "getuk lindri hangat", "again": "getuk lindri hangat"}
    own = await resting.client(cookies=cookies, origin=resting.url)
    assert (await own.post("/akun/sandi", data=changed)).status_code == 303

    assert not is_open(resting)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/aduan", 200),
        ("POST", "/aduan/lacak/keluar", 303),
        ("POST", "/aduan", 405),
        ("GET", "/aduan/tidak-ada", 404),
        ("GET", "/open311/v2/services.json", 200),
        ("GET", "/api/v1/complaints", 200),
    ],
)
async def test_the_first_who_asks_gets_what_they_came_for(
    resting: LiveOffice, method: str, path: str, status: int
) -> None:
    visitor = await resting.client(origin=resting.url)
    answer = await visitor.request(method, path, data={} if method == "POST" else None)
    assert answer.status_code == status, answer.text
    assert is_open(resting)


@pytest.mark.parametrize(("name", "opens"), [("board", True), ("board-prasarana....1", True), ("voice", False)])
async def test_the_first_may_be_a_socket(resting: LiveOffice, name: str, opens: bool) -> None:
    wire = await resting.wire(f"/screen/{name}", cookies=await resting.official(Role.HEAD_OF_SERVICES))
    assert await wire.next()
    assert is_open(resting) is opens


async def test_what_only_begins_alike_opens_nothing(resting: LiveOffice) -> None:
    visitor = await resting.client()
    assert (await visitor.get("/aduanku")).status_code == 404
    assert (await visitor.get("/api/v1/complaintsx")).status_code == 404
    assert await (await resting.wire("/screen/boards")).close_code() == 4404
    assert not is_open(resting)


async def test_those_who_come_first_together_load_them_once(
    resting: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    real = opening.open_complaints

    def counted(*given: object, **named: object) -> object:
        opened.append(given)
        return real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "open_complaints", counted)
    visitor = await resting.client()
    answers = await asyncio.gather(*(visitor.get(path) for path in ("/aduan", "/aduan/lacak", "/api/v1/complaints")))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len(opened) == 1


async def test_complaints_that_cannot_be_loaded_leave_the_queue_alone(
    resting: LiveOffice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> object:
        raise ImportError("no module for sealing")

    with monkeypatch.context() as patched:
        patched.setattr(opening, "open_complaints", broken)
        person, program = await resting.client(accept="text/html"), await resting.client()
        page = await person.get("/aduan")
        answer = await program.get("/api/v1/complaints")
        wire = await resting.wire("/screen/board")

        assert (page.status_code, BROKEN_WORDS in page.text) == (503, True)
        assert (answer.status_code, answer.json()["type"]) == (503, "/masalah/not-loaded")
        assert BROKEN_WORDS in answer.json()["detail"]
        assert await wire.close_code() == 1013
        assert "no module for sealing" in caplog.text
        api = await resting.api()
        assert (await api.post("day/open")).status_code == 200
        assert (await api.post("tickets", json={"service": "A"})).status_code == 201
    assert (await program.get("/aduan")).status_code == 200


async def test_pages_that_cannot_be_loaded_say_why_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> list[object]:
        raise SyntaxError("a tag that nobody closes")

    late = LateRoutes(("/atur",), broken)  # type: ignore[arg-type]
    with pytest.raises(NotLoaded):
        await late.routes()
    assert "the pages of /atur cannot be loaded" in caplog.text
    assert "a tag that nobody closes" in caplog.text


async def test_an_office_with_complaints_shows_them_after_its_start_unasked(start_on_disk: Starter) -> None:
    village = VILLAGE_TOML + WITH_HAMLETS
    live = await start_on_disk(office_toml=village)
    board = await filled_board(live)
    await board.complaint(words="Lampu mati di perempatan")
    await board.next_day()
    await start_on_disk.stop(live)

    again = await start_on_disk(complaints=False, clock=live.clock, office_toml=village)
    wire = await again.wire("/screen/tv")
    await wire.until_part("board-cards", "Lampu mati di perempatan")


_AT_REST = """
import asyncio, json, sys
from pathlib import Path
import httpx
from server.app import open_office
from server.config import Config
from display.screen import SCREENS

async def main():
    config = Config(data=Path(sys.argv[1]), office_toml=sys.argv[2], api_token="uji")
    async with open_office(config) as running:
        running.context.renderer.compile(SCREENS)
        asking = httpx.AsyncClient(transport=httpx.ASGITransport(app=running.app), base_url="http://127.0.0.1")
        async with asking as visitor:
            visitor.headers["authorization"] = "Bearer uji"
            for path in ("/", "/layar", "/ambil", "/loket/1", "/bel"):
                assert (await visitor.get(path)).status_code == 200, path
            resting = sorted(sys.modules)
            assert (await visitor.get("/aduan")).status_code == 200
            assert (await visitor.get("/atur")).status_code == 200
        print(json.dumps([resting, sorted(sys.modules)]))

asyncio.run(main())
"""
# The door itself, and how complaints stand in the office's description.
_LIGHT = ("server.complaints", "server.complaints.door", "server.web.new_complaints", "server.web.setup")
_HEAVY = ("complaint", "sealing", "nacl", "exchange", "display.board", "display.desk", "web.settings", "display.set")


def heavy(modules: list[str]) -> list[str]:
    ours = [name for name in modules if not name.startswith(("server.description.", "server.web.setup."))]
    return [name for name in ours if name not in _LIGHT and any(part in name for part in _HEAVY)]


def test_a_resting_office_has_not_loaded_complaints_nor_settings(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _AT_REST, str(tmp_path / "data"), VILLAGE_TOML]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    resting, later = json.loads(done.stdout)
    assert heavy(resting) == []
    assert {"server.web.complaints.pages", "server.sealing.sealing", "server.web.settings.pages"} <= set(heavy(later))
