"""Living through a planned day: residents take numbers and officials press buttons, through the public HTTP API alone.

People may press along meanwhile, on a tablet or at the kiosk: what they took is served too, and what they did is not undone.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from random import Random
from statistics import median
from typing import Any, Protocol, assert_never

from server.console.api_client import Reply
from server.console.day_action import Action, Arrive, Begin, Close, End, GiveUp, Open, Remind, Report
from server.console.day_plan import CLOSES, LATEST, OPENS_AT, DayPlan, Desk, Visit, plan_visit

_REMIND_AFTER, _COME_AFTER, _GIVE_UP_AFTER = 1.5, 0.7, 1.8


class Api(Protocol):
    """`path` follows `/api/v1/`. Raises OSError or `http.client.HTTPException` when the server is gone."""

    async def get(self, path: str) -> Reply: ...
    async def post(self, path: str, body: Mapping[str, object]) -> Reply: ...


@dataclass(frozen=True, slots=True)
class Summary:
    """`median_wait`: minutes of the day from taking a number to its first call; None when nobody was called."""

    visits: int
    served: int
    no_shows: int
    median_wait: float | None


class Interrupted(Exception):
    """The server takes no numbers any more: somebody has closed the day."""


@dataclass(slots=True)
class _Official:
    """`ticket`: whom they have before them, or "". `version`: the counter's last event as they know it.

    `gave_way`: somebody else presses at this counter, so this official leaves it to them for good.
    """

    desk: Desk
    pace: float = 1.0
    version: int | None = None
    on_duty: bool = False
    gave_way: bool = False
    ticket: str = ""


class DayRun:
    """`until` waits for a minute of the day, `tell` prints a line now and then."""

    def __init__(
        self,
        plan: DayPlan,
        desks: Sequence[Desk],
        api: Api,
        until: Callable[[float], Awaitable[None]],
        tell: Callable[[str], object],
        random: Random,
    ) -> None:
        self._api = api
        self._until = until
        self._tell = tell
        self._random = random
        self._officials = {desk.counter: _Official(desk) for desk in desks}
        self._residents: dict[str, Visit] = {}
        self._agenda: list[tuple[float, int, Action]] = []
        self._order = count()
        self._now = 0.0
        self._served = self._no_shows = 0
        self._waits: list[float] = []
        for visit in plan.visits:
            self._put(visit.at, Arrive(visit))
        for shift in plan.shifts:
            self._put(shift.opens, Open(shift.counter, shift.pace))
            self._put(shift.closes, Close(shift.counter))
        for hour in range(60, int(CLOSES), 60):
            self._put(hour, Report())

    async def live(self) -> Summary:
        """Open the day, live through it and close it. Raises what `Api` raises, and `Interrupted`."""
        await self._api.post("day/open", {})
        await self._look_around()
        while self._agenda and self._agenda[0][0] <= LATEST:
            self._now, _, action = heappop(self._agenda)
            await self._until(self._now)
            await self._do(action)
        await self._api.post("day/close", {})
        middle = median(self._waits) if self._waits else None
        return Summary(len(self._residents), self._served, self._no_shows, middle)

    async def _look_around(self) -> None:
        """Know every counter's last event, so that a press of somebody else from now on is noticed."""
        snapshot: Any = (await self._api.get("snapshot")).body
        for counter in snapshot.get("counters", ()):
            official = self._officials.get(counter["id"])
            if official is not None:
                official.version = counter["version"]
                official.gave_way = counter["status"] != "closed"

    async def _do(self, action: Action) -> None:
        match action:
            case Arrive(visit):
                await self._arrive(visit)
            case Open(counter, pace):
                official = self._officials[counter]
                official.pace, official.on_duty = pace, not official.gave_way
                if await self._press(official, "open"):
                    await self._next(official)
            case Close(counter):
                official = self._officials[counter]
                official.on_duty = False
                if not official.ticket:
                    await self._next(official)
            case Remind(counter, ticket) | Begin(counter, ticket) | GiveUp(counter, ticket) | End(counter, ticket):
                official = self._officials[counter]
                if official.ticket == ticket:
                    await self._attend(official, action)
            case Report():
                self._report()
            case _:
                assert_never(action)

    async def _attend(self, official: _Official, action: Remind | Begin | GiveUp | End) -> None:
        match action:
            case Remind():
                await self._press(official, "recall")
            case Begin(counter, ticket):
                if await self._press(official, "start"):
                    work = self._residents[ticket].work * official.pace
                    self._put(self._now + work, End(counter, ticket))
            case GiveUp():
                if await self._press(official, "no-show"):
                    self._no_shows += 1
                    official.ticket = ""
                    await self._next(official)
            case End():
                await self._next(official)
            case _:
                assert_never(action)

    async def _arrive(self, visit: Visit) -> None:
        reply = await self._api.post("tickets", {"service": visit.service, "priority": visit.priority})
        if not reply.ok:
            raise Interrupted(str(reply.body.get("detail", reply.status)))
        self._residents[str(reply.body["ticket"])] = visit
        idle = (one for one in self._officials.values() if one.on_duty and not one.ticket)
        free = next((one for one in idle if visit.service in one.desk.services), None)
        if free is not None:
            await self._next(free)

    async def _next(self, official: _Official) -> None:
        """The next one; where nobody waits, or for lunch, the present visit ends without one."""
        # After hours the queue is worked off before anybody goes home.
        if official.on_duty or self._now >= CLOSES:
            reply = await self._press(official, "next")
            called = reply.body.get("called") if reply else None
            if called:
                self._served += bool(official.ticket)
                self._called(official, str(called))
                return
        if official.ticket and await self._press(official, "finish"):
            self._served += 1
        official.ticket = ""
        if not official.on_duty:
            await self._press(official, "close")

    def _called(self, official: _Official, ticket: str) -> None:
        official.ticket = ticket
        counter, now = official.desk.counter, self._now
        visit = self._residents.get(ticket)
        if visit is None:
            # Taken by somebody who plays along, or before this day's run began.
            visit = self._residents[ticket] = plan_visit(self._random, 0.0, (ticket[:1],))
        else:
            self._waits.append(now - visit.at)
        if not visit.absent and not visit.late:
            self._put(now + visit.walk, Begin(counter, ticket))
            return
        self._put(now + _REMIND_AFTER, Remind(counter, ticket))
        after = _REMIND_AFTER + (_GIVE_UP_AFTER if visit.absent else _COME_AFTER)
        self._put(now + after, GiveUp(counter, ticket) if visit.absent else Begin(counter, ticket))

    async def _press(self, official: _Official, action: str) -> Reply | None:
        """None when the press had no effect, because somebody else has pressed at this counter."""
        if official.gave_way:
            return None
        path = f"counters/{official.desk.counter}/{action}"
        reply = await self._api.post(path, {"version": official.version})
        if reply.ok:
            official.version = int(str(reply.body["version"]))
            return reply
        if "ms" in reply.body:
            return None  # called a moment ago, for a day that passes this fast: nobody else has pressed
        official.gave_way, official.on_duty, official.ticket = True, False, ""
        return None

    def _put(self, at: float, action: Action) -> None:
        # Counted, so that what is due in the same minute keeps its order.
        heappush(self._agenda, (at, next(self._order), action))

    def _report(self) -> None:
        hours, minutes = divmod(OPENS_AT + round(self._now), 60)
        present = sum(1 for official in self._officials.values() if official.ticket)
        waiting = len(self._residents) - self._served - self._no_shows - present
        self._tell(
            f"{hours:02}.{minutes:02}  {len(self._residents)} datang, {self._served} selesai, "
            f"{self._no_shows} tidak hadir, {waiting} menunggu"
        )
