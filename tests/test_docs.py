"""The documents say what the code does."""

import re
import tomllib
from pathlib import Path

from server.domain import board_events, complaint_events
from server.domain.events import KINDS, DayOpened, OfficeConfigured, to_data
from server.domain.frozen import names_of
from server.domain.structure import Structure
from server.web import (
    account,
    announcing_api,
    announcing_page,
    api,
    at_counter,
    bell_page,
    counter,
    day_presses,
    devices,
    front,
    health,
    kiosk,
    media,
    pairing,
    people,
    poster,
    presence_page,
    printing,
    resident,
    screen_socket,
    secure,
    sign_in,
)
from server.web.complaints import (
    board,
    complaints_api,
    desk_routes,
    exports,
    exports_lapor,
    imports,
    open311,
    privacy_page,
    receipt_page,
    sending,
    tracking,
)
from server.web.openapi import openapi
from server.web.settings import routes as settings
from server.web.setup import steps
from server.web.speaking import upload
from server.web.words import UNSPOKEN_WORDS

ROOT = Path(__file__).parents[1]
INTERFACES = (ROOT / "docs/interfaces.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def fields_of(kind: str) -> list[str]:
    cls = KINDS[kind]
    if cls is OfficeConfigured:
        return list(to_data(OfficeConfigured("", Structure((), ()))))
    if cls is DayOpened:
        return list(to_data(DayOpened("2026-11-23", 480, {})))
    return list(names_of(cls))


def documented_events(stream: str) -> dict[str, tuple[int, list[str]]]:
    """Version and fields of each kind, as the section about that stream tells them."""
    section = INTERFACES.partition(f"## Events of the {stream} stream\n")[2].partition("\n## ")[0]
    table = re.findall(r"^\| `(\w+)` \| (\d+) \| (.*) \|$", section, re.MULTILINE)
    return {kind: (int(v), re.findall(r"`(\w+)`", fields)) for kind, v, fields in table}


def test_every_event_stands_in_the_interfaces_with_its_version_and_fields() -> None:
    assert documented_events("queue") == {kind: (cls.v, fields_of(kind)) for kind, cls in KINDS.items()}


def test_every_event_of_complaints_and_board_stands_there_too() -> None:
    for stream, kinds in (("complaint", complaint_events.KINDS), ("board", board_events.KINDS)):
        told = {kind: (cls.v, list(names_of(cls))) for kind, cls in kinds.items()}
        assert documented_events(stream) == told


def test_every_page_stands_in_the_interfaces() -> None:
    modules = (
        board,
        front,
        media,
        settings,
        kiosk,
        printing,
        poster,
        counter,
        day_presses,
        presence_page,
        bell_page,
        announcing_page,
        resident,
        secure,
        sign_in,
        account,
        at_counter,
        pairing,
        devices,
        people,
        steps,
        health,
        screen_socket,
        upload,
        desk_routes,
        exports,
        exports_lapor,
        imports,
        open311,
        privacy_page,
        receipt_page,
        sending,
        tracking,
    )
    routes = [route for module in modules for route in module.routes()]
    paths = {route.path for route in routes if not route.path.startswith("/api/")}
    undocumented = {
        path for path in paths if f"`{path}" not in INTERFACES and path.replace("{name}", "") not in INTERFACES
    }
    assert undocumented == set()


def test_every_api_path_stands_in_the_api_description() -> None:
    described = set(openapi()["paths"])  # type: ignore[call-overload]
    for route in (*api.routes(), *announcing_api.routes(), *complaints_api.routes(), *upload.routes()):
        if not route.path.startswith("/api/"):
            continue
        path = route.path.removeprefix("/api/v1")
        if path == "/openapi.json":
            continue
        if path == "/counters/{id}/{action}":
            assert {p for p in described if p.startswith("/counters/{id}/")}
        else:
            assert path in described


def test_every_code_of_an_unspoken_call_stands_in_the_voice_document() -> None:
    voice = (ROOT / "docs/voice.md").read_text(encoding="utf-8")
    assert [code for code in UNSPOKEN_WORDS if f"`{code}`" not in voice] == []


def test_every_library_has_its_reason_and_floor() -> None:
    reasons = (ROOT / "docs/decisions/0002-libraries.md").read_text(encoding="utf-8")
    documented = dict(re.findall(r"^\| ([\w-]+) \| ([\d.]+) \|", reasons, re.MULTILINE))
    declared = dict(requirement.split(">=") for requirement in PROJECT["dependencies"])
    assert documented == declared


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_people_read_the_standard_spellings() -> None:
    wrong = re.compile(r"\b(antrian|nomer|silahkan)\b", re.IGNORECASE)
    shown = [
        *ROOT.glob("templates/**/*.html"),
        *ROOT.glob("server/**/*.py"),
        *ROOT.glob("assets/*.js"),
        *ROOT.glob("docs/**/*.md"),
    ]
    assert [str(path) for path in [*shown, ROOT / "README.md"] if wrong.search(path.read_text(encoding="utf-8"))] == []


def test_every_module_that_the_complaints_document_names_exists() -> None:
    text = (ROOT / "docs/complaints.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w/]+\.(?:py|json|md))\b", text))
    known = [path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("server/**/*"), *ROOT.glob("tests/**/*.py"))]
    assert named
    assert [name for name in sorted(named) if not any(f"/{path}".endswith(f"/{name}") for path in known)] == []
