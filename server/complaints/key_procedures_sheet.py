"""The recovery sheet: a key on paper, outside the office, that opens the texts (and no identity) when people's keys are lost."""

from dataclasses import dataclass, field

from server.complaints.case_keys import CASE, RECOVERY, CaseKeys, for_sheet
from server.complaints.office import ComplaintOffice, Done, NotStored, Refused
from server.domain.complaint_codes import actor_of
from server.domain.complaint_commands import ConfirmSheet, MakeSheet, RefuseSheet
from server.domain.complaint_sheets import MadeSheet
from server.sealing.pairs import new_pair, pair_of
from server.sealing.recovery import (
    FINGERPRINT_BYTES,
    SheetKey,
    WrongLines,
    fingerprint,
    fingerprint_words,
    read_sheet,
    sheet_lines,
)
from server.sealing.staff_keys import Unlocked

UNTOLD = "recovery_public"
"""A row in which the public key of a sheet stood before the log told of sheets. It counts for nothing."""


@dataclass(frozen=True, slots=True)
class Extended:
    """`done`: complaints that the present sheet opens thanks to this press. `left`: those that it still does not open."""

    done: int
    left: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """To be printed once and shown never again. `fingerprint` stands on the sheet and on the desk.

    Nothing is sealed to it before it has been compared with the paper; the former one goes on until then.
    """

    lines: tuple[str, ...] = field(repr=False)
    fingerprint: str


@dataclass(frozen=True, slots=True)
class WrongSheet:
    """Typed right, but it is not this office's present sheet. `fingerprint`: of the one that was typed."""

    fingerprint: str


class RecoverySheet:
    """Which sheet counts, only the log says: a key that lies in a table could have been put there."""

    def __init__(self, office: ComplaintOffice, keys: CaseKeys) -> None:
        self._office = office
        self._keys = keys

    @property
    def present(self) -> MadeSheet | None:
        """The one that complaints are sealed to."""
        return self._office.state.sheet

    @property
    def waiting(self) -> MadeSheet | None:
        """A newer one that has to be compared with the paper first: by a colleague of its maker, where there is one."""
        pending = self._office.state.sheets.pending
        return None if pending == self.present else pending

    @property
    def fingerprint(self) -> str:
        """Of the present sheet; "" when there is none."""
        return "" if self.present is None else mark_of(self.present)

    async def new(self, by: Unlocked) -> Sheet | Refused | NotStored:
        """A new sheet. Once it is compared, the former one opens nothing that is sealed from then on."""
        pair = new_pair()
        told = await self._told(MakeSheet(pair.public.hex()), by)
        if told is not None:
            return told
        if await self._office.setting(UNTOLD):
            await self._office.put_setting(UNTOLD, b"")
        return Sheet(sheet_lines(pair.private), fingerprint_words(pair.public))

    async def confirm(self, by: Unlocked, public: str) -> Extended | Refused | NotStored:
        """Its mark is that of the paper. `public`: of the sheet that was shown, in hex. What `by` reads is sealed to it at once."""
        told = await self._told(ConfirmSheet(public), by)
        return await self.extend(by) if told is None else told

    async def refuse(self, by: Unlocked, public: str) -> Refused | NotStored | None:
        """It is not the office's own, or not the one on paper. None: it is dropped."""
        return await self._told(RefuseSheet(public), by)

    async def extend(self, by: Unlocked) -> Extended:
        """Seal to the present sheet what `by` reads and it does not open yet."""
        present = self.present
        # Where there is no sheet at all, there is nothing to catch up with.
        behind = [] if present is None else await self.behind()
        rows = []
        for complaint in behind:
            case = await self._keys.as_official(complaint, by)
            if present is not None and case is not None:
                rows.append(for_sheet(complaint, bytes.fromhex(present.public), case.private))
        if rows:
            await self._office.put_wraps(rows)
        return Extended(len(rows), len(behind) - len(rows))

    async def left(self) -> int:
        """How many complaints the present sheet does not open."""
        return len(await self.behind())

    async def read(self, text: str, by: Unlocked | None) -> SheetKey | WrongLines | WrongSheet:
        """The key of the present sheet, as somebody typed it. `by`, who may confirm, confirms a sheet that waits by typing it."""
        key = read_sheet(text)
        if isinstance(key, SheetKey):
            public = pair_of(key.private).public
            waiting = self.waiting
            if by is not None and waiting is not None and waiting.public == public.hex():
                await self.confirm(by, waiting.public)
            if self.present is None or self.present.public != public.hex():
                return WrongSheet(fingerprint_words(public))
        return key

    async def behind(self) -> list[str]:
        """The complaints that the present sheet does not open."""
        present = self.present
        mark = b"" if present is None else fingerprint(bytes.fromhex(present.public))
        current = {
            row.complaint
            for row in await self._office.wraps_to(RECOVERY)
            if row.purpose == CASE and row.sealed[:FINGERPRINT_BYTES] == mark
        }
        return [
            complaint.id
            for complaint in self._office.state.complaints.values()
            if not complaint.text_erased and (present is None or complaint.id not in current)
        ]

    async def _told(self, command: MakeSheet | ConfirmSheet | RefuseSheet, by: Unlocked) -> Refused | NotStored | None:
        match await self._office.do(command, actor=actor_of(by.account)):
            case Done():
                return None
            case Refused() as refused:
                return refused
            case _:
                return NotStored()


def mark_of(sheet: MadeSheet) -> str:
    """To be compared by eye with the paper: `7K3M-9QZT`."""
    return fingerprint_words(bytes.fromhex(sheet.public))
