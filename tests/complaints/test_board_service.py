"""The board as its pages see it: published in batches, found by what people look for, and at once silent about what was erased."""

import random
import tracemalloc
from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from server.complaints.board import Board
from server.complaints.board_index import PAGE, BoardIndex, Filters
from server.complaints.kept import Kept
from server.complaints.me_too import is_token, mark_of
from server.complaints.memory_store import MemoryComplaintStore, Shelves
from server.complaints.streams import BOARD, COMPLAINTS
from server.domain.board_cohorts import JITTER
from server.domain.board_events import BatchPublished, CardPublished
from server.domain.board_state import BoardState, fold_board
from server.domain.complaint_class import Class
from server.domain.complaint_commands import DeclineSummary, EraseComplaint, RaiseClass, Withdraw
from server.domain.working_days import working_day_number
from tests.complaints.board_office import BoardOffice, board_office
from tests.complaints.small_desk import MONDAY

DEVICES = [f"{number:032x}" for number in range(40)]


@pytest.fixture
async def village() -> AsyncIterator[BoardOffice]:
    async with board_office() as made:
        yield made


def words(village: BoardOffice, filters: Filters | None = None) -> list[str]:
    return [village.board.words(card) for card in village.board.page(filters or Filters(), 1).cards]


async def test_a_complaint_is_on_the_board_on_the_next_working_day(village: BoardOffice) -> None:
    await village.complaint(words="Lampu jalan mati")
    assert not village.office.board.cards
    await village.board.publish()
    assert words(village) == [], "nothing appears on the day on which it came in"
    assert await village.next_batch()
    assert words(village) == ["Lampu jalan mati"]
    assert not await village.board.publish(), "once a working day"


async def test_no_card_is_ever_seen_without_its_words(village: BoardOffice) -> None:
    """Not even in the moment between the commit and what is read after it."""
    await village.complaint(words="Lampu jalan mati")
    seen: list[list[str]] = []
    ring = village.office.bell.ring

    def look(head: int) -> None:
        seen.append(words(village))
        ring(head)

    village.office.bell.ring = look  # type: ignore[method-assign]
    await village.next_batch()
    assert seen == [["Lampu jalan mati"]]


async def test_which_complaint_it_is_stands_in_no_event(village: BoardOffice) -> None:
    name = await village.complaint(words="Lampu jalan mati")
    await village.next_batch()
    records = await village.office.after(0, BOARD)
    assert [type(record.event) for record in records][-2:] == [CardPublished, BatchPublished]
    for record in records:
        assert name not in record.data
        assert f"ADU-{name}" not in record.data
        assert "Lampu" not in record.data
    assert [row.complaint for row in await village.office.cards()] == [name]


async def test_the_boards_numbers_are_its_own(village: BoardOffice) -> None:
    for _ in range(5):
        await village.complaint(Class.SECRET)
    before = village.board.head
    assert village.office.head > before
    await village.complaint(Class.SECRET)
    assert village.board.head == before


async def test_every_change_of_a_page_is_told(village: BoardOffice) -> None:
    told: list[str] = []
    village.board.changed = lambda: told.append("changed")
    await village.complaint(words="Lampu jalan mati")
    assert told == []
    await village.next_batch()
    assert told == ["changed"]


async def test_what_is_erased_is_silent_at_once_with_its_whole_cohort(village: BoardOffice) -> None:
    names = [await village.complaint(Class.ANONYMOUS, f"Lampu {number}") for number in range(3)]
    await village.until_there_are(3)
    assert sorted(words(village)) == ["Lampu 0", "Lampu 1", "Lampu 2"]
    await village.do(EraseComplaint(names[0]), actor="sender")
    assert words(village) == ["", "", ""]
    await village.next_batch(days=3)
    assert not village.office.board.cards


async def test_words_that_were_erased_before_their_batch_never_come(village: BoardOffice) -> None:
    name = await village.complaint(words="Lampu jalan mati")
    await village.office.keep(Kept(erase_plain=(f"s{name}",)))
    await village.next_batch()
    assert not village.office.board.cards


async def test_an_erased_one_stays_silent_after_a_restart() -> None:
    shelves = Shelves()
    async with board_office(MemoryComplaintStore(shelves)) as village:
        first = await village.complaint(words="Lampu pertama")
        await village.complaint(words="Lampu kedua")
        await village.next_batch()
        await village.do(EraseComplaint(first), actor="sender")
        days = village.days
    async with board_office(MemoryComplaintStore(shelves)) as again:
        again.days[:] = days
        assert sorted(words(again)) == ["", "Lampu kedua"]
        await again.next_batch()
        assert words(again) == ["Lampu kedua"]


async def test_a_raised_one_leaves_with_the_next_batch(village: BoardOffice) -> None:
    name = await village.complaint(words="Lampu jalan mati")
    await village.next_batch()
    await village.do(RaiseClass(name, Class.SECRET, about=()), actor="sender")
    # Not at this moment, which would tell who has just asked for it.
    assert words(village) == ["Lampu jalan mati"]
    await village.next_batch()
    assert not village.office.board.cards


async def test_nobody_is_asked_to_agree_with_a_card_without_words(village: BoardOffice) -> None:
    for _ in range(3):
        await village.complaint(Class.ANONYMOUS)
    await village.until_there_are(3)
    (card, *_) = village.board.page(Filters(), 1).cards
    assert not village.board.agreeable(card)
    assert not await village.board.me_too(card, DEVICES[0])


async def test_a_device_counts_once_and_the_number_is_told_in_bands(village: BoardOffice) -> None:
    await village.complaint(words="Lampu jalan mati")
    await village.next_batch()
    (card,) = village.board.page(Filters(), 1).cards
    told: list[int] = []
    village.board.changed = lambda: told.append(village.board.band(card))
    for device in [*DEVICES[:4], *DEVICES[:4]]:
        await village.board.me_too(card, device)
    assert village.board.band(card) == 0
    await village.board.me_too(card, DEVICES[4])
    assert village.board.band(card) == 5
    for device in DEVICES:
        await village.board.me_too(card, device)
    assert told == [5, 10, 25]
    again = Board(village.office, random.Random(1).randbytes)
    await again.load()
    assert again.band(card) == 25, "kept beyond a restart"


def test_what_is_kept_of_a_device_ties_no_two_cards_together() -> None:
    marks = {mark_of(card, "agree", DEVICES[0]) for card in ("a", "b", "c")}
    assert len(marks) == 3
    assert all(DEVICES[0].encode() not in mark and bytes.fromhex(DEVICES[0]) != mark for mark in marks)
    assert is_token(DEVICES[0])
    assert not is_token("zz" * 16)


async def test_flags_reach_a_moderator_and_hide_nothing(village: BoardOffice) -> None:
    name = await village.complaint(words="Lampu jalan mati")
    await village.next_batch()
    (card,) = village.board.page(Filters(), 1).cards
    for device in DEVICES:
        await village.board.flag(card, "bohong", device)
    assert words(village) == ["Lampu jalan mati"]
    (flag,) = village.board.flags()
    assert (flag.card, flag.complaint, flag.reason, flag.count) == (card.id, name, "bohong", len(DEVICES))
    await village.board.flags_done(card.id)
    assert village.board.flags() == ()
    with pytest.raises(ValueError, match="whatever"):
        await village.board.flag(card, "whatever", DEVICES[0])


async def test_which_working_day_it_is_of_an_open_one_in_hand(village: BoardOffice) -> None:
    name = await village.complaint(words="Lampu jalan mati")
    await village.next_batch(days=4)
    (card,) = village.board.page(Filters(), 1).cards
    clock = village.board.clock(card)
    assert clock is not None
    assert (clock.used, clock.limit) == (4, 14)
    await village.do(Withdraw(name), actor="sender")
    assert village.board.clock(card) is None


def large(count: int) -> BoardState:
    """A board of so many cards, of a hundred a year."""
    dice = random.Random(3)
    events = []
    for number in range(count):
        day = date(2026, 1, 5) + timedelta(number * 3)
        open_ = number % 2 == 0
        events += [
            CardPublished(
                f"{dice.randrange(2**60):x}",
                "open" if open_ else "anonymous",
                ("prasarana", "kebersihan")[number % 2],
                day.isoformat() if open_ else "2026-Q1",
                "krajan" if open_ else "",
                "ditindaklanjuti" if open_ else "diproses",
                "",
                "" if open_ else f"c{number // 3}",
            ),
            BatchPublished(day.isoformat()),
        ]
    return fold_board(BoardState(), events)


def test_pages_hold_every_card_once_newest_batch_first() -> None:
    index = BoardIndex(large(100))
    seen = [card for number in range(1, 20) for card in index.page(Filters(), number).cards]
    assert len({card.id for card in seen}) == 100
    first = index.page(Filters(), 1)
    assert (len(first.cards), first.pages, first.found) == (PAGE, -(-100 // PAGE), 100)
    assert [card.batch for card in first.cards] == sorted((card.batch for card in first.cards), reverse=True)
    assert index.page(Filters(), 999).number == first.pages


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(kind="open"), 50),
        (Filters(coarse="kebersihan"), 50),
        (Filters(hamlet="krajan"), 50),
        (Filters(kind="anonymous", hamlet="krajan"), 0),
        (Filters(state="selesai"), 0),
        (Filters(state="berjalan"), 100),
    ],
)
def test_what_is_looked_for_is_found(filters: Filters, count: int) -> None:
    assert BoardIndex(large(100)).page(filters, 1).found == count


def test_a_page_of_ten_thousand_touches_no_more_than_a_page_of_a_hundred() -> None:
    """Counted, not timed: what a page takes from memory does not grow with the board."""
    taken = []
    for count in (100, 10_000):
        index = BoardIndex(large(count))
        index.page(Filters(kind="open"), 1)
        tracemalloc.start()
        index.page(Filters(kind="open"), 2)
        taken.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert taken[1] <= taken[0] + 1_000


async def test_the_stream_of_complaints_has_nothing_of_the_board(village: BoardOffice) -> None:
    await village.complaint(words="Lampu jalan mati")
    await village.next_batch()
    kinds = {record.event.kind for record in await village.office.after(0, COMPLAINTS)}
    assert not kinds & {"card_published", "batch_published"}


@pytest.mark.parametrize("klass", [Class.ANONYMOUS, Class.OPEN])
async def test_a_no_after_the_yes_silences_the_whole_cohort_at_once(village: BoardOffice, klass: Class) -> None:
    names = [await village.complaint(klass, f"Lampu {number}") for number in range(3)]
    await village.until_there_are(3)
    await village.do(DeclineSummary(names[0], f"s{names[0]}"), actor="sender")
    assert sorted(words(village)) == (["", "", ""] if klass is Class.ANONYMOUS else ["", "Lampu 1", "Lampu 2"])
    # Nobody of them comes back with words: those of two alone would tell that the third did not.
    await village.next_batch(days=3)
    assert len(village.office.board.cards) == (0 if klass is Class.ANONYMOUS else 2)


async def test_who_declined_before_stays_on_the_board_without_words(village: BoardOffice) -> None:
    names = [await village.complaint(Class.ANONYMOUS, f"Lampu {number}", approved=False) for number in range(3)]
    for name in names:
        await village.do(DeclineSummary(name, f"s{name}"), actor="sender")
    await village.until_there_are(3)
    for _ in range(5):
        await village.next_batch()
    assert words(village) == ["", "", ""]


async def test_who_was_asked_and_says_nothing_comes_without_words_sooner_than_who_was_not(village: BoardOffice) -> None:
    """That the words are sealed until the yes must not make the asked look like the unasked."""
    for number in range(3):
        await village.complaint(Class.ANONYMOUS, f"Lampu {number}", approved=False)
    await village.until_there_are(3)
    assert words(village) == ["", "", ""]
    rules = village.office.rules()
    assert working_day_number(MONDAY, village.today, ()) <= rules.batch_wait_days + 2 + JITTER
