"""`python -m bench [--quick] [NAME...]`: every goal of speed and size, beside its rivals, in one run.

Exit code 0: all goals met, or short and within the limit that is held instead. 1: something could not be measured, or a rival is
not installed (`ALLOW_SKIP=1` leaves it out). 2: wrong use. 3: a goal is short.
"""

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench import painted, sides, spoken
from bench.child import Failed
from bench.commits import commits
from bench.complaint_flood import complaint_flood
from bench.fanout import crowd, fan_out
from bench.finding import Finding
from bench.goals import GROUPS
from bench.plan import Plan
from bench.posts import posts
from bench.pronunciation import pronunciation
from bench.stalled import stalled
from bench.starting import starting
from bench.table import rows, save
from bench.year import year

RESULTS = Path(__file__).with_name("results")
MET, NOT_MEASURED, SHORT = 0, 1, 3

Measure = Callable[[Plan], Iterator[Finding]]
MEASURES: Mapping[str, Measure] = {
    "fanout": fan_out,
    "crowd": crowd,
    "stalled": stalled,
    "commits": commits,
    "posts": posts,
    "start": starting,
    "painted": painted.painted,
    "spoken": spoken.spoken,
    "pronunciation": pronunciation,
    "complaints": complaint_flood,
    "year": year,
}
assert tuple(sorted(MEASURES)) == tuple(sorted(GROUPS)), "every goal belongs to a measurement"


def main() -> int:
    given = _arguments()
    names = tuple(given.names) or tuple(MEASURES)
    missing = _missing(names)
    for name, what in missing.items():
        _say(f"{name}: not installed: {what}")
    if missing and os.environ.get("ALLOW_SKIP") != "1":
        _say("Install it, or leave it out with ALLOW_SKIP=1.")
        return NOT_MEASURED
    _allow_many_sockets()
    sides.CACHE.mkdir(exist_ok=True)
    # Not in /tmp, which may be in memory: a commit must be one on a disk.
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=sides.CACHE))
    try:
        findings, broken = _measure(names, _plan(folder, frozenset(missing), quick=given.quick))
    finally:
        shutil.rmtree(folder)
    print("\n".join(rows(findings)))
    print(f"kept in {save(findings, RESULTS, datetime.now(UTC))}")
    if broken:
        return NOT_MEASURED
    return MET if all(finding.holds for finding in findings) else SHORT


def _measure(names: tuple[str, ...], plan: Plan) -> tuple[list[Finding], list[str]]:
    findings: list[Finding] = []
    broken: list[str] = []
    for name in names:
        if name in plan.skipped:
            continue
        began = time.monotonic()
        try:
            findings.extend(MEASURES[name](plan))
        except (Failed, OSError) as error:
            # The others are still worth measuring.
            broken.append(name)
            _say(f"{name}: not measured: {error}")
        _say(f"{name}: {time.monotonic() - began:.0f} s")
    return findings, broken


def _plan(folder: Path, skipped: frozenset[str], *, quick: bool) -> Plan:
    rivals = tuple(rival for rival in sides.RIVALS if rival.name not in skipped)
    return Plan(folder, rounds=3 if quick else 5, events=20 if quick else 40, rivals=rivals, skipped=skipped)


def _missing(names: tuple[str, ...]) -> Mapping[str, str]:
    """What is not installed, by the name of the rival or of the measurement that needs it."""
    needed: dict[str, Callable[[], str]] = {}
    if {"fanout", "crowd"} & set(names):
        needed.update({rival.name: rival.missing for rival in sides.RIVALS})
    needed.update({name: tool for name, tool in _TOOLS.items() if name in names})
    return {name: what for name, ask in needed.items() if (what := ask())}


_TOOLS: Mapping[str, Callable[[], str]] = {"painted": painted.missing, "spoken": spoken.missing}


def _allow_many_sockets() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--quick", action="store_true", help="three short rounds instead of five")
    given = parser.parse_args()
    if unknown := set(given.names) - set(MEASURES):
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    return given


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
