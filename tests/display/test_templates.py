"""House rules of the templates, and the words on the screens."""

import re

import pytest

from display.assets import ASSETS
from display.render import TEMPLATES, Renderer
from tests.display.samples import ALL, LIVE

SOURCES = sorted([*TEMPLATES.rglob("*.html"), *ASSETS.glob("*.js"), *ASSETS.glob("*.css")])
RENDERER = Renderer()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_spelling_is_the_standard_one(path: object) -> None:
    text = path.read_text("utf-8").lower()  # type: ignore[attr-defined]
    for wrong in ("antrian", "nomer", "silahkan", "komplain", "booking"):
        assert wrong not in text


@pytest.mark.parametrize("name", ALL)
def test_nothing_stands_inline_so_that_the_content_policy_can_be_strict(name: str) -> None:
    html = RENDERER.page(ALL[name], LIVE)
    assert not re.search(r"\sstyle\s*=", html)
    assert "<style" not in html
    assert not re.search(r"\son[a-z]+\s*=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert "javascript:" not in html
    assert not re.search(r'(?:src|href)="https?:', html)


@pytest.mark.parametrize("name", ALL)
def test_every_form_of_an_effect_carries_a_key(name: str) -> None:
    for action, inside in re.findall(
        r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', RENDERER.page(ALL[name], LIVE), re.DOTALL
    ):
        if action != "/masuk":  # signing in twice is signing in
            assert 'name="key"' in inside, action


def test_only_buttons_that_work_are_there() -> None:
    known = {f"/loket/2/{verb}" for verb in ("next", "recall", "start", "finish", "no-show", "open", "close")}
    known |= {"/hari/buka", "/hari/tutup", "/ambil", "/masuk", "/keluar", "/tiket/h7Kq2mXp9d/batal"}
    found = {
        action
        for view in ALL.values()
        for action in re.findall(r'<form[^>]*action="([^"]*)"', RENDERER.page(view, LIVE))
    }
    assert found == known
