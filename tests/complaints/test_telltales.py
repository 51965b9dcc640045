"""What gives a writer away: the same examples asked of the server and of the browser's script."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from display.assets import ASSETS
from server.complaints.telltales import RULES_FILE, name_parts, rules_text, telltale_words, telltales

NAMES = ("Siti Rahayu", "Petugas Loket 1", "Pak Wiryo S.Pd")
EXAMPLES = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("telltale_examples.tsv").read_text("utf-8").splitlines()
]

_ASKED = """
const { readFileSync } = require("fs");
require("vm").runInThisContext(readFileSync(process.argv[1], "utf-8"));
const asked = JSON.parse(readFileSync(0, "utf-8"));
const find = complaintHints.finder(asked.rules, asked.names);
console.log(JSON.stringify(asked.texts.map(find)));
"""


def told(text: str) -> str:
    return "|".join(f"{one.kind}={text[one.start : one.end]}" for one in telltales(text, NAMES))


@pytest.mark.parametrize(("text", "wanted"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_the_server_finds(text: str, wanted: str) -> None:
    assert told(text) == wanted


def test_the_script_finds_the_same() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail("node is missing: the browser's rules cannot be held against the server's")
    texts = [text for text, _ in EXAMPLES]
    asked = {"rules": json.loads(rules_text()), "names": NAMES, "texts": texts}
    answer = subprocess.run(
        [node, "-e", _ASKED, str(ASSETS / "complaint-hints.js")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    found = ["|".join(f"{one['kind']}={one['text']}" for one in each) for each in json.loads(answer.stdout)]
    assert found == [told(text) for text in texts]


def test_every_kind_has_words_and_an_example() -> None:
    kinds = {rule["kind"] for rule in json.loads(RULES_FILE.read_text("utf-8"))["rules"]}
    assert kinds == {part.partition("=")[0] for _, wanted in EXAMPLES for part in wanted.split("|") if part}
    for kind in kinds:
        title, advice = telltale_words(kind)
        assert title
        assert advice.endswith(".")


def test_the_rules_hold_nothing_that_a_phone_of_2018_does_not_know() -> None:
    for rule in json.loads(rules_text())["rules"]:
        assert [sign for sign in ("(?<", "(?P", "\\s", "\\p", "\\d", "\\w", "\\b") if sign in rule["pattern"]] == []


def test_titles_and_desks_are_no_parts_of_a_name() -> None:
    assert name_parts(NAMES) == ("rahayu", "wiryo", "siti")


def test_a_long_text_is_read_in_no_time() -> None:
    # The longest text that is taken, made of what the rules begin with and never end: no pattern may try every way.
    for piece in ("1 ", "0812 ", "rumah ", "a.", "pak ", "saya anak ", "B 1"):
        telltales((piece * 4_000)[:4_000], NAMES)
