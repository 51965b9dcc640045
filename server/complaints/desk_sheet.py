"""The recovery sheet at the desk: shown once, and proven to be on paper by one of its lines typed back."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

from server.complaints.key_procedures import KeyProcedures, NotTrusted, Sheet
from server.complaints.office import ComplaintOffice
from server.sealing.letters import typed
from server.sealing.recovery import LINES
from server.sealing.staff_keys import Unlocked

_PROVEN = "recovery_sheet_proven"


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

    def __init__(self, office: ComplaintOffice, procedures: KeyProcedures, random: Callable[[int], bytes]) -> None:
        self._office = office
        self._procedures = procedures
        self._random = random
        self._shown: _Shown | None = None

    async def make(self, by: Unlocked) -> NewSheet | NotTrusted:
        """A new sheet; an older one opens nothing that comes in from now on."""
        sheet = await self._procedures.new_sheet(by)
        if isinstance(sheet, NotTrusted):
            return sheet
        number = self._random(1)[0] % LINES + 1
        self._shown = _Shown(sheet.fingerprint, typed(sheet.lines[number - 1]), number)
        await self._office.put_setting(_PROVEN, b"")
        return NewSheet(sheet, number)

    @property
    def asked(self) -> int:
        """Which line is to be typed back; 0: none is."""
        return 0 if self._shown is None else self._shown.number

    async def prove(self, line: str) -> bool:
        """Whether that is the line that was asked for: then the sheet counts as printed."""
        shown = self._shown
        if shown is None or not hmac.compare_digest(typed(line).encode(), shown.line.encode()):
            return False
        await self._office.put_setting(_PROVEN, shown.fingerprint.encode())
        self._shown = None
        return True

    async def proven(self) -> str:
        """The fingerprint of the sheet that lies on paper somewhere; "" for none."""
        return (await self._office.setting(_PROVEN) or b"").decode()
