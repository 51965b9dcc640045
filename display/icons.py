"""Icons: the drawings of `assets/icons`, read once and handed to the templates as inline SVG."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

#: What an office may choose from for its services, and the server for its doors.
OFFERED = frozenset(
    {
        "bell",
        "calendar-clock",
        "circle-question-mark",
        "file-text",
        "hand-coins",
        "hand-heart",
        "history",
        "id-card",
        "log-in",
        "megaphone",
        "monitor",
        "printer",
        "scroll-text",
        "settings",
        "smartphone",
        "stamp",
        "store",
        "tablet",
        "ticket",
        "tv",
        "users",
        "wheat",
    }
)

#: Those of them that stand for what residents come for.
FOR_SERVICES = OFFERED - frozenset(
    {
        "bell",
        "calendar-clock",
        "history",
        "log-in",
        "megaphone",
        "monitor",
        "printer",
        "settings",
        "smartphone",
        "tablet",
        "ticket",
        "tv",
    }
)

#: What an office may choose from for what residents complain about.
FOR_COMPLAINTS = FOR_SERVICES | frozenset(
    {
        "building-2",
        "construction",
        "droplets",
        "info",
        "land-plot",
        "lightbulb",
        "megaphone",
        "shield-alert",
        "trash-2",
        "triangle-alert",
        "user-x",
        "users",
        "vote",
    }
)

#: Drawn where an office names an icon that does not exist: a wrong word in a setting must not cost a page.
FALLBACK = "file-text"

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRAME = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_BLANKS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Drawing:
    """Finished SVG, which a template places as it is."""

    svg: str

    def __html__(self) -> str:
        return self.svg


def read_icons(folder: Path) -> Mapping[str, Drawing]:
    """Every icon in `folder`, by file name without its ending."""
    return {path.stem: _drawing(path.read_text("utf-8"), path) for path in sorted(folder.glob("*.svg"))}


def icon_drawer(drawings: Mapping[str, Drawing]) -> Callable[[str], Drawing]:
    """The `icon(name)` of the templates. An unknown name gives the fallback."""

    def icon(name: str) -> Drawing:
        return drawings.get(name) or drawings[FALLBACK]

    return icon


def _drawing(text: str, path: Path) -> Drawing:
    frame = _FRAME.search(_COMMENT.sub("", text))
    if frame is None:
        raise ValueError(f"{path} is not an SVG drawing")
    inner = _BLANKS.sub("", frame.group(1)).replace(" />", "/>")
    # An icon always stands beside its word, so screen readers pass it by.
    return Drawing(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{inner}</svg>')
