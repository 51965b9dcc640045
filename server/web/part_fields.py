"""Which fields of a view each part of a screen reads, so that a part is drawn only when one of them has changed."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, nodes

from display.page import Screen
from display.render import TEMPLATES
from display.screen import screen_of
from display.views import View

_VIEW = "view"


class PartFields:
    """Read from the templates themselves, once for each screen: a list kept by hand would be forgotten one day."""

    def __init__(self, templates: Path = TEMPLATES) -> None:
        self._environment = Environment(loader=FileSystemLoader(templates), autoescape=True)
        self._known: dict[str, Mapping[str, frozenset[str] | None]] = {}

    def touched(self, before: View, after: View) -> list[str]:
        """The parts that may look different in `after`: those that read a field in which the two differ."""
        screen = screen_of(after)
        known = self._known.get(screen.name)
        if known is None:
            known = self._known[screen.name] = {part: self._read_by(screen, part) for part in screen.parts}
        if type(before) is not type(after):
            return list(known)
        differing = {name for name in after.__match_args__ if getattr(before, name) != getattr(after, name)}
        return [part for part, fields in known.items() if differing and (fields is None or fields & differing)]

    def _read_by(self, screen: Screen, part: str) -> frozenset[str] | None:
        """None: more than can be told, because the template hands the whole view on."""
        assert self._environment.loader is not None
        source, *_ = self._environment.loader.get_source(self._environment, screen.part(part))
        tree = self._environment.parse(source)
        fields = [node.attr for node in tree.find_all(nodes.Getattr) if _is_view(node.node)]
        names = [node for node in tree.find_all(nodes.Name) if _is_view(node)]
        elsewhere = [
            node
            for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport))
            if getattr(node, "with_context", True)
        ]
        return None if elsewhere or len(names) > len(fields) else frozenset(fields)


def _is_view(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == _VIEW
