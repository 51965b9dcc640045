"""From a complaint's number to its card on the board, and from cards to their words and days: for programs that read the board."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from server.domain.board_events import BOARD, subject_of
from server.domain.complaint_class import Class
from server.exchange.public_cards import PublicCard
from server.web.context import Context

_MANY = 100
"""From so many on a row each would be slower than all at once."""
_AT_ONCE = 2_000


async def card_of_number(context: Context, number: str) -> str | None:
    """The id of the card that shows the open complaint of that number. Takes the same way for every number, known or not."""
    office = context.complaints.office
    complaint = office.state.by_number.get(number.strip().upper(), "")
    shown = {row.complaint: row.card for row in await office.cards()}
    card = office.board.cards.get(shown.get(complaint, ""))
    told = office.state.complaints.get(complaint)
    is_open = card is not None and card.open and told is not None and told.klass is Class.OPEN
    return card.id if is_open and card is not None else None


def summaries(context: Context, cards: Sequence[PublicCard]) -> Mapping[str, str]:
    """The public words of those cards, by the cards' ids; without those that have none, or none any more."""
    board = context.complaints.board
    shown = ((card.id, board.card(card.id)) for card in cards)
    found = {name: board.words(card) for name, card in shown if card is not None}
    return {name: words for name, words in found.items() if words}


async def updated_days(context: Context, cards: Sequence[PublicCard]) -> Mapping[str, date]:
    """The day of the last change on the board of the open ones among them; that of the others nobody is told."""
    office = context.complaints.office
    wanted = {card.id for card in cards if card.open}
    if len(wanted) > _MANY:
        return await _all_days(context, wanted)
    histories = {card: await office.store.history(BOARD, f"card:{card}") for card in wanted}
    return {card: records[-1].day for card, records in histories.items() if records}


async def _all_days(context: Context, wanted: Collection[str]) -> Mapping[str, date]:
    office = context.complaints.office
    days: dict[str, date] = {}
    seq = 0
    while records := await office.after(seq, BOARD, _AT_ONCE):
        seq = records[-1].seq
        for record in records:
            card = subject_of(record.event).removeprefix("card:")
            if card in wanted:
                days[card] = record.day
    return days
