"""The guide names only what exists: its pages, pictures, paths and the words on the buttons."""

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from display.render import Renderer
from server.web.rights import RIGHTS
from tests.display.samples import ALL, LIVE

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "panduan"
PAGES = sorted(GUIDE.glob("*.md"))
ROLES = ("petugas-loket", "kasi-pelayanan", "kepala-desa", "admin", "warga", "meja-aduan", "aduan")
MOST_WORDS = 450
MOST_BYTES = 1_500_000
LINK = re.compile(r"!?\[[^\]]*\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LABEL = re.compile(r"\*\*([^*]+)\*\*")
QUOTED = re.compile(r"`([^`]+)`")
TAG = re.compile(r"<[^>]*>")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def paths_in(text: str) -> set[str]:
    """Every path of the office that the text names, alone (`/atur`) or at the end of an example address."""
    quoted = [re.sub(r"^https?://[^/]+", "", words) for words in QUOTED.findall(text)]
    return {words.partition("?")[0] for words in quoted if re.fullmatch(r"/[a-z0-9/?=.-]*", words)}


def written_words() -> Iterator[str]:
    """What people read on the pages: templates, sample pages with their blanks filled in, and sentences of the program."""
    for template in ROOT.glob("templates/**/*.html"):
        yield template.read_text(encoding="utf-8")
    render = Renderer()
    for view in ALL.values():
        yield render.page(view, LIVE)
    for module in (*ROOT.glob("server/web/**/*.py"), *ROOT.glob("server/description/*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        yield from (
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )


@pytest.fixture(scope="module")
def words() -> str:
    bare = (" ".join(unescape(TAG.sub(" ", text)).split()) for text in written_words())
    return "\n".join(bare)


def test_every_role_has_its_page_and_the_index_names_it() -> None:
    assert {page.stem for page in PAGES} == {*ROLES, "README"}
    assert set(ROLES) <= {Path(link).stem for link in LINK.findall(text_of(GUIDE / "README.md"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_links_only_to_files_that_exist(page: Path) -> None:
    assert [link for link in LINK.findall(text_of(page)) if not (page.parent / link).is_file()] == []


def test_every_picture_is_used_and_says_what_it_shows() -> None:
    shown = [found for page in PAGES for found in PICTURE.findall(text_of(page))]
    assert {Path(path).name for _, path in shown} == {path.name for path in (GUIDE / "gambar").iterdir()}
    assert [path for words, path in shown if not words] == []


def test_the_pictures_are_small_enough_to_be_carried_along() -> None:
    assert sum(path.stat().st_size for path in (GUIDE / "gambar").iterdir()) < MOST_BYTES


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_told_everything_on_one_printed_page(role: str) -> None:
    text = text_of(GUIDE / f"{role}.md")
    assert len(PICTURE.sub("", text).split()) <= MOST_WORDS
    assert 2 <= len(PICTURE.findall(text)) <= 4


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_path_is_a_page_of_the_office(page: Path) -> None:
    named = {path for path in paths_in(text_of(page)) if not path.startswith("/media/")}
    assert {path for path in named if f"GET {path}" not in RIGHTS} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_label_stands_on_a_page(page: Path, words: str) -> None:
    """`Terlewat (...)` counts people and `Urungkan` says what: their fixed part must stand somewhere."""
    labels = {label.removesuffix("(...)").strip() for label in LABEL.findall(text_of(page))}
    assert {label for label in labels if label not in words} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_spelling_that_the_dictionary_refuses(page: Path) -> None:
    assert re.findall(r"(?i)\b(?:antrian|nomer|silahkan)\b", text_of(page)) == []


def test_a_page_that_does_not_exist_and_a_button_that_nobody_has_are_found(words: str) -> None:
    assert paths_in("Buka `/atu` di `http://192.168.1.10:8000/layar`.") == {"/atu", "/layar"}
    assert "Panggil kemudian" not in words
    assert "Panggil berikutnya" in words
