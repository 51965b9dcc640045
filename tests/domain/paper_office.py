"""The same office on paper: a line of slips, a table of counters, a list of calls. Written from the field's rules with lists and
dictionaries alone, so that it can contradict the code under test."""

import copy
from collections.abc import Mapping
from typing import Any

from tests.domain.false_clock import FalseClock
from tests.domain.village import Plan

ACKNOWLEDGEMENT_MS = 40_000
FORGOTTEN_MS = 3 * 60 * 60 * 1000

Line = tuple[str, dict[str, Any]]


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
        self.owed = 0
        self.slips: dict[str, dict[str, Any]] = {}
        self.line: list[str] = []
        self.desks: dict[str, dict[str, Any]] = {}
        self.calls: dict[int, dict[str, Any]] = {}
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

    def configure(self, plan: Plan, document: str) -> None:
        if document == self.document:
            return
        seq = self._write(
            "office_configured",
            document=document,
            services=list(plan.services),
            counters=[{"id": name, "services": list(services)} for name, services in plan.counters.items()],
            week=[None if hours is None else list(hours) for hours in plan.week],
            automatic=plan.automatic,
        )
        self.plan, self.document = plan, document
        busy = {name: desk for name, desk in self.desks.items() if desk["slip"] and name not in plan.counters}
        known, self.desks = self.desks, {}
        for name, services in plan.counters.items():
            self.desks[name] = {**known.get(name, {"status": "closed", "slip": ""}), "services": list(services)}
        for name, desk in busy.items():
            self.desks[name] = {**desk, "services": []}
        self._touch_all(seq)

    def restart(self, epoch: str, gap: int) -> None:
        self._write("log_restored", epoch=epoch, gap=gap)
        # Also in a series of which the backup holds nothing yet: its first papers may have been lost with the rest.
        for service in self.plan.services:
            self.last[service] = self.last.get(service, 0) + gap
        self.owed += gap

    def open_day(self) -> None:
        now = self.now()
        if self.day is not None:
            if not self._forgotten():
                return
            self.close_day()
        if now["date"] > self.label:
            self.label = now["date"]
            self.last = dict.fromkeys(self.plan.services, self.owed) if self.owed else {}
            self.owed = 0
        seq = self._write("day_opened", date=self.label, minute=now["minute"], issued=dict(self.last), gap=self.owed)
        self.day = {"seq": seq, "date": self.label, "minute": now["minute"]}
        self.slips, self.line, self.calls = {}, [], {}
        self.desks = {
            name: {"services": list(services), "status": "closed", "slip": ""}
            for name, services in self.plan.counters.items()
        }
        self._touch_all(seq)
        self.heard = now

    def close_day(self) -> None:
        if self.day is None:
            return
        for number, slip in self.slips.items():
            if slip["state"] in ("called", "serving"):
                self._leave(number, "ticket_finished", "finished", why="day_closed")
        for number in list(self.line):
            self._cross_out(number, why="day_closed")
        seq = self._write("day_closed", date=self.label)
        self.day = None
        for desk in self.desks.values():
            desk["status"] = "closed"
        self._touch_all(seq)

    def take(self, service: str, priority: bool, receipt: str, channel: str) -> None:
        if service not in self.plan.services:
            raise Refused("UnknownService", service=service)
        self._needs_day()
        count = self.last.get(service, 0) + 1
        digits = str(count)
        number = service + "0" * (3 - len(digits)) + digits
        seq = self._write(
            "ticket_taken", ticket=number, service=service, priority=priority, receipt=receipt, channel=channel
        )
        self.last[service] = count
        self.slips[number] = {
            "service": service,
            "state": "waiting",
            "counter": "",
            "call": 0,
            "calls": 0,
            "taken": seq,
        }
        self.line.append(number)

    def cancel(self, number: str) -> None:
        slip = self.slips.get(number)
        if slip is None:
            raise Refused("UnknownTicket")
        if slip["state"] == "waiting" or slip["state"] == "missed":
            self._cross_out(number, why="resident")
        elif slip["state"] == "called":
            self._leave(number, "ticket_cancelled", "cancelled", why="resident")
            for seq, call in self.calls.items():
                if call["ticket"] == number and call["outcome"] == "queued":
                    self._write("call_withdrawn", call=seq)
                    call.update(outcome="withdrawn", version=self.seq, since=self.now())
        elif slip["state"] == "serving":
            raise Refused("AlreadyServing", counter=slip["counter"], ticket=number)
        elif slip["state"] == "finished":
            raise Refused("TicketIsOver", ticket=number, state="finished")

    def open_counter(self, name: str, version: int | None) -> None:
        desk = self._desk(name, version)
        if desk["status"] != "open":
            desk["touched"] = self._write("counter_opened", counter=name)
            desk["status"] = "open"

    def close_counter(self, name: str, version: int | None) -> None:
        desk = self._desk(name, version)
        if desk["slip"]:
            raise Refused("CounterIsBusy", counter=name, ticket=desk["slip"])
        if desk["status"] != "closed":
            desk["touched"] = self._write("counter_closed", counter=name)
            desk["status"] = "closed"

    def next(self, name: str, version: int | None) -> None:
        desk = self._desk(name, version)
        for number in self.line:
            if self.slips[number]["service"] in desk["services"]:
                break
        else:
            return
        self.open_counter(name, None)
        if desk["slip"]:
            self._leave(desk["slip"], "ticket_finished", "finished", why="served")
        self.line.remove(number)
        slip = self.slips[number]
        seq = self._write("ticket_called", ticket=number, counter=name, service=slip["service"])
        slip.update(state="called", counter=name, call=seq, calls=1)
        desk.update(slip=number, touched=seq)
        self._ring(seq, number, name, first=0)

    def recall(self, name: str, version: int | None) -> None:
        number, slip = self._called_at(name, version)
        seq = self._write("ticket_recalled", ticket=number, counter=name, service=slip["service"], call=slip["call"])
        slip["calls"] += 1
        self.desks[name]["touched"] = seq
        self._ring(seq, number, name, first=slip["call"])

    def start(self, name: str, version: int | None) -> None:
        number, slip = self._called_at(name, version)
        self.desks[name]["touched"] = self._write("serving_started", ticket=number, counter=name)
        slip["state"] = "serving"

    def finish(self, name: str, version: int | None) -> None:
        desk = self._desk(name, version)
        if not desk["slip"]:
            raise Refused("NobodyAtCounter", counter=name)
        self._leave(desk["slip"], "ticket_finished", "finished", why="served")

    def no_show(self, name: str, version: int | None) -> None:
        number, _ = self._called_at(name, version)
        self._leave(number, "ticket_missed", "missed")

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

    def due(self) -> list[tuple[str, int]]:
        now = self.now()
        wishes: list[tuple[str, int]] = []
        pending = [seq for seq, call in self.calls.items() if call["outcome"] in ("queued", "speaking")]
        if pending:
            silent = min(_passed(self.calls[pending[0]]["since"], now), _passed(self.heard, now))
            if silent >= ACKNOWLEDGEMENT_MS:
                late = [seq for seq in pending if _passed(self.calls[seq]["made"], now) >= ACKNOWLEDGEMENT_MS]
                wishes += [("unspoken", seq) for seq in late]
        if now["doubtful"]:
            return wishes
        day_is_open = self.day is not None
        if self._forgotten():
            wishes.append(("close_day", 0))
            day_is_open = False
        hours = self.plan.week[now["weekday"]]
        if self.plan.automatic and hours is not None:
            opens, closes = hours
            if not day_is_open:
                if now["date"] > self.label and opens <= now["minute"] < closes:
                    wishes.append(("open_day", 0))
            elif self.day is not None and self.label == now["date"]:
                at_work = [slip for slip in self.slips.values() if slip["state"] in ("waiting", "called", "serving")]
                if self.day["minute"] < closes and now["minute"] >= closes and not at_work:
                    wishes.append(("close_day", 0))
        return wishes

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

    def _desk(self, name: str, version: int | None) -> dict[str, Any]:
        if name not in self.desks:
            raise Refused("UnknownCounter", counter=name)
        self._needs_day()
        desk = self.desks[name]
        if version is not None and version != desk["touched"]:
            raise Refused("CounterMovedOn", counter=name, version=desk["touched"])
        return desk

    def _called_at(self, name: str, version: int | None) -> tuple[str, dict[str, Any]]:
        number = self._desk(name, version)["slip"]
        if not number:
            raise Refused("NobodyAtCounter", counter=name)
        if self.slips[number]["state"] == "serving":
            raise Refused("AlreadyServing", counter=name, ticket=number)
        return number, self.slips[number]

    def _leave(self, number: str, kind: str, state: str, **why: str) -> None:
        """Somebody whom a counter had called or served goes away."""
        slip = self.slips[number]
        seq = self._write(kind, ticket=number, counter=slip["counter"], **why)
        slip["state"] = state
        self.desks[slip["counter"]].update(slip="", touched=seq)

    def _cross_out(self, number: str, why: str) -> None:
        """Somebody for whom no counter waits gives up."""
        self._write("ticket_cancelled", ticket=number, counter="", why=why)
        self.slips[number]["state"] = "cancelled"
        if number in self.line:
            self.line.remove(number)

    def _ring(self, seq: int, number: str, name: str, first: int) -> None:
        self.calls[seq] = {
            "ticket": number,
            "counter": name,
            "first": first,
            "outcome": "queued",
            "why": "",
            "shown": False,
            "version": seq,
            "made": self.now(),
            "since": self.now(),
        }

    def _forgotten(self) -> bool:
        now = self.now()
        if self.day is None or now["doubtful"] or now["date"] <= self.label:
            return False
        return _passed(self.newest, now) >= FORGOTTEN_MS


def _passed(then: Mapping[str, Any], now: Mapping[str, Any]) -> int:
    """Milliseconds; the clock that cannot be put forward or back counts, and after a power cut at least all of its time."""
    if then["boot"] == now["boot"]:
        return max(0, int(now["mono"]) - int(then["mono"]))
    return max(int(now["mono"]), int(now["wall"]) - int(then["wall"]))
