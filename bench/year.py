"""How long an office takes to open whose log holds a year."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.child import ROOT, Child, Failed, module
from bench.finding import Finding, alone
from bench.plan import Plan
from bench.sides import CACHE
from bench.year_log import VISITS

_WRITING_S = 300.0


def year(plan: Plan) -> Iterator[Finding]:
    folder = plan.folder / "office-year"
    shutil.copytree(_written(), folder)
    took_ms = []
    for _ in range(plan.rounds):
        with Child(module("bench.opening", str(folder))) as opening:
            answer = opening.answer()
        if answer["tickets"] != VISITS:
            raise Failed(f"the year's log was not folded: {answer}")
        took_ms.append(float(answer["ms"]))
    yield alone("year", took_ms)


def _written() -> Path:
    """The log, written once for each state of the code that writes it."""
    folder = CACHE / f"year-{_digest()}"
    if not folder.exists():
        for old in CACHE.glob("year-*"):
            shutil.rmtree(old)
        unfinished = CACHE / "year-unfinished"
        with Child(module("bench.year_log", str(unfinished))) as writing:
            writing.answer(_WRITING_S)
            writing.wait()
        unfinished.rename(folder)
    return folder


def _digest() -> str:
    sources = sorted([*(ROOT / "server" / "domain").glob("*.py"), *(ROOT / "server" / "store").glob("*.py")])
    sources.append(Path(__file__).with_name("year_log.py"))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
