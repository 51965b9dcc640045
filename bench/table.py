"""The findings as a table for people and as JSON for machines."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.finding import Finding
from bench.goals import Judged

_HEAD = ("goal", "what", "ours p50", "p99", "rival", "p50", "p99", "judged", "limit", "")
_TOLD = "-"


def rows(findings: Sequence[Finding]) -> list[str]:
    cells = [_HEAD, *(_cells(finding) for finding in findings)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEAD))]
    left = {0, 1, 4, 9}
    return [
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def save(findings: Sequence[Finding], folder: Path, now: datetime) -> Path:
    """Write the findings under the time of the run; the path."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.json"
    entries = [
        {
            "key": finding.key,
            "what": finding.goal.what,
            "unit": finding.goal.unit,
            "against": finding.goal.against,
            "ours": asdict(finding.ours),
            "theirs": None if finding.theirs is None else asdict(finding.theirs),
            "ratio": finding.ratio,
            "judged": finding.goal.judged.value,
            "limit": finding.goal.limit,
            "met": finding.met,
        }
        for finding in findings
    ]
    path.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
    return path


def _cells(finding: Finding) -> tuple[str, ...]:
    goal, theirs = finding.goal, finding.theirs
    judged = f"{finding.value:.2f}x" if finding.ratio is not None else f"{finding.value:.3g} {goal.unit}"
    sign = "<=" if goal.sense.value == "at most" else ">="
    late = "p95 " if goal.judged is Judged.LATE else ""
    return (
        goal.number,
        goal.what,
        f"{_figure(finding.ours.middle)} {goal.unit}",
        late + _figure(finding.ours.late),
        goal.against or _TOLD,
        _TOLD if theirs is None else _figure(theirs.middle),
        _TOLD if theirs is None else _figure(theirs.late),
        judged if goal.limit is not None or finding.ratio is not None else _TOLD,
        _TOLD if goal.limit is None else f"{sign} {goal.limit:g}",
        _verdict(finding),
    )


def _verdict(finding: Finding) -> str:
    goal = finding.goal
    if goal.limit is None:
        return "told"
    if finding.met:
        return "pass"
    return f"short, holds {goal.held:g}" if finding.holds and goal.held is not None else "SHORT"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 1_000 else f"{value:.3g}"
