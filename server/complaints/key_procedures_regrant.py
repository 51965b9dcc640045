"""Giving back what somebody could read before their key was lost: by a colleague in one press, or with the recovery sheet."""

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from server.complaints.case_keys import CaseKeys, NoKey, OpenCase
from server.complaints.kept import Kept
from server.complaints.office import ComplaintOffice, Done, Refused
from server.domain.complaint_commands import GrantKeys
from server.domain.complaint_ladder import recipients_for, rungs_for
from server.domain.complaint_refusals import ComplaintRefusal
from server.sealing.pairs import Unopenable

Opener = Callable[[str], Awaitable[OpenCase | None]]


@dataclass(frozen=True, slots=True)
class Granted:
    """`done`: complaints that the person reads again. `left`: those that this opener could not open, or may not give to them."""

    done: int
    left: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A complaint that somebody could read; `as_rung`: not yet, it lay ready for when it climbs to them."""

    complaint: str
    as_rung: bool


class Regrants:
    def __init__(self, office: ComplaintOffice, keys: CaseKeys) -> None:
        self._office = office
        self._keys = keys

    async def note(self, account: str) -> None:
        """Write down what is sealed to the account, before its key is gone."""
        complaints = [one for one in self._office.state.complaints.values() if not one.text_erased]
        reads = [Lost(one.id, as_rung=False) for one in complaints if account in one.readers]
        waits = [Lost(one.id, as_rung=True) for one in complaints if account in one.rungs]
        await self.add(account, (*reads, *waits))

    async def note_new_rung(self, account: str) -> None:
        """Open complaints of before somebody came onto the ladder: whoever opens one finds out whether it is about them."""
        open_ones = [one for one in self._office.state.complaints.values() if not one.closed and not one.text_erased]
        await self.add(
            account, [Lost(one.id, True) for one in open_ones if account not in (*one.rungs, *one.passed_over)]
        )

    async def inherit(self, account: str, heir: str) -> None:
        """All that the account reads is to be given to its heir."""
        complaints = self._office.state.complaints.values()
        reads = [Lost(one.id, as_rung=False) for one in complaints if not one.text_erased and account in one.readers]
        await self.add(heir, [one for one in reads if heir not in self._office.state.complaints[one.complaint].readers])

    async def add_by_rule(self, account: str, opener: Opener) -> None:
        """Open complaints that a new one of their kind would be sealed to this account for; as far as `opener` opens them."""
        state, rules = self._office.state, self._office.rules()
        found = []
        for one in tuple(state.complaints.values()):
            case = None if one.closed or one.text_erased or state.staffed is None else await opener(one.id)
            about = None if case is None else await self._about(case)
            if about is None or state.staffed is None or account in one.passed_over:
                continue
            if (
                account in recipients_for(state.staffed, rules.category(one.category), one.klass, about)
                and account not in one.readers
            ):
                found.append(Lost(one.id, as_rung=False))
            if account in rungs_for(state.staffed, about) and account not in one.rungs:
                found.append(Lost(one.id, as_rung=True))
        await self.add(account, found)

    async def add(self, account: str, lost: Iterable[Lost]) -> None:
        await self._keep(account, dict.fromkeys((*await self.of(account), *lost)))

    async def of(self, account: str) -> tuple[Lost, ...]:
        """What the account has to be given again."""
        kept = await self._office.setting(_name(account)) or b"[]"
        return tuple(Lost(complaint, as_rung) for complaint, as_rung in json.loads(kept))

    async def forget(self, account: str) -> None:
        await self._keep(account, {})

    async def carry_out(self, account: str, opener: Opener, *, actor: str, recovered: bool = False) -> Granted:
        """Give back all that `opener` opens. Whom a complaint is about is looked up in each, and they get nothing."""
        left: dict[Lost, None] = {}
        lost = await self.of(account)
        for one in lost:
            known = self._office.state.complaints.get(one.complaint)
            if known is None or known.text_erased:
                continue  # there is nothing to read any more
            if not await self._given(account, one, opener, actor, recovered=recovered):
                left[one] = None
        await self._keep(account, left)
        missing = {one.complaint for one in left}
        return Granted(len({one.complaint for one in lost} - missing), len(missing))

    async def _given(self, account: str, lost: Lost, opener: Opener, actor: str, *, recovered: bool) -> bool:
        """Whether nothing is left to do about this one."""
        case = await opener(lost.complaint)
        if case is None:
            return False
        known = self._office.state.complaints[lost.complaint]
        if account in (known.rungs if lost.as_rung else known.readers) and account not in known.stale:
            return True
        try:
            wrap = await self._keys.wrap_for(case, account)
        except NoKey:
            return False
        command = GrantKeys(lost.complaint, account, await self._about(case), lost.as_rung, recovered)
        match await self._office.do(command, actor=actor, kept=Kept(wraps=(wrap,))):
            case Done() | Refused(refusal=ComplaintRefusal.CONFLICT):
                # It is about this person: not theirs to be given, now or later.
                return True
            case _:
                return False

    async def _about(self, case: OpenCase) -> tuple[str, ...] | None:
        """Whom the complaint is about, as its text says. None: it cannot be read, and then nobody new gets it."""
        for row in await self._office.rows(case.complaint, "text"):
            try:
                told = json.loads(case.open(row.sealed))
                return tuple(str(account) for account in told.get("about", ()))
            except (Unopenable, ValueError, AttributeError):
                return None  # a broken row; its content goes nowhere
        return None

    async def _keep(self, account: str, lost: dict[Lost, None]) -> None:
        if tuple(lost) == await self.of(account):
            return  # an office without complaints has no database, and gets none from this
        told = [[one.complaint, one.as_rung] for one in lost]
        await self._office.put_setting(_name(account), json.dumps(told).encode() if told else b"")


def _name(account: str) -> str:
    return f"regrant:{account}"
