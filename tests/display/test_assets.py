"""The assets: all there, all used, all with their licences, and none from elsewhere."""

import re
from pathlib import Path

from display.assets import ASSETS, assets_version
from display.icons import FALLBACK, FOR_COMPLAINTS, OFFERED, icon_drawer, read_icons
from display.render import TEMPLATES

TEXT = "".join(
    path.read_text("utf-8") for path in [*TEMPLATES.rglob("*.html"), *ASSETS.glob("*.css"), *ASSETS.glob("*.js")]
)
LICENCES = {"icons/LICENSE.txt", "fonts/b612-OFL.txt", "fonts/atkinson-hyperlegible-OFL.txt"}


def names() -> set[str]:
    return {path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*") if path.is_file()}


def test_every_asset_is_used() -> None:
    icons = {f"icons/{name}.svg" for name in {FALLBACK, *OFFERED, *FOR_COMPLAINTS} | words_for_icons()}
    linked = {name for name in names() if name in TEXT}
    assert names() == icons | linked | LICENCES


def words_for_icons() -> set[str]:
    """Every icon that a template names."""
    known = {path.stem for path in (ASSETS / "icons").glob("*.svg")}
    calls = re.findall(r"icon\((.*?)\) ?\}\}|press\(.*?\)|\{\{ icon\((.*)\) \}\}", TEXT)
    quoted = set(re.findall(r'"([a-z0-9-]+)"', TEXT))
    assert calls
    return known & quoted


def test_every_icon_that_is_named_exists() -> None:
    known = {path.stem for path in (ASSETS / "icons").glob("*.svg")}
    named = set(re.findall(r'icon\("([a-z0-9-]+)"\)', TEXT))
    assert named
    assert named <= known
    assert known >= OFFERED


def test_licences_are_there() -> None:
    assert names() >= LICENCES
    for name in LICENCES - {"icons/LICENSE.txt"}:
        assert "SIL Open Font License" in (ASSETS / name).read_text("utf-8")
    assert (ASSETS / "icons/LICENSE.txt").read_text("utf-8").startswith("ISC License")


def test_fonts_are_static_and_small() -> None:
    fonts = list((ASSETS / "fonts").glob("*.woff2"))
    assert len(fonts) == 3
    assert sum(path.stat().st_size for path in fonts) < 50_000


def test_an_icon_is_inline_hidden_from_readers_and_carries_no_size() -> None:
    drawing = icon_drawer(read_icons(ASSETS / "icons"))("coffee").svg
    assert drawing.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><')
    assert "width=" not in drawing.split(">")[0]
    assert "\n" not in drawing


def test_the_version_changes_with_any_byte_and_any_name(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.js").write_text("c")
    before = assets_version(tmp_path)
    assert re.fullmatch(r"[0-9a-f]{12}", before)
    assert assets_version(tmp_path) == before
    (tmp_path / "b" / "c.js").write_text("d")
    changed = assets_version(tmp_path)
    (tmp_path / "b" / "c.js").rename(tmp_path / "b" / "e.js")
    assert len({before, changed, assets_version(tmp_path)}) == 3
