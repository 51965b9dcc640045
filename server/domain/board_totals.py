"""Figures of the board that nobody can be read out of, also by one who writes them down every week.

Of secret complaints nothing is told but how many: by coarse group and of all. A figure is published from `least` on, and again only when
at least `least` more have come; and no difference between published figures may tell of fewer (complementary suppression).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import product

from server.domain.board_item import Item
from server.domain.complaint_class import Class
from server.domain.frozen import Frozen
from server.domain.working_days import working_day_number

HIDDEN = "rahasia"
"""Cell of all secret complaints received in a year; with a slash and a coarse group: those of the group."""
ANSWER = "jawab"
"""`jawab/<class>/<group>/jumlah`, `…/tengah`, `…/p90`: how many were answered, and in how many working days."""
P90_LEAST = 10
"""With fewer the ninetieth percentile would be the slowest one: a single complaint."""


class Pace(Frozen):
    """Half were answered in `median` working days or less; nine of ten in `p90`, 0 when that would tell of a single one."""

    count: int
    median: int
    p90: int


def secret_cells(items: Iterable[Item], before: Mapping[str, int], least: int) -> dict[str, int]:
    """The cells of secret complaints that change. `items`: all of one year; `before`: the year's published figures."""
    counts = Counter(item.coarse for item in items if item.klass is Class.SECRET)
    groups = sorted(counts)
    whole = sum(counts.values())
    shown = [before.get(f"{HIDDEN}/{group}", 0) for group in groups]
    total = before.get(HIDDEN, 0)
    best: tuple[int, ...] = (*shown, total)
    options = [_options(counts[group], was, least) for group, was in zip(groups, shown, strict=True)]
    for choice in product(*options, _options(whole, total, least)):
        if sum(choice) > sum(best) and _is_safe(choice, (*shown, total), least):
            best = choice
    names = [*(f"{HIDDEN}/{group}" for group in groups), HIDDEN]
    cells = dict(zip(names, best, strict=True))
    return {name: value for name, value in cells.items() if value != before.get(name, 0)}


def answer_cells(
    items: Iterable[Item], before: Mapping[str, int], least: int, closed: Collection[date]
) -> dict[str, int]:
    """How fast the answers of a year came, by class and coarse group. Secret complaints are left out.

    Of anonymous ones a group's figures change only when at least `least` more were answered: else the change would tell of one.
    """
    days: dict[str, list[int]] = defaultdict(list)
    for item in items:
        if item.klass is not Class.SECRET and not item.gone and item.answered is not None:
            answered_in = working_day_number(item.received, item.answered, closed)
            days[f"{ANSWER}/{item.klass}/{item.coarse}"].append(answered_in)
    cells: dict[str, int] = {}
    for name, answered in sorted(days.items()):
        known = before.get(f"{name}/jumlah", 0)
        step = 1 if name.startswith(f"{ANSWER}/{Class.OPEN}/") else least
        if len(answered) < max(least, known + step):
            continue
        pace = pace_of(answered)
        for cell, value in (("jumlah", pace.count), ("tengah", pace.median), ("p90", pace.p90)):
            cells[f"{name}/{cell}"] = value
    return {name: value for name, value in cells.items() if value != before.get(name)}


def pace_of(days: Sequence[int]) -> Pace:
    """By nearest rank: a number of days that really occurred, so "in so many days or less" is true as it stands."""
    ordered = sorted(days)
    p90 = ordered[-(-9 * len(ordered) // 10) - 1] if len(ordered) >= P90_LEAST else 0
    return Pace(len(ordered), ordered[-(-len(ordered) // 2) - 1], p90)


def _options(count: int, shown: int, least: int) -> tuple[int, ...]:
    return (shown, count) if count >= shown + least else (shown,)


def _is_safe(choice: tuple[int, ...], before: tuple[int, ...], least: int) -> bool:
    """Whether what is left of the whole beside the groups, and how it changed, tells of nobody or of `least` at least."""
    rest, was = _rest(choice), _rest(before)
    if rest is None:
        return True
    return (rest == 0 or rest >= least) and (was is None or rest == was or abs(rest - was) >= least)


def _rest(figures: tuple[int, ...]) -> int | None:
    """None: no whole is published, so nothing can be taken away from it."""
    *groups, total = figures
    return total - sum(groups) if total else None
