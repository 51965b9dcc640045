"""The counters of the paper office: everything that an official can press, and the eraser for the last press."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.domain.paper_office import PaperOffice, Refused, passed

RECALL_MS = 5_000
UNDO_MS = 10_000


class PaperCounters(PaperOffice):
    # Coming and going

    def open_counter(self, name: str, version: int | None) -> None:
        self._desk(name, version)
        with self._press(name):
            self._opens(name)

    def close_counter(self, name: str, version: int | None) -> None:
        self._goes(name, version, "closed", "counter_closed")

    def pause(self, name: str, version: int | None) -> None:
        self._goes(name, version, "break", "counter_paused")

    def staff(self, name: str, account: str, take_over: bool) -> None:
        if name not in self.desks:
            raise Refused("UnknownCounter", counter=name)
        sits = self.desks[name]["account"]
        if sits == account:
            return
        if sits and account and not take_over:
            raise Refused("CounterIsStaffed", counter=name, account=sits)
        for other, desk in self.desks.items():
            if account and desk["account"] == account:
                if desk["slip"]:
                    raise Refused("ServesElsewhere", counter=other, ticket=desk["slip"])
                if desk["status"] != "closed":
                    desk.update(status="closed", touched=self._write("counter_closed", counter=other))
                desk.update(account="", last=None, touched=self._write("counter_staffed", counter=other, account=""))
        touched = self._write("counter_staffed", counter=name, account=account)
        self.desks[name].update(account=account, last=None, touched=touched)

    # Calling

    def next(self, name: str, version: int | None) -> None:
        desk = self._desk(name, version)
        found = self.next_for(desk, name)
        if found is not None:
            self._summon(name, *found)

    def call(self, name: str, number: str, version: int | None) -> None:
        desk = self._desk(name, version)
        slip = self.slips.get(number)
        if slip is None:
            raise Refused("UnknownTicket")
        if slip["state"] in ("finished", "cancelled"):
            raise Refused("TicketIsOver", ticket=number, state=slip["state"])
        if slip["state"] in ("called", "serving"):
            raise Refused("TicketAtCounter", ticket=number, counter=slip["counter"])
        was_here = slip["state"] != "waiting" and slip["counter"] == name
        if not was_here and not self.is_for(slip, desk, name):
            raise Refused("NotForThisCounter", counter=name, ticket=number)
        self._summon(name, number, "chosen")

    def recall(self, name: str, version: int | None) -> None:
        number, slip = self._called_at(name, version)
        left = RECALL_MS - passed(slip["rung"], self.now())
        if left > 0:
            raise Refused("TooSoon", ticket=number, ms=left)
        with self._press(name):
            self._ring_again(name, number)

    def _ring_again(self, name: str, number: str) -> None:
        slip = self.slips[number]
        first, service = slip["call"], slip["service"]
        seq = self._write("ticket_recalled", ticket=number, counter=name, service=service, call=first)
        slip.update(calls=slip["calls"] + 1, rung=self.now(), touched=seq)
        self.desks[name]["touched"] = seq
        self._ring(seq, number, name, first=first)

    # With the person

    def start(self, name: str, version: int | None) -> None:
        number, slip = self._called_at(name, version)
        with self._press(name) as press:
            seq = self._write("serving_started", ticket=number, counter=name, press=press)
            slip.update(state="serving", touched=seq, started=self.mark(seq))
            self.desks[name]["touched"] = seq

    def finish(self, name: str, version: int | None) -> None:
        number, _ = self._present(name, version)
        with self._press(name):
            self.leave(number, "ticket_finished", "finished", why="served")

    def no_show(self, name: str, version: int | None) -> None:
        number, _ = self._called_at(name, version)
        with self._press(name):
            self.leave(number, "ticket_missed", "missed")

    def hold(self, name: str, why: str, version: int | None) -> None:
        number, slip = self._present(name, version)
        if why not in ("documents", "copy", "payment", "other"):
            raise Refused("UnknownReason", why=why)
        with self._press(name):
            seq = self._write("ticket_held", ticket=number, counter=name, why=why)
            slip.update(state="held", hold=why, touched=seq)
            self.desks[name].update(slip="", touched=seq)
            self.hush(number)

    def transfer(self, name: str, service: str, to: str, first: bool | None, version: int | None) -> None:
        number, slip = self._present(name, version)
        if to and to not in self.desks:
            raise Refused("UnknownCounter", counter=to)
        if service and service != slip["service"] and service not in self.plan.services:
            raise Refused("UnknownService", service=service)
        stays = not service or service == slip["service"]
        if to == name or (stays and not to):
            raise Refused("SameTarget", ticket=number)
        front = self.plan.rules.transfer_first if first is None else first
        with self._press(name):
            goal = service or slip["service"]
            seq = self._write("ticket_transferred", ticket=number, counter=name, service=goal, to=to, front=front)
            slip.update(state="waiting", service=goal, reserved=to, front=front, overtaken=0, touched=seq)
            self.desks[name].update(slip="", touched=seq)
            self.hush(number)

    def go_on_with(self, name: str, service: str, version: int | None) -> None:
        number, slip = self._present(name, version)
        if service not in self.plan.services:
            raise Refused("UnknownService", service=service)
        if service == slip["service"]:
            raise Refused("SameTarget", ticket=number)
        with self._press(name):
            seq = self._write("service_continued", ticket=number, counter=name, service=service)
            slip.update(state="serving", service=service, started=self.mark(seq), touched=seq)
            self.desks[name]["touched"] = seq

    def note(self, name: str, note_id: str, version: int | None) -> None:
        number, slip = self._present(name, version)
        self.desks[name]["touched"] = self._write("ticket_noted", ticket=number, counter=name, note_id=note_id)
        slip["notes"].append(note_id)

    def serve(self, name: str, service: str, receipt: str, version: int | None) -> None:
        desk = self._desk(name, version)
        if service not in self.plan.services:
            raise Refused("UnknownService", service=service)
        if desk["slip"]:
            raise Refused("CounterIsBusy", counter=name, ticket=desk["slip"])
        with self._press(name) as press:
            self._opens(name)
            number = self.tear_off(service, False, receipt, "counter", None)
            seq = self._write("serving_started", ticket=number, counter=name, press=press)
            self.slips[number].update(state="serving", counter=name, started=self.mark(seq), touched=seq)
            desk.update(slip=number, touched=seq)

    def bring_back(self, number: str, name: str, version: int | None) -> None:
        """Whoever was missed goes behind some others; whoever was held is the next one where it was held."""
        if name:
            self._desk(name, version)
        slip = self.slips.get(number)
        if slip is None:
            raise Refused("DayIsClosed" if self.day is None else "UnknownTicket")
        if slip["state"] in ("finished", "cancelled"):
            raise Refused("TicketIsOver", ticket=number, state=slip["state"])
        self._needs_day()
        if slip["state"] not in ("missed", "held"):
            raise Refused("NotAway", ticket=number)
        held, place = slip["state"] == "held", slip["place"]
        if not held and self.plan.rules.return_after:
            others = [n for n in self.line if self.slips[n]["service"] == slip["service"]]
            behind = others[: self.plan.rules.return_after]
            full = len(behind) == self.plan.rules.return_after
            place = [*(self.slips[behind[-1]]["place"] if full else []), self.seq + 1]
        with self._press(name):
            seq = self._write("ticket_returned", ticket=number, counter=name, order=list(place))
            reserved = slip["counter"] if held else ""
            slip.update(state="waiting", place=list(place), reserved=reserved, front=held, overtaken=0)
            slip.update(ended=None, touched=seq)
            if name:
                self.desks[name]["touched"] = seq
            self.hush(number)

    # The eraser

    def undo(self, name: str, version: int | None) -> None:
        desk = self._desk(name, version)
        last = desk["last"]
        if last is None:
            raise Refused("NothingToUndo", counter=name)
        if passed(last["made"], self.now()) > UNDO_MS:
            raise Refused("UndoTooLate", counter=name)
        for number, touched in last["moved"]:
            if self.slips[number]["touched"] != touched:
                raise Refused("PressMovedOn", counter=name, ticket=number)
        expected = last["desk"]["slip"]
        if expected and expected not in dict(last["moved"]) and self.slips[expected]["state"] == "cancelled":
            raise Refused("PressMovedOn", counter=name, ticket=expected)
        seq, back = self.seq + 1, {}
        for number, _ in last["moved"]:
            slip, old = self.slips[number], last["slips"].get(number)
            if old is None:
                old = fresh = copy.deepcopy(last["new"][number])
                fresh.update(state="cancelled", ended=self.mark(seq))
            back[number] = {**_copied(old), "touched": seq, "due": slip["due"], "notes": slip["notes"]}
        tickets = [_as_told(number, slip) for number, slip in back.items()]
        self._write("press_undone", counter=name, press=last["press"], status=last["desk"]["status"], tickets=tickets)
        for number, touched in last["overtook"]:
            if self.slips[number]["touched"] == touched:
                self.slips[number]["overtaken"] -= 1
        self.slips.update(back)
        was = last["desk"]
        desk.update(status=was["status"], slip=was["slip"], streak=was["streak"], last=None, touched=seq)
        if last["call"]:
            call = self.calls[last["call"]]
            self.withdraw(last["call"], heard=call["first"] == 0 and call["outcome"] in ("speaking", "spoken"))
        for number, slip in back.items():
            if slip["state"] == "called" and not self.standing(number):
                self._ring_again(name, number)
                desk["last"] = None

    def standing(self, number: str) -> list[int]:
        """The calls after which somebody may be on the way: those since the newest that was no recall, but for what was withdrawn."""
        newest = self.slips[number]["call"]
        return [
            seq for seq, call in self.calls.items() if newest in (seq, call["first"]) and call["outcome"] != "withdrawn"
        ]

    @contextmanager
    def _press(self, name: str) -> Iterator[int]:
        """What a press changes is what the eraser puts back: found by comparing before and after."""
        if not name:
            yield self.seq + 1
            return
        press, desk = self.seq + 1, copy.deepcopy(self.desks[name])
        slips, calls = {number: _copied(slip) for number, slip in self.slips.items()}, set(self.calls)
        yield press
        if self.seq < press:
            return
        touched = {number: slip["touched"] for number, slip in self.slips.items()}
        moved = sorted(
            (item for item in touched.items() if item[0] not in slips or slips[item[0]]["touched"] != item[1]),
            key=lambda item: item[1],
        )
        overtook = [
            (number, old["touched"])
            for number, old in slips.items()
            if self.slips[number]["overtaken"] == old["overtaken"] + 1 and touched[number] == old["touched"]
        ]
        self.desks[name]["last"] = {
            "press": press,
            "made": self.now(),
            "desk": desk,
            "slips": slips,
            "new": {number: self._as_torn_off(number) for number, _ in moved if number not in slips},
            "moved": moved,
            "overtook": overtook,
            "call": max(set(self.calls) - calls, default=0),
        }

    def _as_torn_off(self, number: str) -> dict[str, Any]:
        return {**copy.deepcopy(self.slips[number]), "state": "waiting", "counter": "", "started": None}

    # Who is next

    def is_for(self, slip: dict[str, Any], desk: dict[str, Any], name: str) -> bool:
        keeper = self.desks.get(slip["reserved"])
        if slip["reserved"] == name:
            return True
        kept = keeper is not None and keeper["status"] != "closed"
        return not kept and slip["service"] in desk["services"]

    def next_for(self, desk: dict[str, Any], name: str) -> tuple[str, str] | None:
        """Everybody gets a mark for what speaks for them; the smallest mark, then the first place, is next."""
        rules = self.plan.rules
        mine = {n: self.slips[n] for n in self.line if self.is_for(self.slips[n], desk, name)}
        plain = [n for n, slip in mine.items() if not slip["priority"] and slip["slot"] is None and not slip["front"]]
        marks: list[tuple[int, list[int], str, str]] = []
        for number, slip in mine.items():
            appointment = slip["slot"] is not None
            if slip["overtaken"] >= rules.brake:
                mark, rule = 0, "brake"
            elif slip["front"]:
                mark, rule = 1, "returned"
            elif slip["priority"] or (appointment and slip["due"]):
                mark = 2 if desk["streak"] < rules.priority_ratio or not plain else 4
                rule = "priority" if slip["priority"] else "appointment"
            else:
                mark, rule = (5 if appointment else 3), "arrival"
            marks.append((mark, slip["place"], number, rule))
        if not marks:
            return None
        _, _, number, rule = min(marks)
        return number, rule

    # How the paper is kept

    def _opens(self, name: str) -> None:
        desk = self.desks[name]
        if desk["status"] != "open":
            desk.update(status="open", touched=self._write("counter_opened", counter=name))

    def _goes(self, name: str, version: int | None, status: str, kind: str) -> None:
        desk = self._desk(name, version)
        if desk["slip"]:
            raise Refused("CounterIsBusy", counter=name, ticket=desk["slip"])
        if desk["status"] != status:
            with self._press(name):
                desk.update(status=status, touched=self._write(kind, counter=name))

    def _summon(self, name: str, number: str, rule: str) -> None:
        desk, slip = self.desks[name], self.slips[number]
        with self._press(name) as press:
            self._opens(name)
            if desk["slip"]:
                self.leave(desk["slip"], "ticket_finished", "finished", why="served")
            for other in self.line:
                earlier = self.slips[other]["place"] < slip["place"]
                if earlier and self.is_for(self.slips[other], desk, name):
                    self.slips[other]["overtaken"] += 1
            service = slip["service"]
            self.hush(number, but_to=name)
            seq = self._write("ticket_called", ticket=number, counter=name, service=service, rule=rule, press=press)
            slip.update(state="called", counter=name, call=seq, calls=slip["calls"] + 1, rule=rule, rung=self.now())
            slip.update(called=self.mark(seq), ended=None, reserved="", front=False, touched=seq)
            if rule in ("priority", "appointment"):
                desk["streak"] += 1
            elif rule in ("arrival", "brake"):
                desk["streak"] = 0
            desk.update(slip=number, touched=seq)
            self._ring(seq, number, name, first=0)

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

    def _desk(self, name: str, version: int | None) -> dict[str, Any]:
        if name not in self.desks:
            raise Refused("UnknownCounter", counter=name)
        self._needs_day()
        desk = self.desks[name]
        if version is not None and version != desk["touched"]:
            raise Refused("CounterMovedOn", counter=name, version=desk["touched"])
        return desk

    def _present(self, name: str, version: int | None) -> tuple[str, dict[str, Any]]:
        number = self._desk(name, version)["slip"]
        if not number:
            raise Refused("NobodyAtCounter", counter=name)
        return number, self.slips[number]

    def _called_at(self, name: str, version: int | None) -> tuple[str, dict[str, Any]]:
        number, slip = self._present(name, version)
        if slip["state"] == "serving":
            raise Refused("AlreadyServing", counter=name, ticket=number)
        return number, slip


def _copied(slip: dict[str, Any]) -> dict[str, Any]:
    """By hand: thousands of days are played, and a deep copy is ten times as slow."""
    return {**slip, "place": list(slip["place"]), "notes": list(slip["notes"])}


def _as_told(number: str, slip: dict[str, Any]) -> dict[str, Any]:
    told = {"ticket": number, **{name: slip[name] for name in ("service", "state", "counter", "calls", "rule", "hold")}}
    for name in ("called", "started", "ended"):
        told[f"{name}_seq"], told[f"{name}_ms"] = slip[name] or (0, None)
    return told
