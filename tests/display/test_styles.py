"""The style sheets: readable from the back of a hall, and understood by browsers of 2018."""

import re

import pytest

from display.assets import ASSETS

TV = (ASSETS / "tv.css").read_text("utf-8")
OFFICE = (ASSETS / "office.css").read_text("utf-8")
SETTINGS = (ASSETS / "settings.css").read_text("utf-8")
TOO_NEW = {
    "clamp, min, max (79)": r"\b(?:clamp|min|max)\(",
    "inset (87)": r"\binset(?:-block|-inline)?\s*:",
    "aspect-ratio (88)": r"(?<!min-)(?<!max-)\baspect-ratio\s*:",
    ":is, :where (88)": r":(?:is|where)\(",
    ":has (105)": r":has\(",
    ":focus-visible (86)": r":focus-visible",
    "container queries (105)": r"@container|container-type",
    "layers (99)": r"@layer",
    "nesting (112)": r"^\s*&",
    "oklch, color-mix (111)": r"oklch\(|color-mix\(",
    "dvh (108)": r"\d(?:dvh|svh|lvh|dvw)\b",
    "accent-color (93)": r"accent-color",
    "place-* (59, partly)": r"\bplace-(?:items|content|self)\s*:",
}
FLEX_GAP = "gap of a flex box (84)"


def rules(css: str) -> list[tuple[str, str]]:
    """(selector, declarations) of every rule, those inside media queries too."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return [(selector.strip(), body) for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", bare)]


def too_new(css: str, allowed: tuple[str, ...] = ()) -> list[str]:
    found = [name for name, pattern in TOO_NEW.items() if name not in allowed and re.search(pattern, css, re.MULTILINE)]
    # `gap` is asked for by its old name in grids, so any other gap is one too many.
    if re.search(r"(?<!grid-)(?<!grid-row-)(?<!grid-column-)\b(?:row-|column-)?gap\s*:", css):
        found.append(FLEX_GAP)
    return found


def test_the_tv_asks_for_nothing_newer_than_chromium_69() -> None:
    assert too_new(TV) == []


def test_the_other_pages_work_from_chromium_79_on() -> None:
    # accent-color only tints: without it a radio button is grey.
    for css in (
        OFFICE,
        SETTINGS,
        *(path.read_text("utf-8") for path in (ASSETS / "counter.css", ASSETS / "presence.css")),
    ):
        assert too_new(css, allowed=("clamp, min, max (79)", "accent-color (93)")) == []


@pytest.mark.parametrize(
    "css",
    [
        "a { display: flex; gap: 1rem }",
        "a { row-gap: 1rem }",
        "a { width: clamp(1px, 2px, 3px) }",
        "a { inset: 0 }",
        "a { aspect-ratio: 1 }",
        ":is(a, b) {}",
        "a {\n  &:hover {} }",
        "a { height: 100dvh }",
    ],
)
def test_the_check_itself_finds_what_is_too_new(css: str) -> None:
    assert too_new(css)


def channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def variables(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", css))


def test_the_formula_gives_the_known_values() -> None:
    assert round(contrast("#ffffff", "#0b1f33"), 1) == 16.7
    assert round(contrast("#111111", "#ffd54a"), 1) == 13.4
    assert round(contrast("#d5e3f0", "#0b1f33"), 1) == 12.8


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("text", "ground"),
        ("soft", "ground"),
        ("call", "ground"),
        ("text", "panel"),
        ("soft", "panel"),
        ("call", "panel"),
        ("on-call", "call"),
    ],
)
def test_every_pair_of_the_tv_reaches_aaa(text: str, ground: str) -> None:
    colours = variables(TV)
    assert contrast(colours[text], colours[ground]) >= 7


def test_the_night_picture_reaches_aaa() -> None:
    night = dict(rules(TV))[".night"]
    ground, text = re.findall(r"#[0-9a-f]{6}", night)
    assert contrast(text, ground) >= 7


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "paper", 7),
        ("ink", "card", 7),
        ("soft-ink", "paper", 7),
        ("soft-ink", "card", 7),
        ("on-call", "call", 7),
        ("alarm", "card", 7),
        ("good", "card", 7),
        ("edge", "card", 3),
        ("edge", "paper", 3),
        ("focus", "paper", 3),
    ],
)
def test_every_pair_of_the_other_pages(text: str, ground: str, least: float) -> None:
    colours = variables(OFFICE)
    assert contrast(colours[text], colours[ground]) >= least


def sizes() -> dict[str, float]:
    """Every font size of the TV, in hundredths of the picture's width."""
    found = {}
    for selector, body in rules(TV):
        for size in re.findall(r"font-size:\s*(?:calc\()?([0-9.]+)rem", body):
            found[selector] = float(size)
    return found


def test_one_rem_is_one_hundredth_of_the_width() -> None:
    roots = [body for selector, body in rules(TV) if selector == ":root"]
    assert any("font-size: 1vw" in body for body in roots)


def test_nothing_on_the_tv_is_smaller_than_the_information() -> None:
    assert min(sizes().values()) >= 3.5


def test_the_sizes_are_those_that_were_computed_for_the_room() -> None:
    size = sizes()
    assert 18 <= size[".call-number"] <= 20
    assert 18 <= size['[data-layout="one"] #hero .call-number'] <= 20
    assert size[".call-where b"] == 7
    assert size[".counter-ticket"] >= 7
    assert size[".call-label"] == size[".call-where span"] == size[".head h1"] == 4
    assert size[".foot"] == 3.5


def test_a_call_pulses_at_most_twice_and_rests_for_who_wants_no_motion() -> None:
    assert re.search(r"animation: pulse 700ms [a-z-]+ 2;", TV)
    assert TV.count("animation:") == 2
    assert re.search(r"prefers-reduced-motion: reduce\) \{ \.fresh \{ animation: none; \} \}", TV)
    assert "marquee" not in TV
