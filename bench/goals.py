"""Every goal of speed and size, with its limit: the whole table of what `python -m bench` judges.

A goal with a rival is judged by the ratio of the two medians within a round, median over the rounds: on a machine that others use
too, milliseconds say little and ratios much. Goals of people's patience are absolute. `None` as a limit: told, not judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Judged(Enum):
    """By which figure a goal is judged."""

    RATIO = "ratio"
    MIDDLE = "median"
    LATE = "p95"


class Sense(Enum):
    AT_MOST = "at most"
    AT_LEAST = "at least"


@dataclass(frozen=True, slots=True)
class Goal:
    """`group` is the name on the command line; `against` is the rival, or "" where there is none.

    `held`: a goal that was found out of reach (docs/decisions/0008-speed-goals.md) is told as short, and this limit is what the
    run fails at instead, so that it cannot get worse unseen.
    """

    group: str
    number: str
    what: str
    unit: str
    against: str = ""
    limit: float | None = None
    judged: Judged = Judged.RATIO
    sense: Sense = Sense.AT_MOST
    held: float | None = None

    def met(self, value: float) -> bool:
        return self.limit is None or self._within(value, self.limit)

    def holds(self, value: float) -> bool:
        """Whether the run may pass: the goal is met, or at least the limit that stands in for it."""
        return self.met(value) or (self.held is not None and self._within(value, self.held))

    def _within(self, value: float, limit: float) -> bool:
        return value <= limit if self.sense is Sense.AT_MOST else value >= limit


RAW, STARLETTE, NCHAN, NPM_WS = "raw asyncio writes", "Starlette send_text loop", "nginx + nchan", "npm ws"
SQLITE, SQLITE_THREAD, ONE_EACH = "bare sqlite3 call", "bare sqlite3, one each", "ours, one commit each"
AIOSQLITE, AIOSQLITE_BARE = "aiosqlite + Starlette loop", "the same, drawing nothing"
HTTP_SERVER = "http.server"

SIZES = MappingProxyType({"tally": "300 B", "call": "TV, 2 kB"})
"""The two kinds of change on a TV, and how large their frames are."""


def _fan_out() -> Mapping[str, Goal]:
    goals = {}
    for kind, size in SIZES.items():
        for count in (200, 1000):
            what = f"CPU a message, {count} sockets, {size}"
            goals[f"cpu-{kind}-{count}-raw"] = Goal("fanout", "1", what, "us", RAW, 1.5)
            goals[f"cpu-{kind}-{count}-starlette"] = Goal("fanout", "1", what, "us", STARLETTE, 0.7)
            goals[f"cpu-{kind}-{count}-ws"] = Goal("fanout", "2", what, "us", NPM_WS, 1.0)
        last = f"last of 200 sockets, {size}"
        goals[f"last-{kind}-200-nchan"] = Goal("fanout", "2", last, "ms", NCHAN, 1.3)
        goals[f"event-{kind}"] = Goal("fanout", "-", f"CPU of one event before fan-out, {size}", "ms")
        goals[f"whole-{kind}"] = Goal("fanout", "-", f"press, commit, draw, last of 200, {size}", "ms")
    goals["last-tally-5000-nchan"] = Goal("crowd", "2", "last of 5000 sockets, 300 B", "ms", NCHAN, 1.1)
    return goals


PLAIN_ESPEAK = "plain espeak-ng"


def _said() -> Mapping[str, Goal]:
    """What espeak-ng itself tells of its sounds. Of the list beyond the lexicon, nobody looked at the hidden half."""
    asked = (
        ("digits", "0 to 999 as digits, said right", 100.0),
        ("words", "0 to 999 as words, said right", 100.0),
        ("letters", "letters and abbreviations, said right", 100.0),
        ("office", "words of the office, every e right", 100.0),
        ("seen", "any word, every e right, seen half", 90.0),
        ("hidden", "any word, every e right, hidden half", 90.0),
    )
    return {
        f"said-{key}": Goal("pronunciation", "8", what, "%", PLAIN_ESPEAK, limit, Judged.MIDDLE, Sense.AT_LEAST)
        for key, what, limit in asked
    }


GOALS: Mapping[str, Goal] = MappingProxyType(
    {
        **_fan_out(),
        "stalled-last": Goal("stalled", "3", "the 199 others, one stalled", "ms", "nobody stalled", 1.2),
        "stalled-memory": Goal("stalled", "3", "more memory with one stalled", "MB", "", 1.0, Judged.MIDDLE),
        "stalled-resumed": Goal("stalled", "3", "resumed: newest picture missing", "times", "", 0.0, Judged.MIDDLE),
        "stalled-dropped": Goal("stalled", "3", "silent: dropped after (2.5 s + 2 s)", "s", "", 4.5, Judged.MIDDLE),
        "commit-single": Goal("commits", "4", "one durable commit", "ms", SQLITE, 2.0, held=4.5),
        "commit-many": Goal(
            "commits", "4", "commits a second, 32 callers", "/s", ONE_EACH, 6.0, Judged.RATIO, Sense.AT_LEAST, 3.0
        ),
        "commit-bare": Goal("commits", "-", "commits a second, 32 callers", "/s", SQLITE_THREAD),
        "post-last": Goal("posts", "5", "POST to the last of 200, TV drawn", "ms", AIOSQLITE, 0.7, held=1.4),
        "post-bare": Goal("posts", "-", "POST to the last of 200, TV drawn", "ms", AIOSQLITE_BARE),
        "post-html": Goal("posts", "5", "POST to the last of 200, HTML", "ms", "JSON", 1.3),
        "start": Goal("start", "6", "process start to /healthz", "ms", HTTP_SERVER, 3.5, held=4.2),
        "start-cpu": Goal("start", "-", "processor time of the start", "ms", HTTP_SERVER),
        "memory": Goal("start", "6", "resting memory of the server", "MB", HTTP_SERVER, 2.0, held=2.55),
        "memory-server": Goal("start", "7", "resting memory of the server", "MB", "", 45.0, Judged.MIDDLE, held=51.0),
        "memory-announcer": Goal("spoken", "7", "resting memory of the announcer", "MB", "", 40.0, Judged.MIDDLE),
        "painted": Goal("painted", "7", "press to painted in Chromium", "ms", "", 100.0, Judged.LATE),
        "spoken": Goal("spoken", "7", "press to the player's start", "ms", "", 200.0, Judged.LATE),
        **_said(),
        "flood-press": Goal("complaints", "9", "press of the queue, complaints pouring in", "ms", "no complaints", 1.5),
        "board-size": Goal("complaints", "9", "board's page, 10,000 complaints", "ms", "100 complaints", 1.5),
        "year": Goal("year", "7", "a year's log opens and folds", "ms", "", 1_000.0, Judged.MIDDLE),
    }
)

GROUPS = tuple(dict.fromkeys(goal.group for goal in GOALS.values()))
