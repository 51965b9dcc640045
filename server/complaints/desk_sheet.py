"""The recovery sheet at the desk: shown once, and proven to be on paper by one of its lines typed back."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

from server.complaints.key_procedures import KeyProcedures, NotTrusted, Sheet
from server.complaints.key_procedures_sheet import mark_of
from server.complaints.office import NotStored, Refused
from server.sealing.letters import typed
from server.sealing.recovery import LINES
from server.sealing.staff_keys import Unlocked


@dataclass(frozen=True, slots=True)
class _Shown:
    fingerprint: str
    line: str = field(repr=False)
    number: int


@dataclass(frozen=True, slots=True)
class NewSheet:
    """`asked`: the number, from 1, of the line that is to be typed back."""

    sheet: Sheet = field(repr=False)
    asked: int


class RecoverySheets:
    """One line of a sheet that was just made is remembered until it has been typed back; never the whole of it."""

    def __init__(self, procedures: KeyProcedures, random: Callable[[int], bytes]) -> None:
        self._procedures = procedures
        self._random = random
        self._shown: _Shown | None = None

    async def make(self, by: Unlocked) -> NewSheet | NotTrusted | Refused | NotStored:
        """A new sheet; once it counts, an older one opens nothing that comes in."""
        sheet = await self._procedures.new_sheet(by)
        if not isinstance(sheet, Sheet):
            return sheet
        number = self._random(1)[0] % LINES + 1
        self._shown = _Shown(sheet.fingerprint, typed(sheet.lines[number - 1]), number)
        return NewSheet(sheet, number)

    @property
    def asked(self) -> int:
        """Which line is to be typed back; 0: none is."""
        shown, waiting = self._shown, self._procedures.sheet.waiting
        return shown.number if shown and waiting and mark_of(waiting) == shown.fingerprint else 0

    async def prove(self, line: str, by: Unlocked) -> bool:
        """Whether that is the line that was asked for. Then the sheet is on paper; and it counts, where `by` may say so."""
        shown, waiting = self._shown, self._procedures.sheet.waiting
        right = shown is not None and hmac.compare_digest(typed(line).encode(), shown.line.encode())
        if not right or not self.asked or waiting is None:
            return False
        self._shown = None
        await self._procedures.confirm_sheet(by, waiting.public)
        return True

    @property
    def proven(self) -> str:
        """The mark of the present sheet, which somebody has compared with the paper; "" for none."""
        return self._procedures.sheet.fingerprint
