"""A sender comes back with the code from the receipt: the only key to the case besides the officials' own."""

import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from server.complaints.following_delay import WrongCodeDelay
from server.complaints.following_sessions import IDLE_S, SenderSession, SenderSessions
from server.complaints.kept import ReceiptRow
from server.complaints.office import ComplaintOffice
from server.complaints.pace import Doing, Pace
from server.complaints.sender_access import earliest_use, expired
from server.complaints.sender_case import Followed
from server.domain.complaint_codes import SENDER, account_of
from server.domain.complaint_events import ComplaintErased, ErasureAsked
from server.sealing.pairs import Unopenable, unlock, unseal
from server.sealing.receipt_code import parsed
from server.sealing.stretch import Busy
from server.store.base import Unwritable

if TYPE_CHECKING:
    from server.sealing.sealing import Sealing

_log = logging.getLogger("silakan.complaints")
_BUSY_WAIT_S = 5
_DECOY_BYTES = 24 + 16 + 64  # as long as a key under a key: nonce, tag, padded key


@dataclass(frozen=True, slots=True)
class FollowToken:
    """What the sender's browser carries from now on."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class WrongCode:
    """`mistyped`: it cannot be anybody's code, the check digit says so."""

    mistyped: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing was looked at. `busy`: not because of this address, but because the machine has too much to do."""

    seconds: int
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """The code was right, and all of it is erased. `by_code`: by somebody who knew the code, too.

    `asked` and `agreed`: officials, "" where there was none. Without any of these a restored copy was older than the erasure, and all
    that is left to be known is that it was: `day` is the day of the restoring.
    """

    day: date
    by_code: bool = False
    asked: str = ""
    agreed: str = ""


class Following:
    """`now` gives seconds of a clock that never jumps. Sessions are in memory only: a restart asks for the code again."""

    def __init__(
        self,
        office: ComplaintOffice,
        sealing: "Sealing",
        pace: Pace,
        now: Callable[[], float],
        random: Callable[[int], bytes],
    ) -> None:
        self._office = office
        self._sealing = sealing
        self._pace = pace
        self._random = random
        self._sessions = SenderSessions(now)
        self._delay = WrongCodeDelay(now)

    async def enter(
        self, code: str, address_tag: str, *, idle_s: float = IDLE_S
    ) -> FollowToken | WrongCode | Wait | Gone:
        """A session for whoever knows the code. `address_tag` as `Pace.tag` gives it.

        A code that nobody has costs the same stretch and the same tries at opening as one that somebody has.
        """
        digits = parsed(code)
        if digits is None:
            return WrongCode(mistyped=True)
        wait = max(self._pace.wait_s(Doing.CODE, address_tag), self._delay.wait_s(address_tag))
        if wait > 0:
            return Wait(ceil(wait))
        # Before the stretch: several at once from one address are several tries.
        self._pace.count(Doing.CODE, address_tag)
        if not self._office.state.complaints:
            # Nobody has a code yet, and the salt of the first stretch would make a database of nothing.
            self._delay.wrong(address_tag)
            return WrongCode(mistyped=False)
        try:
            async with aclosing(self._keys(digits)) as keys:
                async for lookup, kek in keys:
                    row = await self._office.receipt(lookup)
                    mine = self._opened(row, kek)
                    if row is not None and self._erased(row):
                        return await self._gone(row.complaint)
                    if row is not None and mine is not None and self._known(row):
                        return await self._begin(row, mine, idle_s)
        except Busy:
            return Wait(_BUSY_WAIT_S, busy=True)
        self._delay.wrong(address_tag)
        return WrongCode(mistyped=False)

    def session(self, token: str, *, use: bool = True) -> Followed | None:
        """What the holder of the token may do; None when the session is over. `use`: as `SenderSessions.of`."""
        session = self._sessions.of(token, use=use) if token else None
        if session is None:
            return None
        if not self._there(session):
            return None
        return Followed(self._office, self._sealing, session, self._random)

    async def gone(self, token: str) -> Gone | None:
        """What became of the complaint of a session that is over because all of it was erased; told once."""
        session = self._sessions.of(token) if token else None
        if session is None or self._there(session):
            return None
        self._sessions.end(token)
        return await self._gone(session.complaint)

    def leave(self, token: str) -> None:
        """The keys of this session are forgotten."""
        if token:
            self._sessions.end(token)

    async def expire(self, today: date) -> int:
        """Take away the receipts whose time is over; how many. For the ticker, once a day."""
        self._sessions.sweep()
        count = 0
        for row in await self._office.old_receipts(earliest_use(today)):
            complaint = self._office.state.complaints.get(row.complaint)
            if complaint is None or expired(complaint, row.used_day, today):
                await self._office.forget_receipt(row.lookup)
                count += 1
        return count

    async def _note_use(self, lookup: bytes) -> None:
        try:
            await self._office.touch_receipt(lookup, self._office.today())
        except Unwritable:
            # Reading must not depend on a medium that takes no writing: the access only ends a little earlier.
            _log.warning("the use of a receipt could not be noted")

    async def _keys(self, digits: str) -> AsyncGenerator[tuple[bytes, bytes], None]:
        """Of today's cost, then of what codes cost before it was raised."""
        yield await self._sealing.receipt_keys(digits)
        async for keys in self._sealing.earlier_receipt_keys(digits):
            yield keys

    async def _begin(self, row: ReceiptRow, mine: bytes, idle_s: float) -> FollowToken:
        await self._note_use(row.lookup)
        private = await self._case_key(row.complaint, mine)
        return FollowToken(self._sessions.start(row.complaint, row.lookup, mine, private, idle_s))

    def _there(self, session: SenderSession) -> bool:
        complaint = self._office.state.complaints.get(session.complaint)
        return complaint is not None and not complaint.erased

    def _known(self, row: ReceiptRow) -> bool:
        complaint = self._office.state.complaints.get(row.complaint)
        return (
            complaint is not None
            and not complaint.erased
            and not expired(complaint, row.used_day, self._office.today())
        )

    def _erased(self, row: ReceiptRow) -> bool:
        """Whether the code was right for a complaint of which nothing is left, and it is not too long ago."""
        complaint = self._office.state.complaints.get(row.complaint)
        if complaint is None or not complaint.erased or row.sealed_key:
            return False
        return not expired(complaint, row.used_day, self._office.today())

    async def _gone(self, complaint: str) -> Gone:
        """As the log tells it."""
        gone, asked = Gone(self._office.today()), ""
        for record in await self._office.history(complaint):
            match record.event:
                case ErasureAsked(by=by):
                    asked = by
                case ComplaintErased():
                    by_code = record.actor == SENDER
                    gone = Gone(record.day, by_code, "" if by_code else asked, account_of(record.actor))
                case _:
                    pass
        return gone

    def _opened(self, row: ReceiptRow | None, kek: bytes) -> bytes | None:
        """The receipt's private key. Without a row the same work is done on one that is nobody's."""
        try:
            return unlock(kek, row.sealed_key if row is not None and row.sealed_key else bytes(_DECOY_BYTES))
        except Unopenable:
            if row is not None and row.sealed_key:
                _log.error("a receipt is found by its code, but does not open")
            return None

    async def _case_key(self, complaint: str, private: bytes) -> bytes | None:
        for wrap in await self._office.wraps(complaint, "sender"):
            if wrap.purpose == "case":
                return unseal(private, wrap.sealed)
        return None  # the text is erased: what is left is the skeleton
