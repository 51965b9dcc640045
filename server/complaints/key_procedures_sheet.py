"""The recovery sheet: a key on paper, outside the office, that opens the texts (and no identity) when people's keys are lost."""

from dataclasses import dataclass, field

from server.complaints.case_keys import CASE, RECOVERY, CaseKeys, for_sheet
from server.complaints.office import ComplaintOffice
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
from server.sealing.sealing import RECOVERY_PUBLIC, Sealing
from server.sealing.staff_keys import Unlocked


@dataclass(frozen=True, slots=True)
class Extended:
    """`done`: complaints that the present sheet opens thanks to this press. `left`: those that it still does not open."""

    done: int
    left: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """To be printed once and shown never again. `fingerprint` stands on the sheet and on the desk."""

    lines: tuple[str, ...] = field(repr=False)
    fingerprint: str
    done: int
    left: int


@dataclass(frozen=True, slots=True)
class WrongSheet:
    """Typed right, but it is not this office's present sheet. `fingerprint`: of the one that was typed."""

    fingerprint: str


class RecoverySheet:
    def __init__(self, office: ComplaintOffice, sealing: Sealing, keys: CaseKeys) -> None:
        self._office = office
        self._sealing = sealing
        self._keys = keys

    async def fingerprint(self) -> str:
        """Of the present sheet; "" when there is none."""
        public = await self._sealing.recovery_public()
        return fingerprint_words(public) if public else ""

    async def new(self, by: Unlocked) -> Sheet:
        """A new sheet in place of the old one, which then opens only what `by` could not open. Colleagues press `extend` for that."""
        pair = new_pair()
        await self._office.put_setting(RECOVERY_PUBLIC, pair.public)
        extended = await self.extend(by)
        return Sheet(sheet_lines(pair.private), fingerprint_words(pair.public), extended.done, extended.left)

    async def extend(self, by: Unlocked) -> Extended:
        """Seal to the present sheet what `by` reads and it does not open yet."""
        public = await self._sealing.recovery_public()
        # Where there is no sheet at all, there is nothing to catch up with.
        behind = await self._behind() if public else []
        rows = []
        for complaint in behind:
            case = await self._keys.as_official(complaint, by)
            if case is not None:
                rows.append(for_sheet(complaint, public, case.private))
        if rows:
            await self._office.put_wraps(rows)
        return Extended(len(rows), len(behind) - len(rows))

    async def left(self) -> int:
        """How many complaints the present sheet does not open."""
        return len(await self._behind())

    async def read(self, text: str) -> SheetKey | WrongLines | WrongSheet:
        """The key of the present sheet, as somebody typed it."""
        key = read_sheet(text)
        if isinstance(key, SheetKey):
            public = pair_of(key.private).public
            if public != await self._sealing.recovery_public():
                return WrongSheet(fingerprint_words(public))
        return key

    async def _behind(self) -> list[str]:
        public = await self._sealing.recovery_public()
        mark = fingerprint(public)
        current = {
            row.complaint
            for row in await self._office.wraps_to(RECOVERY)
            if row.purpose == CASE and row.sealed[:FINGERPRINT_BYTES] == mark
        }
        return [
            complaint.id
            for complaint in self._office.state.complaints.values()
            if not complaint.text_erased and (not public or complaint.id not in current)
        ]
