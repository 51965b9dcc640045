"""The office in the guide's pictures: a village on a Monday morning, its people and devices."""

from dataclasses import dataclass
from typing import Self

from playwright.async_api import expect

from server.console.demo_people import demo_people
from server.domain.access import AccountRow, Role
from server.domain.commands import CallNext, Command, OpenDay, StaffCounter, StartServing, TakeTicket
from tests.browser.guest import Guest
from tests.browser.hall import Hall
from tests.browser.loudspeaker import Loudspeaker
from tests.browser.running_server import RunningServer
from tests.domain.false_clock import FalseClock

PIN = "193746"
# Whoever sits at Loket 2 signs in on a tablet, before the eyes of the reader.
OFFICIALS = {"1": "Pak Joko", "3": "Ibu Wati", "4": "Pak Agus"}
# Every number is taken and called at that counter at once, some three minutes apart.
MORNING = "A1 K2 P3 U4 A1 K2 A1 C4 K2 A1 D3 A1 K2 U4 A1 A1 K2 P3 A1 K2 C1 A1 K2 A1 K2 P3 U4 A1"
# Those who wait at 09.41. The first is called for the picture; one of them looks at the phone.
WAITING = "AKKFACAL"
ON_THE_PHONE = 6


class Announcer(Loudspeaker):
    """With a token of its own, as the history names it."""

    def __init__(self, server: RunningServer, token: str) -> None:
        super().__init__(server)
        self._headers = {"Authorization": f"Bearer {token}"}


@dataclass(frozen=True, slots=True)
class Village:
    hall: Hall
    clock: FalseClock
    announcer: Announcer
    people: dict[str, AccountRow]
    """By name."""

    @classmethod
    async def of(cls, hall: Hall, clock: FalseClock) -> Self:
        keeper = hall.server.office.context.doorkeeper
        await demo_people(keeper)
        for name in OFFICIALS.values():
            await keeper.accounts.add(name=name, role=Role.OFFICER, login=name.rpartition(" ")[2].lower(), pin=PIN)
        for account in keeper.accounts.all():
            await keeper.accounts.choose_pin(account.id, PIN)
        announcer = Announcer(hall.server, await keeper.admit(Role.ANNOUNCER))
        return cls(hall, clock, announcer, {account.name: account for account in keeper.accounts.all()})

    async def do(self, command: Command, actor: str) -> None:
        await self.hall.server.office.context.office.do(command, actor=actor)

    async def tablet(self, scale: float) -> Guest:
        """A tablet of the office, let in by its code. `scale`: of its pictures."""
        guest = await self.hall.device("tablet", scale=scale)
        await self.hall.let_in(guest, Role.STAFF, "/masuk")
        return guest

    async def signed_in(self, name: str, path: str, scale: float) -> Guest:
        """A tablet on which that person has typed the PIN, on that page."""
        guest = await self.tablet(scale)
        await guest.page.get_by_text(name).click()
        await guest.page.fill("#pin", PIN)
        await guest.press("button.main-button")
        await expect(guest.page.locator("h1")).not_to_have_text("Masuk")
        await guest.go(path)
        return guest

    async def take(self, letters: str) -> list[str]:
        """A number for every letter, from the kiosk; their tokens."""
        tokens = [f"warga-{letter}-{at}-{self.clock.now().mono_ms}" for at, letter in enumerate(letters)]
        for letter, token in zip(letters, tokens, strict=True):
            await self.do(TakeTicket(letter, False, token, "kiosk"), "device:kios")
        return tokens

    async def speak(self) -> None:
        """The announcer speaks the newest call."""
        calls = [*await self.hall.api.events("ticket_called"), *await self.hall.api.events("ticket_recalled")]
        newest = max(int(str(call["seq"])) for call in calls)
        await self.announcer.say(speaking=newest)
        await self.announcer.say(spoken=newest)

    async def morning(self) -> list[str]:
        """The day until 09.41: what was called, and the tokens of those who wait."""
        seats = {counter: f"account:{self.people[name].id}" for counter, name in OFFICIALS.items()}
        seats["2"] = f"account:{self.people['Ibu Sari'].id}"
        self.clock.passes_until("2026-11-23T08:00")
        await self.do(OpenDay(), seats["2"])
        for counter, name in OFFICIALS.items():
            await self.do(StaffCounter(counter, self.people[name].id), seats[counter])
        for visit in MORNING.split():
            letter, counter = visit[0], visit[1]
            await self.take(letter)
            await self.do(CallNext(counter), seats[counter])
            self.clock.passes(minutes=3)
        for counter in OFFICIALS:
            await self.do(StartServing(counter), seats[counter])
        tokens = await self.take(WAITING)
        self.clock.passes_until("2026-11-23T09:41")
        return tokens
