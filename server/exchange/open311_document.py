"""The answers of Open311 GeoReport v2 as one tree, written as XML or as JSON.

The specification maps one to the other (the "Spark convention"): a list of like elements becomes an array, an empty element null.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

XML, JSON = "xml", "json"
MEDIA_TYPES = {XML: "text/xml; charset=utf-8", JSON: "application/json; charset=utf-8"}.items()

Value = Union[str, int, bool, None, "Listing", "Fields"]
Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Listing:
    """`<services><service>…</service></services>`: `root` is services, `item` is service. An item is fields, or plain text."""

    root: str
    item: str
    things: tuple[Fields | str, ...]


@dataclass(frozen=True, slots=True)
class Single:
    """One thing that stands alone: `<discovery>…</discovery>`."""

    root: str
    fields: Fields


Document = Listing | Single


def written(document: Document, form: str) -> bytes:
    """The document in that form, UTF-8."""
    return _xml(document) if form == XML else _json(document)


def _json(document: Document) -> bytes:
    tree = _plain(document if isinstance(document, Listing) else document.fields)
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Value) -> object:
    match value:
        case Listing(things=things):
            return [thing if isinstance(thing, str) else _plain(thing) for thing in things]
        case Mapping():
            return {name: _plain(part) for name, part in value.items()}
        case _:
            return value


def _xml(document: Document) -> bytes:
    from xml.etree import ElementTree  # a server that nobody asks for XML does without its megabyte

    root = ElementTree.Element(document.root)
    if isinstance(document, Listing):
        _fill_list(root, document)
    else:
        _fill(root, document.fields)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text


def _fill(parent: "Element", fields: Fields) -> None:
    for name, value in fields.items():
        element = _child(parent, name)
        match value:
            case Listing():
                _fill_list(element, value)
            case Mapping():
                _fill(element, value)
            case None:
                pass
            case bool():
                element.text = "true" if value else "false"
            case _:
                element.text = _possible(str(value))


def _fill_list(parent: "Element", listing: Listing) -> None:
    for thing in listing.things:
        element = _child(parent, listing.item)
        if isinstance(thing, str):
            element.text = _possible(thing)
        else:
            _fill(element, thing)


def _child(parent: "Element", name: str) -> "Element":
    child = parent.makeelement(name, {})
    parent.append(child)
    return child


def _possible(text: str) -> str:
    """Without the signs that XML 1.0 cannot hold (its section 2.2)."""
    return "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff"))
