"""Complaints from eight phones at once, each sending the next one as soon as it has a receipt: real keys, real stretching."""

import asyncio
from dataclasses import dataclass, field

from server.complaints.complaints import Complaints
from server.complaints.door import ComplaintsDoor
from server.complaints.draft import Draft
from server.complaints.office import Done
from server.complaints.receipt import Receipt
from server.domain.complaint_commands import StaffDesk

_PHONES = 8
_STORY = "Lampu jalan padam sejak minggu lalu dan jalan menjadi gelap. " * 20
_PAUSE_S = 0.02


@dataclass(slots=True)
class Flood:
    """`sent`: receipts that were given."""

    door: ComplaintsDoor
    sent: int = 0
    _phones: list[asyncio.Task[None]] = field(default_factory=list)

    async def begin(self) -> None:
        """Open the board for complaints, and let it come."""
        complaints = await self.door.open()
        if complaints.office.state.staffed is None:
            await _staff(complaints)
        self._phones = [asyncio.create_task(self._phone(complaints, number)) for number in range(_PHONES)]

    async def end(self) -> None:
        for phone in self._phones:
            phone.cancel()
        await asyncio.gather(*self._phones, return_exceptions=True)

    async def _phone(self, complaints: Complaints, number: int) -> None:
        draft = Draft(category="lampu", story=_STORY, landmark="warung", name=f"Warga {number}", contact="0812")
        while True:
            if isinstance(await complaints.intake.submit(draft), Receipt):
                self.sent += 1
            else:
                # The line before the stretching is full: a real phone is told to wait longer.
                await asyncio.sleep(_PAUSE_S)


async def _staff(complaints: Complaints) -> None:
    key = await complaints.sealing.staff.ensure("bench", "a password of the bench")
    assert key is not None
    public = key.public.hex()
    staffing = StaffDesk(units={}, ladder=("bench", "", "", ""), custodians=(), keys={"bench": public})
    assert isinstance(await complaints.office.do(staffing, actor="account:bench"), Done)
