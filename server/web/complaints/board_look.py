"""Which cards somebody looks at: in the address of the page, and in the name of its screen."""

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from server.complaints.board_index import Filters
from server.description.complaints import COARSE_NAMES, Complaints
from server.web.complaints.board_words import GROUP_WORDS, KIND_CODES
from server.web.forms import whole_number

_KIND_NAMES = MappingProxyType({code: name for name, code in KIND_CODES.items()})
_MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Look:
    """`number`: of the page, from 1."""

    filters: Filters = field(default_factory=Filters)
    number: int = 1

    @property
    def path(self) -> str:
        """The page's address."""
        asked = {
            "jenis": self.filters.coarse,
            "keadaan": self.filters.state,
            "kelas": _KIND_NAMES.get(self.filters.kind, ""),
            "dusun": self.filters.hamlet,
            "hal": str(self.number) if self.number > 1 else "",
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/aduan?{query}" if query else "/aduan"

    @property
    def screen(self) -> str:
        """The name of its screen: `board`, or `board-` and what is looked for."""
        if self == Look():
            return "board"
        parts = (self.filters.coarse, self.filters.state, self.filters.kind, self.filters.hamlet, str(self.number))
        return f"board-{'.'.join(parts)}"

    def at(self, number: int) -> "Look":
        return replace(self, number=number)

    def with_state(self, state: str) -> "Look":
        return Look(replace(self.filters, state=state))


def look_asked(query: QueryParams, section: Complaints) -> Look:
    """What a page's address asks for. What does not exist is not looked for."""
    return _known(
        section,
        query.get("jenis", ""),
        query.get("keadaan", ""),
        KIND_CODES.get(query.get("kelas", ""), ""),
        query.get("dusun", ""),
        query.get("hal", ""),
    )


def look_named(rest: str, section: Complaints) -> Look | None:
    """Of a screen's name without `board-`; None for one that no page has."""
    if not rest:
        return Look()
    parts = rest.split(".")
    if len(parts) != 5:
        return None
    look = _known(section, *parts)
    return look if look.screen == f"board-{rest}" else None


def _known(section: Complaints, coarse: str, state: str, kind: str, hamlet: str, number: str) -> Look:
    filters = Filters(
        coarse=coarse if coarse in COARSE_NAMES else "",
        state=state if state in GROUP_WORDS else "",
        kind=kind if kind in _KIND_NAMES else "",
        hamlet=hamlet if section.hamlet(hamlet) is not None else "",
    )
    page = whole_number(number) or 1
    return Look(filters, min(page, _MOST_PAGES))
