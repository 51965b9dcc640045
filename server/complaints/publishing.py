"""The batch of a working day: from the complaints to the board, in one commit."""

from collections.abc import Callable, Mapping

from server.complaints.kept import CardRow, Kept, PlainRow
from server.complaints.office import ComplaintOffice, Done
from server.domain.board_events import BoardEvent, CardPublished, CardWithdrawn
from server.domain.board_item import Item, item_of
from server.domain.board_rules import Batch, Placed, decide_board, is_due
from server.domain.board_state import BoardState
from server.domain.complaint_class import Class
from server.domain.complaints import ComplaintsState
from server.domain.frozen import replace
from server.office import NotStored

SUMMARY = "summary"
"""Rows of public words that may be read: of an open complaint as an official proposed them, of an anonymous one after the yes."""
CARD = "card"
"""Rows of the same words as a card shows them, under the card's own name."""


async def publish_batch(
    office: ComplaintOffice, random: Callable[[int], bytes], prepare: Callable[[Kept], None]
) -> Done | NotStored | None:
    """Publish today's batch; None when there is none to be published. Once a working day, however often it is called.

    `prepare` is told what the new cards say before the first of them can be seen.
    """
    today, closed, rules = office.today(), office.closed(), office.rules()
    if office.trouble or not is_due(office.board, today, closed):
        return None
    rows = [Placed(row.card, row.complaint) for row in await office.cards()]
    proposed = {row.ref: row.text for row in await office.plains(SUMMARY)}
    shown = {row.ref: row.text for row in await office.plains(CARD)}

    def decide(board: BoardState, complaints: ComplaintsState) -> tuple[tuple[BoardEvent, ...], Kept]:
        items = [_with_words(item_of(complaint, rules), proposed) for complaint in complaints.complaints.values()]
        summary_of = {item.id: proposed.get(item.summary, "") for item in items}
        reworded = [row.card for row in rows if summary_of.get(row.complaint) != shown.get(row.card)]
        batch = decide_board(board, items, rows, complaints.roots, today, rules, closed, random, reworded=reworded)
        return batch.events, _kept(batch, summary_of)

    return await office.put_on_board(decide, prepare=prepare)


def _with_words(item: Item, proposed: Mapping[str, str]) -> Item:
    """A summary whose words are not there is none; only that an anonymous sender has been asked counts, for the waiting."""
    asked = item.proposed if item.klass is Class.ANONYMOUS else None
    return item if item.summary in proposed else replace(item, summary="", approved=None, proposed=asked)


def _kept(batch: Batch, summary_of: Mapping[str, str]) -> Kept:
    complaint_of = {placed.card: placed.complaint for placed in batch.placed}
    worded = [event.card for event in batch.events if isinstance(event, CardPublished) and event.summary]
    return Kept(
        plain=tuple(PlainRow(card, CARD, summary_of[complaint_of[card]], complaint_of[card]) for card in worded),
        cards=tuple(CardRow(placed.card, placed.complaint) for placed in batch.placed),
        erase_plain=tuple(event.card for event in batch.events if isinstance(event, CardWithdrawn)),
        erase_cards=batch.forgotten,
    )
