"""The scripts must load in browsers of 2018: one unknown token leaves a dead TV."""

import re
from collections.abc import Iterator
from pathlib import Path

import esprima
import pytest
from esprima.nodes import Node

from display.assets import ASSETS

SCRIPTS = sorted(ASSETS.glob("*.js"))

#: What ES2017 parses but the browsers of 2018 do not know (first version of Chromium in brackets).
UNKNOWN = [
    "replaceChildren",  # 86
    "replaceAll",  # 85
    "globalThis",  # 71
    "allSettled",  # 76
    "fromEntries",  # 73
    "structuredClone",  # 98
    "queueMicrotask",  # 71
    "randomUUID",  # 92, and never on plain http
    ".at(",  # 92
    ".flat(",  # 69: the very edge
    ".flatMap(",  # 69
    "matchAll",  # 73
    "innerHTML +=",
    "eval(",
    "new Function",
    "speechSynthesis",
]


def nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
        for child in vars(value).values():
            yield from nodes(child)
    elif isinstance(value, list):
        for child in value:
            yield from nodes(child)


def complaints(source: str) -> list[str]:
    """Why this script would not run on a TV of 2018."""
    try:
        tree = esprima.parseScript(source)
    except esprima.Error as error:
        return [str(error)]
    found = [word for word in UNKNOWN if word in source]
    for node in nodes(tree):
        spread = node.type == "ObjectExpression" and any(part.type == "SpreadElement" for part in node.properties)
        rest = node.type == "ObjectPattern" and any(part.type == "RestElement" for part in node.properties)
        if spread or rest:
            found.append("object spread")
        if node.type == "Literal" and getattr(node, "regex", None) and "s" in node.regex.flags:
            found.append("dotAll")
        if node.type == "Import":
            found.append("import()")
    return found


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_es2017_and_uses_what_browsers_of_2018_have(path: Path) -> None:
    assert complaints(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    ["a?.b", "a ?? b", "const b = {...a}", "const {x, ...rest} = a", "try { f() } catch { g() }", "1_000", "a.at(-1)"],
)
def test_the_check_itself_finds_what_is_too_new(source: str) -> None:
    assert complaints(source)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_html_is_parsed_only_inside_a_template(path: Path) -> None:
    lines = [
        line.strip()
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"(inner|outer)HTML|insertAdjacentHTML", line)
    ]
    assert lines in ([], ["template.innerHTML = html;"])
