"""People with real keys at a real desk, for the tests of keys and vault: they send, read, and lose what people lose."""

import json
from dataclasses import dataclass
from typing import Any

from server.complaints.case_keys import CaseKeys
from server.complaints.draft import Draft
from server.complaints.identity_vault import IdentityVault
from server.complaints.key_procedures import Extended, KeyProcedures, Sheet
from server.complaints.office import Done
from server.complaints.receipt import Receipt
from server.domain.complaint import Complaint
from server.domain.complaint_commands import StaffDesk
from server.sealing.pairs import unlock
from server.sealing.staff_keys import Unlocked
from tests.complaints.staffed_office import StaffedOffice

LAMP = Draft(category="lampu", story="Lampu jalan di depan balai mati sejak minggu lalu.", landmark="dekat balai")
NAMED = Draft(category="lampu", story=LAMP.story, landmark="dekat balai", name="Siti Rahayu", contact="081234567890")
BRIBE = Draft(category="pungli", story="Diminta uang untuk surat pengantar oleh petugas.")
NAMED_BRIBE = Draft(category="pungli", story=BRIBE.story, name="Budi Santoso", contact="085711112222")
WHO = {"name": "Siti Rahayu", "contact": "081234567890"}
WHO_WAS_BRIBED = {"name": "Budi Santoso", "contact": "085711112222"}


@dataclass(frozen=True, slots=True)
class Sent:
    """A complaint, and what its sender holds: the private key behind the code."""

    id: str
    receipt: Receipt
    private: bytes


class Desk:
    """`hall`: the staffed office; what everybody there may do with keys."""

    def __init__(self, hall: StaffedOffice) -> None:
        self.hall = hall
        self.office = hall.office
        self.sealing = hall.sealing
        self.keys = CaseKeys(hall.office, hall.sealing)
        self.vault = IdentityVault(hall.office, hall.sealing)
        self.procedures = KeyProcedures(hall.office, hall.sealing)

    def key(self, account: str) -> Unlocked:
        return self.hall.keys[account]

    def complaint(self, sent: Sent) -> Complaint:
        return self.office.state.complaints[sent.id]

    async def send(self, draft: Draft = LAMP) -> Sent:
        receipt = await self.hall.intake.submit(draft)
        assert isinstance(receipt, Receipt), receipt
        lookup, kek = await self.sealing.receipt_keys(receipt.code)
        row = await self.office.receipt(lookup)
        assert row is not None
        return Sent(row.complaint, receipt, unlock(kek, row.sealed_key))

    async def reads(self, unlocked: Unlocked, sent: Sent) -> bool:
        """Whether that official reads the story of that complaint."""
        case = await self.keys.as_official(sent.id, unlocked)
        if case is None:
            return False
        (row,) = await self.office.rows(sent.id, "text")
        told = json.loads(case.open(row.sealed))
        return bool(told["story"])

    async def sheet(self, by: str = "kasi", second: str = "sekdes") -> Sheet:
        """A recovery sheet that counts: made by one official, compared with the paper by another."""
        sheet = await self.procedures.new_sheet(self.key(by))
        assert isinstance(sheet, Sheet), sheet
        waiting = self.procedures.sheet.waiting
        assert waiting is not None
        assert isinstance(await self.procedures.confirm_sheet(self.key(second), waiting.public), Extended)
        return sheet

    async def events(self, sent: Sent) -> list[str]:
        return [type(record.event).__name__ for record in await self.office.history(sent.id)]

    async def did(self, command: Any, by: str) -> None:
        actor = by if by in {"clock", "sender"} else f"account:{by}"
        outcome = await self.office.do(command, actor=actor)
        assert isinstance(outcome, Done), outcome

    async def staff(
        self, *ladder: str, custodians: tuple[str, ...] = (), units: dict[str, tuple[str, ...]] | None = None
    ) -> None:
        """Fill the posts anew, with the keys that there are."""
        four = (*ladder, "", "", "", "")[:4]
        posts = {*ladder, *custodians, *(one for members in (units or {}).values() for one in members)} - {""}
        keys = await self.procedures.keys_for(posts)
        await self.did(StaffDesk(units or {}, four, custodians, keys), "admin")  # type: ignore[arg-type]


def told(plain: object) -> dict[str, str]:
    """An identity, as it was left."""
    assert isinstance(plain, bytes), plain
    read: dict[str, str] = json.loads(plain)
    return read
