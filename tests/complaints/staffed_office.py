"""A complaint office whose people have real keys, and an intake in front of it: everything real but the store and the costs."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from server.complaints.intake import Intake
from server.complaints.memory_store import MemoryComplaintStore
from server.complaints.office import ComplaintOffice, Done
from server.complaints.pace import Pace
from server.domain.complaint_commands import StaffDesk
from server.sealing.cost import Cost, Costs
from server.sealing.sealing import Sealing
from server.sealing.staff_keys import Unlocked
from server.sealing.stretch import HereStretcher
from tests.complaints.small_desk import MONDAY, an_office

CHEAP = Costs(Cost(8, 1), Cost(8, 1))
PEOPLE = ("kasi", "sekdes", "kades", "bpd")


@dataclass
class FalseSeconds:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class StaffedOffice:
    office: ComplaintOffice
    sealing: Sealing
    intake: Intake
    seconds: FalseSeconds
    today: list[date]
    keys: dict[str, Unlocked] = field(default_factory=dict)

    async def staff(self, *people: str) -> None:
        """These people make their keys, and hold the ladder in this order; three of them and more are custodians."""
        for one in people:
            made = await self.sealing.staff.ensure(one, f"sandi {one} yang panjang")
            assert made is not None
            self.keys[one] = made
        ladder = (*people, "", "", "", "")[:4]
        custodians = people[:3] if len(people) >= 3 else ()
        publics = {one: key.public.hex() for one, key in self.keys.items()}
        outcome = await self.office.do(StaffDesk({}, ladder, custodians, publics), actor="account:admin")  # type: ignore[arg-type]
        assert isinstance(outcome, Done), outcome


@asynccontextmanager
async def staffed_office(
    folder: Path, *people: str, stretcher: HereStretcher | None = None
) -> AsyncIterator[StaffedOffice]:
    today = [MONDAY]
    seconds = FalseSeconds()
    office = an_office(MemoryComplaintStore(), today)
    await office.open()
    sealing = Sealing(
        folder, office, stretcher or HereStretcher(), costs=CHEAP, random=os.urandom, mono=seconds, today=office.today
    )
    intake = Intake(office, sealing, Pace(seconds, os.urandom), seconds, os.urandom)
    made = StaffedOffice(office, sealing, intake, seconds, today)
    if people:
        await made.staff(*people)
    try:
        yield made
    finally:
        await office.close()
