"""Views become HTML: complete, escaped, and the same on the page as over the socket."""

import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import get_args

import pytest
from jinja2 import UndefinedError

from display.complaint_screens import COMPLAINT_SCREENS
from display.render import TEMPLATES, Renderer
from display.screen import SCREENS, screen_of
from display.settings_screens import SETTINGS_SCREENS
from display.settings_view import Section
from display.views import View
from tests.display.samples import ALL, LIVE, STILL, TICKET, TV

EVERY_SCREEN = (*SCREENS, *SETTINGS_SCREENS, *COMPLAINT_SCREENS)
RENDERER = Renderer(version="abc123")
HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"

#: Drawn by the server itself.
TRUSTED = {"qr_svg", "wifi_qr", "address_qr"}
#: Names of templates: words of the code's own.
TRUSTED |= {"step", "stage"}


def hostile(value: object) -> object:
    """The same view with something hostile in every text."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(hostile(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: hostile(getattr(value, field.name)) for field in fields(value) if field.name not in TRUSTED
        }
        return replace(value, **changes)
    return value


@pytest.mark.parametrize("name", ALL)
def test_every_view_is_drawn_as_a_whole_page(name: str) -> None:
    html = RENDERER.page(ALL[name], LIVE)
    assert html.startswith('<!doctype html>\n<html lang="id">')
    assert html.rstrip().endswith("</html>")
    assert html.count("<h1") == 1
    assert html.count("<main") == 1


@pytest.mark.parametrize("name", ALL)
def test_what_people_typed_never_becomes_markup(name: str) -> None:
    view = hostile(ALL[name])
    html = RENDERER.page(view, LIVE) + "".join(RENDERER.parts(view).values())  # type: ignore[arg-type]
    assert "<script>" not in html
    assert "<img src=x" not in html
    # An attribute that is left unquoted or broken out of would show a bare quote of the hostile text.
    assert "script&gt;\"'" not in html


@pytest.mark.parametrize("name", ALL)
def test_a_part_is_the_element_of_that_id_on_the_page(name: str) -> None:
    view = ALL[name]
    page = RENDERER.page(view, LIVE)
    parts = RENDERER.parts(view)
    assert tuple(parts) == screen_of(view).parts
    for part_id, html in parts.items():
        root = re.match(r'\s*<[a-z]+ [^>]*?id="([^"]+)"', html)
        assert root is not None
        assert root[1] == part_id
        assert html.strip() in page
        assert page.count(f'id="{part_id}"') == 1


@pytest.mark.parametrize("name", ALL)
def test_no_id_stands_twice(name: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', RENDERER.page(ALL[name], LIVE))
    assert len(ids) == len(set(ids))


def test_every_screen_is_drawn_somewhere() -> None:
    assert {screen_of(view) for view in ALL.values()} == set(EVERY_SCREEN)


def test_every_template_belongs_to_a_screen() -> None:
    used = {screen.page for screen in EVERY_SCREEN}
    used |= {screen.part(part) for screen in EVERY_SCREEN for part in screen.parts}
    shared = {
        "base.html",
        "office.html",
        "message.html",
        "listen.html",
        "way.html",
        "print_slip.html",
        "press.html",
        "staff.html",
        "setup/step.html",
    }
    steps = ("apa", "tentang", "tempat", "cerita", "foto", "kelas", "nama", "periksa", "hints")
    shared |= {f"complaints/send_{step}.html" for step in steps}
    shared |= {f"complaints/receipt_{stage}.html" for stage in ("keep", "leave", "done")}
    shared.add("complaints/track_press.html")
    shared |= {f"complaints/desk_{part}.html" for part in ("frame", "press", "row", "keys")}
    shared |= {"settings/field.html"} | {f"settings/{section.kind}.html" for section in get_args(Section)}
    assert {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")} == used | shared


def test_a_field_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "tv.html").write_text("{{ view.nothing }}")
    with pytest.raises(UndefinedError):
        Renderer(tmp_path).page(TV, LIVE)


def test_links_to_assets_carry_their_version() -> None:
    html = RENDERER.page(TV, LIVE)
    links = re.findall(r'(?:href|src)="(/assets/[^"]+)"', html)
    assert "/assets/tv.css?v=abc123" in links
    assert [link for link in links if not link.endswith("?v=abc123")] == ["/assets/fonts/b612-bold.woff2"]


def test_a_page_without_a_screen_opens_no_socket() -> None:
    assert "live.js" in RENDERER.page(TICKET, LIVE)
    assert "live.js" not in RENDERER.page(TICKET, STILL)


def test_only_the_newest_call_and_fresh_ones_are_sent() -> None:
    calls = tuple(replace(TV.calls[0], seq=400 - n, age_ms=n * 4_000 + 1) for n in range(12))
    html = RENDERER.parts(replace(TV, calls=calls))["calls"]
    assert re.findall(r'data-seq="(\d+)"', html) == ["400", "399", "398", "397"]
    assert re.findall(r'data-age-ms="(\d+)"', RENDERER.parts(TV)["calls"]) == ["15000"]


def test_the_tvs_parts_are_small() -> None:
    parts = RENDERER.parts(TV)
    assert sum(len(html.encode()) for html in parts.values()) <= 4_096


def test_the_personal_part_of_a_ticket_depends_on_nothing_else() -> None:
    other = replace(
        TICKET, office="X", ticket="Z999", service="Y", state_word="Q", counter_name="Loket 9", newest_calls=()
    )
    assert RENDERER.parts(other)["mine"] == RENDERER.parts(TICKET)["mine"]
    again = replace(TICKET, ticket="Z999", headline="X", ahead=7, soon=True, path="/tiket/anders", key="k")
    assert RENDERER.parts(again)["calling"] == RENDERER.parts(TICKET)["calling"]


def test_a_ticket_does_not_call_what_may_be_served_already_called_now() -> None:
    assert "Terakhir dipanggil" in RENDERER.parts(TICKET)["calling"]


def test_a_closed_kiosk_asks_for_no_business() -> None:
    assert "Mau mengurus apa?" in RENDERER.parts(ALL["kiosk"])["greeting"]
    assert "?" not in RENDERER.parts(ALL["kiosk-closed"])["greeting"]


def test_parts_do_not_depend_on_the_clock_while_the_office_is_open() -> None:
    later = replace(TV.clock, epoch_ms=1, date="Sel, 24 Nov", time="11.11")
    views: list[View] = [view for view in ALL.values() if getattr(view, "open", True)]
    for view in views:
        assert RENDERER.parts(replace(view, clock=later)) == RENDERER.parts(view)


def test_an_unknown_icon_costs_no_page() -> None:
    kiosk = ALL["kiosk"]
    services = tuple(replace(service, icon="../../etc/passwd") for service in kiosk.services)  # type: ignore[union-attr]
    assert "<svg" in RENDERER.page(replace(kiosk, services=services), LIVE)  # type: ignore[call-arg]
