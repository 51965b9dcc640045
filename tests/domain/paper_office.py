"""The same office on paper: a line of slips, a table of counters, a list of calls. Written from the field's rules with lists and
dictionaries alone, so that it can contradict the code under test."""

import copy
from collections.abc import Mapping
from typing import Any

from server.domain.frozen import plain
from tests.domain.false_clock import FalseClock
from tests.domain.village import Plan

ACKNOWLEDGEMENT_MS = 40_000
FORGOTTEN_MS = 3 * 60 * 60 * 1000

STILL_HERE = ("waiting", "held", "called", "serving")

Line = tuple[str, dict[str, Any]]


def fresh_desk() -> dict[str, Any]:
    return {"services": [], "status": "closed", "slip": "", "account": "", "streak": 0, "last": None}


def fresh_slip(service: str, priority: bool, slot: int | None, seq: int) -> dict[str, Any]:
    return {
        "service": service,
        "priority": priority,
        "slot": slot,
        "due": False,
        "state": "waiting",
        "counter": "",
        "call": 0,
        "calls": 0,
        "rule": "",
        "hold": "",
        "taken": seq,
        "touched": seq,
        "place": [seq],
        "reserved": "",
        "front": False,
        "overtaken": 0,
        "rung": None,
        "called": None,
        "started": None,
        "ended": None,
        "notes": [],
    }


class Refused(Exception):
    """`name` and `fields` of the refusal that is expected."""

    def __init__(self, name: str, **fields: Any) -> None:
        super().__init__(name)
        self.name = name
        self.fields = fields


class PaperOffice:
    """Every method carries one wish out and leaves in `written` what the log must hold of it; or raises `Refused`, unchanged."""

    def __init__(self, clock: FalseClock) -> None:
        self.clock = clock
        self.actor = "api"
        self.written: list[Line] = []
        self.seq = 0
        self.plan = Plan((), {})
        self.document = ""
        self.day: dict[str, Any] | None = None
        self.label = ""
        self.last: dict[str, int] = {}
        self.lost: dict[str, int] = {}
        self.before: dict[str, dict[str, int]] = {}
        self.owed = 0
        self.slips: dict[str, dict[str, Any]] = {}
        self.desks: dict[str, dict[str, Any]] = {}
        self.calls: dict[int, dict[str, Any]] = {}
        self.letters: dict[str, dict[str, Any]] = {}
        self.notices: dict[int, dict[str, Any]] = {}
        self.heard: dict[str, Any] = {}
        self.newest: dict[str, Any] = {}

    def copied(self) -> "PaperOffice":
        """As it is now, on the same clock."""
        twin = copy.copy(self)
        for name, value in vars(self).items():
            if name != "clock":
                setattr(twin, name, copy.deepcopy(value))
        return twin

    # What people and machines wish

    def reconfigure(self, plan: Plan, document: str) -> None:
        """As people do it: what has numbers or has called today stays."""
        if self.day is not None and document != self.document:
            for service in self.plan.services:
                numbers = [slip for slip in self.slips.values() if slip["service"] == service]
                if numbers and service not in plan.services:
                    raise Refused("ServiceInUse", service=service, count=len(numbers))
            called = {call["counter"] for call in self.calls.values()}
            for name in self.plan.counters:
                desk = self.desks[name]
                at_work = desk["slip"] or desk["status"] != "closed" or name in called
                if at_work and name not in plan.counters:
                    raise Refused("CounterInUse", counter=name)
        self.configure(plan, document)

    def configure(self, plan: Plan, document: str) -> None:
        if document == self.document:
            return
        seq = self._write(
            "office_configured",
            document=document,
            services=list(plan.services),
            counters=[{"id": name, "services": list(services)} for name, services in plan.counters.items()],
            week=[None if hours is None else [*hours, []] for hours in plan.week],
            automatic=plan.automatic,
            rules=plain(plan.rules),
            quotas=dict(plan.quotas),
            closed=list(plan.closed),
            announcements=[
                {"id": name, "at": at, "minutes": minutes, "rooms": list(rooms), "urgent": urgent}
                for name, at, minutes, rooms, urgent in plan.announcements
            ],
        )
        self.plan, self.document = plan, document
        busy = {name: desk for name, desk in self.desks.items() if desk["slip"] and name not in plan.counters}
        known, self.desks = self.desks, {}
        for name, services in plan.counters.items():
            self.desks[name] = {**known.get(name, fresh_desk()), "services": list(services)}
        for name, desk in busy.items():
            self.desks[name] = {**desk, "services": []}
        self._touch_all(seq)

    def restart(self, epoch: str, gap: int) -> None:
        self._write("log_restored", epoch=epoch, gap=gap)
        # Also in a series of which the backup holds nothing yet: its first papers may have been lost with the rest.
        for service in self.plan.services:
            self.last[service] = self.last.get(service, 0) + gap
            self.lost[service] = self.lost.get(service, 0) + gap
        self.owed += gap

    def open_day(self) -> None:
        now = self.now()
        if self.day is not None:
            if not self._forgotten():
                return
            self.close_day()
        if now["date"] > self.label:
            self._remembers()
            self.label = now["date"]
            self.last = dict.fromkeys(self.plan.services, self.owed) if self.owed else {}
            self.lost = dict(self.last)
            self.owed = 0
        sitting = {name: desk["account"] for name, desk in self.desks.items() if desk["account"]}
        seq = self._write(
            "day_opened",
            date=self.label,
            minute=now["minute"],
            issued=dict(self.last),
            gap=self.owed,
            skipped=dict(self.lost),
            staff=sitting,
            earlier=copy.deepcopy(self.before),
            letters={name: {"ticket": at["ticket"], "day": at["day"]} for name, at in self.letters.items()},
        )
        self.letters = {name: {**at, "called": 0, "rung": None} for name, at in self.letters.items()}
        self.notices = {}
        self.day = {"seq": seq, "date": self.label, "minute": now["minute"], "taking": True, "stopped": False}
        self.slips, self.calls = {}, {}
        self.desks = {
            name: {**fresh_desk(), "services": list(services), "account": sitting.get(name, "")}
            for name, services in self.plan.counters.items()
        }
        self._touch_all(seq)
        self.heard = now

    def _remembers(self) -> None:
        """The last numbers of this label, and of those before it, a month at most."""
        if self.label:
            self.before[self.label] = dict(self.last)
            for label in sorted(self.before)[:-31]:
                del self.before[label]

    def close_day(self, leftovers: str = "end") -> None:
        if self.day is None:
            return
        left = [slip["state"] for slip in self.slips.values() if slip["state"] in STILL_HERE]
        if leftovers == "refuse" and left:
            raise Refused("PeopleWait", count=len(left))
        for number, slip in self.slips.items():
            if slip["state"] in ("called", "serving"):
                self.leave(number, "ticket_finished", "finished", why="day_closed")
        for number, slip in self.slips.items():
            if slip["state"] in ("waiting", "held"):
                self._cross_out(number, why="day_closed")
        seq = self._write("day_closed", date=self.label)
        self.day = None
        for desk in self.desks.values():
            desk.update(status="closed", account="", streak=0, last=None)
        self._touch_all(seq)

    def correct_day(self, date: str) -> None:
        today = self.now()["date"]
        if date != today or self.label <= today:
            raise Refused("DateIsRight", date=today)
        given = self.before.get(today, {})
        for service, count in given.items():
            self.last[service] = max(self.last.get(service, 0), count)
        self._write("day_corrected", date=today, issued=dict(self.last))
        self.label = today
        if self.day is not None:
            self.day["date"] = today

    def stop(self) -> None:
        self._needs_day()
        assert self.day is not None
        if self.day["taking"]:
            self._write("taking_stopped")
            self.day.update(taking=False, stopped=self.day["stopped"] or self.actor == "clock")

    def resume(self) -> None:
        self._needs_day()
        assert self.day is not None
        if not self.day["taking"]:
            self._write("taking_resumed")
            self.day["taking"] = True

    def take(self, service: str, priority: bool, receipt: str, channel: str, slot: int | None) -> None:
        if service not in self.plan.services:
            raise Refused("UnknownService", service=service)
        self._needs_day()
        assert self.day is not None
        if not self.day["taking"]:
            raise Refused("NotTaking")
        limit = self.plan.quotas.get(service)
        if limit and self.last.get(service, 0) - self.lost.get(service, 0) >= limit:
            raise Refused("QuotaSpent", service=service)
        self.tear_off(service, priority, receipt, channel, slot)

    def tear_off(self, service: str, priority: bool, receipt: str, channel: str, slot: int | None) -> str:
        count = self.last.get(service, 0) + 1
        digits = str(count)
        number = service + "0" * (3 - len(digits)) + digits
        seq = self._write(
            "ticket_taken",
            ticket=number,
            service=service,
            priority=priority,
            receipt=receipt,
            channel=channel,
            slot=slot,
        )
        self.last[service] = count
        self.slips[number] = fresh_slip(service, priority, slot, seq)
        return number

    def admit(self, number: str) -> None:
        slip = self.slips.get(number)
        if slip and slip["slot"] is not None and not slip["due"] and slip["state"] == "waiting":
            self._write("appointment_due", ticket=number)
            slip["due"] = True

    def cancel(self, number: str) -> None:
        slip = self.slips.get(number)
        if slip is None:
            raise Refused("UnknownTicket")
        if slip["state"] in ("waiting", "missed", "held"):
            self._cross_out(number, why="resident")
            self.hush(number)
        elif slip["state"] == "called":
            self.leave(number, "ticket_cancelled", "cancelled", why="resident")
            self.hush(number)
        elif slip["state"] == "serving":
            raise Refused("AlreadyServing", counter=slip["counter"], ticket=number)
        elif slip["state"] == "finished":
            raise Refused("TicketIsOver", ticket=number, state="finished")

    def acknowledge(self, seq: int, news: str, why: str = "") -> None:
        """`news`: speaking, spoken, unspoken or shown."""
        call = self.calls.get(seq)
        if call is None:
            return
        if news == "shown":
            if not call["shown"]:
                self._write("call_shown", call=seq)
                call["shown"] = True
            return
        listens_to = {
            "queued": ("speaking", "spoken", "unspoken"),
            "speaking": ("spoken", "unspoken"),
            "unspoken": ("speaking", "spoken"),
            "spoken": (),
            "withdrawn": (),
        }
        if news in listens_to[call["outcome"]]:
            reason = {"why": why} if news == "unspoken" else {}
            self._write(f"call_{news}", call=seq, **reason)
            call.update(outcome=news, why=why, version=self.seq, since=self.now())
            if self.actor != "clock":
                self.heard = self.now()

    # What time asks for

    def due(self) -> list[tuple[str, int | str]]:
        now = self.now()
        wishes: list[tuple[str, int | str]] = []
        to_be_said = sorted({**self.calls, **self.notices}.items())
        pending = [(seq, said) for seq, said in to_be_said if said["outcome"] in ("queued", "speaking")]
        if pending:
            signs = [pending[0][1]["since"], *([self.heard] if self.heard else [])]
            silent = min(passed(sign, now) for sign in signs)
            if silent >= ACKNOWLEDGEMENT_MS:
                late = [seq for seq, said in pending if passed(said["made"], now) >= ACKNOWLEDGEMENT_MS]
                wishes += [("unspoken", seq) for seq in late]
        if now["doubtful"]:
            return wishes
        wishes += self._planned(
            now, len([seq for seq, _ in pending if seq in self.notices and ("unspoken", seq) not in wishes])
        )
        day_is_open = self.day is not None
        if self._forgotten():
            wishes.append(("close_day", 0))
            day_is_open = False
        hours = self.plan.week[now["weekday"]]
        if self.plan.automatic and hours is not None:
            opens, closes = hours
            if not day_is_open:
                holiday = now["date"] in self.plan.closed
                if now["date"] > self.label and not holiday and opens <= now["minute"] < closes:
                    wishes.append(("open_day", 0))
            elif self.day is not None and self.label == now["date"]:
                at_work = [slip for slip in self.slips.values() if slip["state"] in STILL_HERE]
                if self.day["minute"] < closes and now["minute"] >= closes:
                    if not at_work:
                        wishes.append(("close_day", 0))
                    elif self.day["taking"] and not self.day["stopped"]:
                        wishes.append(("stop", 0))
        return wishes + self._windows(now)

    def _planned(self, now: dict[str, Any], waiting: int) -> list[tuple[str, int | str]]:
        """What the calendar says: in the ten minutes from its time on, if it was not said in the ten before it; ten may wait."""
        if self.day is None or now["date"] != self.label:
            return []
        hours = self.plan.week[now["weekday"]]
        wishes: list[tuple[str, int | str]] = []
        for name, at, before, rooms, _urgent in self.plan.announcements:
            if at == "opening":
                time = self.day["minute"]
            elif at == "closing":
                time = 9999 if hours is None else hours[1] - before
            else:
                hour, minute = at.split(":")
                time = int(hour) * 60 + int(minute)
            late = now["minute"] - time
            said = [n for n in self.notices.values() if n["name"] == name and not n["test"]]
            again = any(passed(n["made"], now) < (late + 10) * 60_000 for n in said)
            if time >= self.day["minute"] and 0 <= late <= 9 and not again:
                waiting += len(rooms)
                if waiting <= 10:
                    wishes.append(("planned", name))
        return wishes

    def _windows(self, now: dict[str, Any]) -> list[tuple[str, int | str]]:
        """Whose appointment begins: five minutes before its time, on its date; after midnight everybody's has begun."""
        if self.day is None or now["date"] < self.label:
            return []
        return [
            ("admit", number)
            for number in self.line
            if (slip := self.slips[number])["slot"] is not None
            and not slip["due"]
            and (now["date"] > self.label or now["minute"] + 5 >= slip["slot"])
        ]

    def now(self) -> dict[str, Any]:
        moment = self.clock.now()
        return {
            "date": moment.local.strftime("%Y-%m-%d"),
            "weekday": moment.local.isoweekday() - 1,
            "minute": moment.local.hour * 60 + moment.local.minute,
            "wall": round(moment.local.timestamp() * 1000),
            "mono": moment.mono_ms,
            "boot": moment.boot,
            "doubtful": moment.doubtful,
        }

    # How the paper is kept

    def _write(self, kind: str, **data: Any) -> int:
        self.seq += 1
        self.written.append((kind, data))
        self.newest = self.now()
        return self.seq

    def _touch_all(self, seq: int) -> None:
        for desk in self.desks.values():
            desk["touched"] = seq

    def _needs_day(self) -> None:
        if self.day is None:
            raise Refused("DayIsClosed")

    def leave(self, number: str, kind: str, state: str, **why: str) -> None:
        """Somebody whom a counter had called or served goes away for good, or was missed."""
        slip = self.slips[number]
        seq = self._write(kind, ticket=number, counter=slip["counter"], **why)
        slip.update(state=state, touched=seq, ended=self.mark(seq))
        self.desks[slip["counter"]].update(slip="", touched=seq)

    def withdraw(self, seq: int, heard: bool) -> None:
        call = self.calls[seq]
        self._write("call_withdrawn", call=seq, ticket=call["ticket"], counter=call["counter"], heard=heard)
        call.update(outcome="withdrawn", version=self.seq, since=self.now())

    def hush(self, number: str, but_to: str = "") -> None:
        """What the voice has still to say, or may say after all when it comes back, would send somebody where nobody waits."""
        for seq, call in self.calls.items():
            unheard = call["outcome"] == "queued" or (call["outcome"], call["why"]) == ("unspoken", "no_answer")
            if unheard and call["ticket"] == number and call["counter"] != but_to:
                self.withdraw(seq, heard=False)

    def mark(self, seq: int) -> tuple[int, int]:
        return seq, self.now()["wall"]

    @property
    def line(self) -> list[str]:
        """Who waits, in order of their places."""
        waiting = [number for number, slip in self.slips.items() if slip["state"] == "waiting"]
        return sorted(waiting, key=lambda number: self.slips[number]["place"])

    def _cross_out(self, number: str, why: str) -> None:
        """Somebody for whom no counter waits gives up."""
        seq = self._write("ticket_cancelled", ticket=number, counter="", why=why)
        self.slips[number].update(state="cancelled", touched=seq, ended=self.mark(seq))

    def _forgotten(self) -> bool:
        now = self.now()
        if self.day is None or now["doubtful"] or now["date"] <= self.label:
            return False
        return passed(self.newest, now) >= FORGOTTEN_MS


def passed(then: Mapping[str, Any], now: Mapping[str, Any]) -> int:
    """Milliseconds; the clock that cannot be put forward or back counts, and after a power cut at least all of its time."""
    if then["boot"] == now["boot"]:
        return max(0, int(now["mono"]) - int(then["mono"]))
    return max(int(now["mono"]), int(now["wall"]) - int(then["wall"]))
