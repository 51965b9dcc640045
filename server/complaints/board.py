"""The public board: its pages, figures and words. Whatever it tells was published; complaints are only asked what must be hidden."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from server.complaints.board_index import BoardIndex, BoardPage, Filters
from server.complaints.kept import Kept
from server.complaints.me_too import Flag, MeToo
from server.complaints.office import ComplaintOffice, Done
from server.complaints.publishing import CARD, publish_batch
from server.domain.board_state import BoardState, Card
from server.domain.board_totals import ANSWER, HIDDEN, Pace
from server.domain.complaint_class import Class
from server.domain.complaint_deadlines import Clock, clocks


@dataclass(frozen=True, slots=True)
class Year:
    """One year's figures. `groups`: cards by coarse group and group of states; `hidden`: secret complaints, 0 for fewer than told.

    `paces`: how fast answers came, by class and coarse group.
    """

    year: str
    groups: Mapping[tuple[str, str], int]
    hidden: int
    paces: Mapping[tuple[str, str], Pace]


class Board:
    """`changed` is called when a page would look different; `random` gives that many random bytes."""

    def __init__(self, office: ComplaintOffice, random: Callable[[int], bytes]) -> None:
        self._office = office
        self._random = random
        self._me_too = MeToo(office, random)
        self._complaint_of: Mapping[str, str] = {}
        self._words: dict[str, str] = {}
        self._indexed: tuple[BoardState, BoardIndex] | None = None
        self.changed: Callable[[], None] = _nothing

    @property
    def head(self) -> int:
        """The number of the board's last record: the only number that its pages carry."""
        return self._office.board_head

    @property
    def epoch(self) -> str:
        return self._office.epoch

    @property
    def updated(self) -> date | None:
        """The day of the newest batch."""
        return self._office.board.batch

    @property
    def bare(self) -> bool:
        """Whether there is no card at all."""
        return not self._office.board.cards

    async def load(self) -> None:
        """Read what the cards say and whose they are."""
        self._complaint_of = {row.card: row.complaint for row in await self._office.cards()}
        self._words = {row.ref: row.text for row in await self._office.plains(CARD)}
        await self._me_too.load()

    async def publish(self) -> bool:
        """The batch of this working day, unless it is out; whether there was one."""
        done = await publish_batch(self._office, self._random, self._prepare)
        if not isinstance(done, Done) or not done.events:
            return False
        await self.load()
        self.changed()
        return True

    def page(self, filters: Filters, number: int) -> BoardPage:
        return self._index().page(filters, number)

    def words(self, card: Card) -> str:
        """The public summary. "" for a card without one, and at once when somebody of its cohort says no to it, or erases all."""
        hidden = any(self._is_silenced(member) for member in self._index().cohorts.get(card.cohort, (card.id,)))
        return "" if hidden else self._words.get(card.summary, "")

    def clock(self, card: Card) -> Clock | None:
        """Which working day of how many it is for an open complaint that is in hand."""
        complaint = self._office.state.complaints.get(self._complaint_of.get(card.id, ""))
        if not card.open or complaint is None or complaint.klass is not Class.OPEN or complaint.closed:
            return None
        found = clocks(complaint, self._office.rules(), self._office.today(), self._office.closed())
        return next((clock for clock in found if clock.what == "settle" and clock.met is None), None)

    def year(self, year: str) -> Year:
        """What is published of that year."""
        cells = self._office.board.cells.get(year, {})
        names = {name.rpartition("/")[0] for name in cells if name.startswith(f"{ANSWER}/")}
        paces = {(name.split("/")[1], name.split("/")[2]): _pace(cells, name) for name in names}
        groups = {
            (coarse, state): count for (when, coarse, state), count in self._index().by_year.items() if when == year
        }
        return Year(year, groups, cells.get(HIDDEN, 0), paces)

    def this_year(self) -> Year:
        return self.year(str(self._office.today().year))

    def roots(self) -> list[tuple[str, str]]:
        """Week and root, the newest first."""
        return sorted(self._office.board.roots.items(), reverse=True)

    def newest_open(self, most: int) -> list[Card]:
        """The newest open complaints with words, for the TV."""
        return [card for card in self._index().newest_open(most) if self.words(card)]

    def card(self, card: str) -> Card | None:
        return self._office.board.cards.get(card)

    def agreeable(self, card: Card) -> bool:
        """Whether others may say that they feel it too: only where it says what."""
        return bool(self.words(card))

    def new_token(self) -> str:
        return self._me_too.new_token()

    def band(self, card: Card) -> int:
        """5, 10 or 25: so many agree at least; 0 for fewer."""
        return self._me_too.band(card.id)

    async def me_too(self, card: Card, token: str) -> bool:
        """Count this device's word once. False when it was counted before, or the card has no words."""
        before = self.band(card)
        new = self.agreeable(card) and await self._me_too.agree(card.id, token)
        if self.band(card) != before:
            self.changed()
        return new

    async def flag(self, card: Card, reason: str, token: str) -> bool:
        """Have a moderator look at a card. It stays as it is until then. Raises `ValueError` for an unknown reason."""
        return await self._me_too.flag(card.id, reason, token)

    def flags(self) -> tuple[Flag, ...]:
        shown = self._office.board.cards
        return self._me_too.flags({card: whose for card, whose in self._complaint_of.items() if card in shown})

    async def flags_done(self, card: str) -> None:
        await self._me_too.flags_done(card)

    def _prepare(self, kept: Kept) -> None:
        """Know the words of new cards before their batch is there: a page that is drawn in between must have them."""
        self._words |= {row.ref: row.text for row in kept.plain}
        self._complaint_of = {**self._complaint_of, **{row.card: row.complaint for row in kept.cards}}

    def _index(self) -> BoardIndex:
        board = self._office.board
        if self._indexed is None or self._indexed[0] is not board:
            self._indexed = board, BoardIndex(board)
        return self._indexed[1]

    def _is_silenced(self, card: str) -> bool:
        complaint = self._office.state.complaints.get(self._complaint_of.get(card, ""))
        if complaint is None or complaint.erased:
            return True
        return complaint.summary is not None and complaint.summary.approved is False


def _pace(cells: Mapping[str, int], name: str) -> Pace:
    return Pace(cells.get(f"{name}/jumlah", 0), cells.get(f"{name}/tengah", 0), cells.get(f"{name}/p90", 0))


def _nothing() -> None:
    """Nobody shows the board yet."""
