"""Views become HTML: a whole page, or the parts of it that a socket sends."""

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from display.assets import ASSETS
from display.icons import icon_drawer, read_icons
from display.page import Screen
from display.screen import SCREENS, screen_of
from display.views import Live, View

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

_INDENT = re.compile(r"\n\s+")


class Renderer:
    """Draws views with the templates of one folder, each compiled when it is first drawn, or before by `compile`.

    `version` is the assets' version and ends up in every link to them. Everything in a view is escaped, except a
    ticket's `qr_svg`, which the server draws itself. A template that names a field that is not there raises
    `jinja2.UndefinedError` instead of leaving a gap.
    """

    def __init__(self, templates: Path = TEMPLATES, version: str = "0", assets: Path = ASSETS) -> None:
        environment = Environment(
            loader=_Unindented(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        environment.globals["icon"] = icon_drawer(read_icons(assets / "icons"))
        environment.globals["version"] = version
        environment.globals["asset"] = lambda name: f"/assets/{name}?v={version}"
        self.version = version
        self._template = environment.get_template

    def compile(self, screens: Iterable[Screen] = SCREENS) -> None:
        """Compile their templates now: about 1 ms of work for each that the first visitors need not wait for. Safe on a thread."""
        for screen in screens:
            for name in (screen.page, *(screen.part(part) for part in screen.parts)):
                self._template(name)

    def page(self, view: View, live: Live) -> str:
        """The whole page. `live` goes on its body, for the script that keeps it up to date."""
        return self._template(screen_of(view).page).render(view=view, live=live)

    def parts(self, view: View, only: Collection[str] | None = None) -> dict[str, str]:
        """The parts of the view's screen, or only those named: element id to the HTML of the whole element, as the page has it."""
        screen = screen_of(view)
        drawn = screen.parts if only is None else only
        return {part: self._template(screen.part(part)).render(view=view) for part in drawn}


class _Unindented(FileSystemLoader):
    """Drops the templates' indentation when they are compiled: a third of every frame would be blanks."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, filename, uptodate = super().get_source(environment, template)
        return _INDENT.sub("\n", source), filename, uptodate
