"""tv-hero.js in step with the voice: the hero names the number that is being said, and is never stuck when nobody says anything."""

from dataclasses import replace

import pytest
from playwright.async_api import Page, expect

from display.views import CallCard, TvView
from tests.display.fake_office import STEADY, FakeOffice
from tests.display.samples import TV, call
from tests.stopped_clock import stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

OLD = replace(call(10, "K003", 4), outcome="spoken", voiced=True)
QUIET = replace(TV, calls=(OLD,))
QUIET_MS = 12_000
STUCK_MS = 45_000

# Every card that came into the hero: the number, and whether it was shown as new.
DIARY = """() => {
    window.diary = [];
    const hero = document.getElementById("hero");
    new MutationObserver(() => {
        const card = hero.querySelector(".call");
        if (card !== null) window.diary.push([card.querySelector(".call-number").textContent, card.classList.contains("fresh")]);
    }).observe(hero, {childList: true});
}"""


def voiced(seq: int, ticket: str, counter: int, outcome: str = "queued", age_ms: int = 0) -> CallCard:
    return replace(call(seq, ticket, counter, age_ms), outcome=outcome, voiced=True)


class Board:
    """The TV with a clock that only the test moves, and the calls that the office shows on it, newest first."""

    def __init__(self, office: FakeOffice, page: Page) -> None:
        self._office = office
        self.page = page
        self._calls: dict[int, CallCard] = {OLD.seq: OLD}

    async def open(self, view: TvView = QUIET) -> None:
        self._office.view, self._office.live = view, replace(STEADY, screen="tv", seq=10)
        await stop_clock(self.page)
        await self.page.goto(self._office.url)
        await expect(self.page.locator("body")).to_have_attribute("data-link", "up")
        await self.page.evaluate(DIARY)

    async def shows(self, *calls: CallCard, gone: int = 0, announcing: bool = False) -> None:
        """These calls are new or have a new outcome; that one was taken back; something else is being said."""
        self._calls |= {one.seq: one for one in calls}
        self._calls.pop(gone, None)
        newest_first = tuple(sorted(self._calls.values(), key=lambda one: -one.seq))
        words = "Pelayanan istirahat." if announcing else ""
        await self._office.show(replace(TV, calls=newest_first, announcing=announcing, announced=words))
        await expect(self.page.locator("body")).to_have_attribute("data-seq", str(self._office.live.seq))

    async def hero(self) -> str:
        return await self.page.locator("#hero .call-number").inner_text()

    async def passes(self, ms: int) -> None:
        await self.page.clock.run_for(ms)

    async def diary(self) -> list[list[object]]:
        diary = await self.page.evaluate("window.diary")
        assert isinstance(diary, list)
        return diary


@pytest.fixture
def board(office: FakeOffice, page: Page) -> Board:
    return Board(office, page)


async def test_the_hero_waits_for_the_voice_and_the_table_does_not(board: Board) -> None:
    await board.open()
    await board.shows(voiced(11, "A011", 1))
    await board.passes(3_000)
    assert await board.hero() == "K003"
    assert await board.page.locator(".counter-ticket").first.inner_text() == "A011"

    await board.shows(voiced(11, "A011", 1, "speaking"))

    assert await board.hero() == "A011"
    assert await board.diary() == [["A011", True]]
    await board.shows(voiced(11, "A011", 1, "spoken"))
    await board.passes(60_000)
    assert await board.diary() == [["A011", True]]


async def test_a_backlog_of_three_is_named_as_it_is_said_also_in_the_short_form(board: Board) -> None:
    await board.open()
    numbers = ((11, "A011", 1), (12, "C007", 2), (13, "P002", 3))
    await board.shows(*(voiced(*one) for one in numbers))
    for one in numbers:
        await board.shows(voiced(*one, "speaking"))
        assert await board.hero() == one[1]
        # Three and a half seconds: shorter than a call that nobody says would stand.
        await board.passes(3_500)
        await board.shows(voiced(*one, "spoken"))

    await board.passes(60_000)
    assert await board.diary() == [["A011", True], ["C007", True], ["P002", True]]


async def test_what_is_said_out_of_order_is_shown_as_it_is_said(board: Board) -> None:
    """A recall goes before another counter's call."""
    await board.open()
    await board.shows(voiced(11, "A011", 1), replace(voiced(12, "K003", 4), repeat=True))
    await board.shows(voiced(12, "K003", 4, "speaking"))
    await board.passes(10_000)
    await board.shows(voiced(12, "K003", 4, "spoken"), voiced(11, "A011", 1, "speaking"))
    await board.shows(voiced(11, "A011", 1, "spoken"))
    await board.passes(60_000)

    assert await board.diary() == [["K003", True], ["A011", True]]


async def test_two_voices_at_once_are_shown_one_after_the_other(board: Board) -> None:
    """A TV that shows the counters of two rooms."""
    await board.open()
    await board.shows(voiced(11, "A011", 1, "speaking"), voiced(12, "C007", 2, "speaking"))
    assert await board.hero() == "A011"
    await board.passes(5_999)
    assert await board.hero() == "A011"
    await board.passes(1)
    assert await board.hero() == "C007"


@pytest.mark.parametrize("outcome", ["unspoken", "spoken"])
async def test_a_call_that_will_not_be_said_any_more_is_shown_at_once_and_holds_its_time(
    board: Board, outcome: str
) -> None:
    await board.open()
    await board.shows(voiced(11, "A011", 1))
    await board.shows(voiced(11, "A011", 1, outcome))
    assert await board.hero() == "A011"

    await board.shows(voiced(12, "C007", 2, "unspoken"))
    await board.passes(5_999)
    assert await board.hero() == "A011"
    await board.passes(1)
    assert await board.hero() == "C007"


async def test_a_voice_that_goes_away_leaves_nobody_waiting(board: Board) -> None:
    await board.open()
    await board.shows(voiced(11, "A011", 1))
    assert await board.hero() == "K003"

    await board.shows(replace(voiced(11, "A011", 1), voiced=False))

    assert await board.hero() == "A011"


async def test_without_a_word_of_the_voice_the_call_is_shown_all_the_same(board: Board) -> None:
    await board.open()
    await board.shows(voiced(11, "A011", 1))
    await board.passes(QUIET_MS - 1)
    assert await board.hero() == "K003"
    await board.passes(1)
    assert await board.hero() == "A011"

    # When the voice begins after all, the hero says so once more.
    await board.passes(2_000)
    await board.shows(voiced(11, "A011", 1, "speaking"))
    await board.passes(6_000)
    assert await board.diary() == [["A011", True], ["A011", True]]


async def test_an_announcement_is_waited_for_as_a_call_is(board: Board) -> None:
    await board.open()
    await board.shows(voiced(11, "A011", 1), announcing=True)
    await board.passes(STUCK_MS - 1)
    assert await board.hero() == "K003"

    await board.shows()
    await board.passes(QUIET_MS - 1)
    assert await board.hero() == "K003"
    await board.passes(1)
    assert await board.hero() == "A011"


async def test_what_is_announced_stands_there_only_while_nobody_is_called(board: Board) -> None:
    await board.open()
    announced = board.page.locator("#announced")
    await board.shows(announcing=True)
    await expect(announced).to_be_visible()
    await board.shows(voiced(11, "A011", 1, "speaking"), announcing=True)
    await expect(announced).to_be_hidden()
    await board.shows(voiced(11, "A011", 1, "spoken"), announcing=True)
    await board.passes(6_000)
    await expect(announced).to_be_visible()


async def test_a_voice_that_sticks_in_a_sentence_is_given_up(board: Board) -> None:
    await board.open()
    await board.shows(voiced(11, "A011", 1, "speaking"), voiced(12, "C007", 2))
    await board.passes(STUCK_MS - 1)
    assert await board.hero() == "A011"
    await board.passes(1)
    assert await board.hero() == "C007"


async def test_a_call_that_is_taken_back_while_it_waits_is_never_shown(board: Board) -> None:
    await board.open()
    await board.shows(voiced(11, "A011", 1))
    await board.shows(gone=11)
    await board.passes(60_000)

    assert await board.diary() == []
    assert await board.hero() == "K003"


async def test_a_call_that_is_taken_back_in_the_hero_leaves_it_at_once(board: Board) -> None:
    await board.open()
    await board.shows(voiced(11, "A011", 1, "speaking"))
    await board.shows(gone=11)

    assert await board.hero() == "K003"


async def test_a_letter_waits_until_the_number_in_the_hero_has_been_said(board: Board) -> None:
    await board.open()
    await board.shows(voiced(11, "A011", 1, "speaking"))
    await board.shows(CallCard(12, "B004", "", "", 0, repeat=False, letter_day="Senin"))
    await board.passes(20_000)
    assert await board.hero() == "A011"
    await board.shows(voiced(11, "A011", 1, "spoken"))

    assert await board.hero() == "B004"


async def test_a_tv_that_is_switched_on_in_a_backlog_joins_in(board: Board) -> None:
    late = (voiced(12, "C007", 2, "queued", 20_000), voiced(11, "A011", 1, "speaking", 30_000), OLD)
    await board.open(replace(TV, calls=late))
    assert await board.hero() == "A011"

    await board.shows(late[0], late[1])
    await board.shows(replace(late[1], outcome="spoken"), replace(late[0], outcome="speaking"))

    assert await board.hero() == "C007"


async def test_the_bright_row_is_the_one_that_the_hero_leads_to(board: Board) -> None:
    await board.open()
    latest = board.page.locator(".counter.latest")
    await board.shows(voiced(11, "A011", 1, "speaking"), voiced(12, "C007", 2))
    await expect(latest).to_have_attribute("data-counter", "1")
    await board.shows(voiced(11, "A011", 1, "spoken"), voiced(12, "C007", 2, "speaking"))
    await expect(latest).to_have_attribute("data-counter", "2")
    await expect(latest).to_have_count(1)
