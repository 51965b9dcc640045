"""All findings, told to a person or to a program."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from server.console.checkup.complaints import look_at_complaints
from server.console.checkup.data import look_at_data, newest_ms
from server.console.checkup.finding import Finding, Level
from server.console.checkup.https import look_at_https
from server.console.checkup.machine import look_at_machine
from server.console.checkup.printer import look_at_printer
from server.console.checkup.sound import look_at_sound
from server.console.failure import DONE, FAILED
from server.console.settings import Flags, named_directory, settings


def check_up(flags: Flags, environment: Mapping[str, str], *, as_json: bool, tell: Callable[[str], object]) -> int:
    """Look at everything and tell it; exit code 1 when something does not work."""
    data = named_directory(flags.data, environment)
    chosen = settings(flags, environment, default_data=Path())
    now = datetime.now(UTC)

    def look() -> list[Finding]:
        return [
            *look_at_machine(chosen, newest_ms(data)),
            *look_at_data(data, now),
            *look_at_complaints(data),
            *look_at_https(data, now),
        ]

    findings = asyncio.run(_all(data, look))
    if as_json:
        tell(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            tell(finding.line())
        tell(verdict(findings))
    return FAILED if worst(findings) is Level.FAILED else DONE


def worst(findings: Sequence[Finding]) -> Level:
    levels = {finding.level for finding in findings}
    return next((level for level in (Level.FAILED, Level.WARNING) if level in levels), Level.OK)


def verdict(findings: Sequence[Finding]) -> str:
    counts = {level: sum(finding.level is level for finding in findings) for level in Level}
    if worst(findings) is Level.OK:
        return "Semua baik."
    return f"{counts[Level.FAILED]} gagal, {counts[Level.WARNING]} peringatan."


async def _all(data: Path | None, look: Callable[[], list[Finding]]) -> list[Finding]:
    # Side by side: voice, printer and data may each take some seconds.
    machine, sound, printer = await asyncio.gather(asyncio.to_thread(look), look_at_sound(), look_at_printer(data))
    return [*machine, *sound, *printer]
