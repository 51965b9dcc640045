"""A made-up year of a village's complaints, lived through day by day, and somebody who writes the board down every morning."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from server.domain.board_events import BoardEvent, CardChanged, CardPublished, CardWithdrawn, TotalsPublished
from server.domain.board_item import Item
from server.domain.board_rules import Placed, decide_board
from server.domain.board_state import BoardState, fold_board
from server.domain.complaint import State
from server.domain.complaint_category import Category, Rules
from server.domain.complaint_class import Class
from server.domain.frozen import replace

FIRST = date(2026, 1, 1)
HAMLETS = {
    "krajan": 900,
    "kulon": 650,
    "wetan": 500,
    "lor": 420,
    "kidul": 350,
    "sumber": 260,
    "pasir": 180,
    "bukit": 90,
}
CATEGORIES = (
    *(Category(code, False, True, 14, "prasarana") for code in ("jalan", "lampu", "air", "bangunan")),
    Category("sampah", False, True, 14, "kebersihan"),
    Category("pelayanan", False, False, 5, "pelayanan"),
    Category("administrasi", False, False, 14, "pelayanan"),
    Category("informasi", False, False, 5, "informasi"),
    *(
        Category(code, True, False, 60, "lingkungan_sosial")
        for code in ("perilaku_petugas", "pungli", "bansos", "tanah", "kekerasan", "pemilihan")
    ),
    Category("lainnya", False, False, 14, "lainnya"),
)
RULES = Rules(categories={category.code: category for category in CATEGORIES}, hamlets=HAMLETS)
CLOSED = frozenset({date(2026, 1, 1), *(date(2026, 3, 18) + timedelta(day) for day in range(8)), date(2026, 12, 25)})
UNIFORM = (1.0,) * len(CATEGORIES)
SKEWED = tuple(1 / (rank + 1) for rank in range(len(CATEGORIES)))


@dataclass(frozen=True)
class Life:
    """What the board could know of one complaint, by the day from which on it is so."""

    steps: tuple[tuple[date, Item], ...]
    hamlet: str

    def on(self, day: date) -> Item | None:
        """As it stood when the batch of that day was made: what happened on the day itself is not known yet."""
        return next((item for since, item in reversed(self.steps) if since < day), None)


@dataclass
class Diary:
    """What was published, and (what the observer does not know) of which complaint."""

    events: list[tuple[date, BoardEvent]] = field(default_factory=list)
    complaint_of: dict[str, str] = field(default_factory=dict)
    board: BoardState = field(default_factory=BoardState)
    lives: Mapping[str, Life] = field(default_factory=dict)


def a_year(
    seed: int, *, complaints: int = 100, weights: Sequence[float] = UNIFORM, days: int = 365
) -> Mapping[str, Life]:
    """`complaints` of a year, with all that may become of them: changes of class and mind among it. Settled some weeks after."""
    dice = random.Random(seed)
    lives = {}
    for number in range(complaints):
        came = FIRST + timedelta(dice.randrange(days))
        (category,) = dice.choices(CATEGORIES, weights)
        (hamlet,) = dice.choices(list(HAMLETS), list(HAMLETS.values()) if weights is SKEWED else None)
        lives[f"c{number}"] = _life(f"c{number}", came, category, hamlet, dice)
    return lives


def _life(name: str, came: date, category: Category, hamlet: str, dice: random.Random) -> Life:
    klass = category.floor()
    if klass is Class.OPEN and dice.random() < 0.5:
        klass = Class.ANONYMOUS
    if klass is not Class.SECRET and dice.random() < 0.1:
        klass = Class.SECRET
    item = Item(
        name, klass, category.coarse, came, State.RECEIVED, hamlet if klass is Class.OPEN else "", category.clock
    )
    steps = [(came, item)]
    day = came

    def then(after: tuple[int, int], **changes: object) -> None:
        nonlocal item, day
        day += timedelta(dice.randint(*after))
        item = replace(item, **changes)  # type: ignore[arg-type]
        steps.append((day, item))

    then((0, 3), state=State.VERIFYING)
    if dice.random() < 0.03:
        then((0, 1), state=State.MERGED)
        return Life(tuple(steps), hamlet)
    if dice.random() < 0.05:
        then((0, 2), state=State.ARCHIVED)
        return Life(tuple(steps), hamlet)
    if dice.random() < 0.8:
        then((0, 4), summary=f"s{name}", proposed=day)
        item = replace(item, proposed=day)
        steps[-1] = (day, item)
        answer = dice.random()
        if answer < 0.6:
            then((0, 3))
            item = replace(item, approved=day, proposed=None)
            steps[-1] = (day, item)
        elif answer < 0.7:
            then((0, 3), declined=True, proposed=None)
    then((0, 5), state=State.IN_PROGRESS)
    then((0, 6))
    item = replace(item, answered=day)
    steps[-1] = (day, item)
    if dice.random() < 0.03:
        then((1, 20), state=State.WITHDRAWN)
        return Life(tuple(steps), hamlet)
    if dice.random() < 0.04:
        then((1, 20), klass=Class.SECRET, hamlet="")
    elif klass is not Class.OPEN and dice.random() < 0.03:
        then((1, 20), klass=Class.ANONYMOUS)
    if dice.random() < 0.1:
        then((1, 10), state=State.FORWARDED)
        return Life(tuple(steps), hamlet)
    then((1, 25), state=State.AWAITING_CONFIRMATION, unmet=dice.random() < 0.1)
    if dice.random() < 0.1:
        then((1, 10), state=State.REOPENED, unmet=False)
        then((3, 15), state=State.AWAITING_CONFIRMATION)
    then((1, 14), state=State.DONE if dice.random() < 0.5 else State.DONE_BY_SILENCE)
    if dice.random() < 0.03:
        then((5, 60), state=State.WITHDRAWN)  # erased on request
    return Life(tuple(steps), hamlet)


def lived(lives: Mapping[str, Life], seed: int, *, days: int = 365 + 120, closed: Collection[date] = CLOSED) -> Diary:
    """The real rules, every morning of that time."""
    dice = random.Random(seed)
    diary, rows = Diary(lives=lives), list[Placed]()
    for day in (FIRST + timedelta(number) for number in range(days)):
        items = [item for life in lives.values() if (item := life.on(day)) is not None]
        batch = decide_board(diary.board, items, rows, {}, day, RULES, closed, dice.randbytes)
        diary.board = fold_board(diary.board, batch.events)
        diary.events += [(day, event) for event in batch.events]
        rows = [row for row in (*rows, *batch.placed) if row.card not in batch.forgotten]
        diary.complaint_of |= {row.card: row.complaint for row in batch.placed}
    return diary


Look = Callable[[date, BoardEvent], object]


def looks(events: Sequence[tuple[date, BoardEvent]]) -> Mapping[str, tuple[object, ...]]:
    """All that was ever published about each anonymous card but its words and its name, with the day on which it was to be seen."""
    seen: dict[str, list[object]] = defaultdict(list)
    for day, event in events:
        match event:
            case CardPublished(klass=Class.ANONYMOUS):
                told = (event.coarse, event.period, event.hamlet, event.state, bool(event.summary), event.limit)
                seen[event.card].append((day, "came", *told))
            case CardChanged(card=card) if card in seen:
                seen[card].append((day, event.state))
            case CardWithdrawn(card=card) if card in seen:
                seen[card].append((day, "left"))
            case _:
                pass
    return {card: tuple(told) for card, told in seen.items()}


def sensitive(lives: Mapping[str, Life]) -> frozenset[str]:
    """The complaints that were anonymous or secret at some time."""
    return frozenset(
        name for name, life in lives.items() if any(item.klass is not Class.OPEN for _, item in life.steps)
    )


def alone_on_cards(diary: Diary) -> frozenset[str]:
    """The complaints of anonymous cards that look like no other card."""
    seen = looks(diary.events)
    often = Counter(seen.values())
    return frozenset(diary.complaint_of[card] for card, look in seen.items() if often[look] == 1)


def total_steps(events: Sequence[tuple[date, BoardEvent]], cells: Callable[[str], bool]) -> list[int]:
    """How much each published figure changed at once; with what is left of the whole when all published groups are taken away."""
    now: dict[tuple[str, str], int] = {}
    steps = []
    for _, event in events:
        if isinstance(event, TotalsPublished):
            was = dict(now)
            now |= {(event.year, name): value for name, value in event.cells.items() if cells(name)}
            steps += [value - was.get(cell, 0) for cell, value in now.items() if value != was.get(cell, 0)]
            for rest, before in zip(_rests(now), _rests(was), strict=False):
                steps += [rest, rest - before]
    return [abs(step) for step in steps if step]


def _rests(cells: Mapping[tuple[str, str], int]) -> list[int]:
    return [
        total - sum(value for (other, name), value in cells.items() if other == year and name.startswith("rahasia/"))
        for (year, cell), total in sorted(cells.items())
        if cell == "rahasia"
    ]
