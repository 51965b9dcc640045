"""The whole description of an office."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from server.description.announcement import Announcement
from server.description.complaint_section import Complaints
from server.description.counter import Counter
from server.description.fields import Digest, Name, minutes_of
from server.description.printer import Printer
from server.description.queue_rules import QueueRules
from server.description.room import Room
from server.description.service import Service
from server.description.tv import Medium, Screen, Tv
from server.description.voice import Voice
from server.description.week import Week
from server.domain.structure import CounterPlan, Hours, PlannedAnnouncement, Rules, Structure

ZONES: Mapping[str, str] = MappingProxyType(
    {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
)


class Description(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`phone_tickets`: residents may take a number on their own phones without signing in. `show_officials`: residents see who serves
    at a counter, by the name that the official chose. `logo` names a picture file, or is "".
    """

    name: Name
    timezone: str
    services: Annotated[tuple[Service, ...], Meta(min_length=1, max_length=26)]
    counters: Annotated[tuple[Counter, ...], Meta(min_length=1, max_length=99)]
    hours: Week = Week()
    phone_tickets: bool = False
    show_officials: bool = False
    notes: Annotated[tuple[Annotated[str, Meta(max_length=60)], ...], Meta(max_length=8)] = ()
    logo: Digest | None = None
    tv: Tv = Tv()
    screens: Annotated[tuple[Screen, ...], Meta(max_length=20)] = ()
    media: Annotated[tuple[Medium, ...], Meta(max_length=20)] = ()
    printer: Printer = Printer()
    rules: QueueRules = QueueRules()
    voice: Voice = Voice()
    rooms: Annotated[tuple[Room, ...], Meta(max_length=10)] = ()
    announcements: Annotated[tuple[Announcement, ...], Meta(max_length=20)] = ()
    complaints: Complaints = Complaints()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def zone_name(self) -> str:
        """WIB, WITA or WIT; elsewhere the zone's own name."""
        return ZONES.get(self.timezone, self.timezone)

    def service(self, letter: str) -> Service | None:
        return next((service for service in self.services if service.letter == letter), None)

    def counter(self, counter_id: str) -> Counter | None:
        return next((counter for counter in self.counters if counter.id == counter_id), None)

    def room_of(self, counter_id: str) -> str:
        """The name of the room where a counter stands; the first room for one that no room names, "" in an office without rooms."""
        named = (room.name for room in self.rooms if counter_id in room.counters)
        return next(named, self.rooms[0].name if self.rooms else "")

    def room(self, name: str) -> Room:
        """The room of that name, or the first; an office without rooms is one room."""
        whole = Room(name="", title="", counters=tuple(counter.id for counter in self.counters))
        return next((room for room in self.rooms if room.name == name), self.rooms[0] if self.rooms else whole)

    def rooms_of(self, announcement: str | None) -> tuple[str, ...]:
        """The rooms where an announcement sounds that names this one, or none for all of them."""
        return tuple(room.name for room in self.rooms if announcement in {None, room.name}) or ("",)

    def announcement(self, announcement_id: str) -> Announcement | None:
        return next((one for one in self.announcements if one.id == announcement_id), None)

    def screen(self, name: str) -> Screen | None:
        return next((screen for screen in self.screens if screen.name == name), None)

    def structure(self) -> Structure:
        """What the rules need of it."""
        rules = self.rules
        return Structure(
            services=tuple(service.letter for service in self.services),
            counters=tuple(CounterPlan(counter.id, counter.services) for counter in self.counters),
            week=tuple(self._hours(weekday) for weekday in range(7)),
            automatic=self.hours.automatic,
            rules=Rules(rules.priority_ratio, rules.brake, rules.return_after, rules.transfer_first),
            quotas={service.letter: service.quota for service in self.services if service.quota},
            closed=tuple(sorted(self.hours.closed)),
            announcements=tuple(
                PlannedAnnouncement(one.id, one.at, one.minutes, self.rooms_of(one.room), one.urgent)
                for one in self.announcements
                if one.at
            ),
        )

    def _hours(self, weekday: int) -> Hours | None:
        span = self.hours.spans()[weekday]
        if span is None:
            return None
        pauses = sorted((minutes_of(begins), minutes_of(ends)) for begins, ends in self.hours.pauses_of(weekday))
        return Hours(minutes_of(span[0]), minutes_of(span[1]), tuple(pauses))
