"""Events and the data that the log keeps of them."""

import json
import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from server.domain import announcement_events, call_events, counter_events, door_events, office_events, ticket_events
from server.domain import events as module
from server.domain.events import (
    KINDS,
    CallWithdrawn,
    DayOpened,
    Event,
    OfficeConfigured,
    ServingStarted,
    TicketBefore,
    TicketCalled,
    TicketTaken,
    UnknownKind,
    from_data,
    subject_of,
    to_data,
)
from server.domain.frozen import Frozen
from server.domain.record import canonical
from server.domain.structure import CounterPlan, Hours, PlannedAnnouncement, Rules, Structure
from tests.domain.unhurried import UNHURRIED

TEXT = st.text(max_size=8)
NUMBER = st.integers(0, 2**53)
MINUTE = st.integers(0, 1440)
SERVICES = st.lists(TEXT, max_size=3).map(tuple)
PAUSES = st.lists(st.tuples(MINUTE, MINUTE), max_size=2).map(tuple)
STRUCTURE = st.builds(
    Structure,
    services=SERVICES,
    counters=st.lists(st.builds(CounterPlan, id=TEXT, services=SERVICES), max_size=3).map(tuple),
    week=st.lists(st.none() | st.builds(Hours, opens=MINUTE, closes=MINUTE, pauses=PAUSES), min_size=7, max_size=7).map(
        tuple
    ),
    automatic=st.booleans(),
    rules=st.builds(Rules, priority_ratio=NUMBER, brake=NUMBER, return_after=NUMBER, transfer_first=st.booleans()),
    quotas=st.dictionaries(TEXT, NUMBER, max_size=3),
    closed=SERVICES,
    announcements=st.lists(
        st.builds(PlannedAnnouncement, id=TEXT, at=TEXT, minutes=NUMBER, rooms=SERVICES, urgent=st.booleans()),
        max_size=2,
    ).map(tuple),
)
NUMBERS = st.dictionaries(TEXT, NUMBER, max_size=3)
NUMBER_OR_NONE = st.none() | NUMBER
BEFORE = st.builds(
    TicketBefore,
    **{field.name: TEXT for field in fields(TicketBefore) if field.type is str},
    **{field.name: NUMBER for field in fields(TicketBefore) if field.type is int},
    **{field.name: NUMBER_OR_NONE for field in fields(TicketBefore) if field.type == int | None},
)
OF_TYPE: dict[object, st.SearchStrategy[object]] = {
    str: TEXT,
    int: NUMBER,
    bool: st.booleans(),
    int | None: NUMBER_OR_NONE,
    Structure: STRUCTURE,
    tuple[int, ...]: st.lists(NUMBER, max_size=3).map(tuple),
    tuple[TicketBefore, ...]: st.lists(BEFORE, max_size=3).map(tuple),
    Mapping[str, int]: NUMBERS,
    Mapping[str, str]: st.dictionaries(TEXT, TEXT, max_size=3),
    Mapping[str, Mapping[str, int]]: st.dictionaries(TEXT, NUMBERS, max_size=2),
    Mapping[str, Mapping[str, str]]: st.dictionaries(
        TEXT, st.fixed_dictionaries({"ticket": TEXT, "day": TEXT}), max_size=2
    ),
}


def events_of(cls: type[Event]) -> st.SearchStrategy[Event]:
    return st.builds(cls, **{field.name: OF_TYPE[field.type] for field in fields(cls)})


ANY_EVENT = st.one_of([events_of(cls) for cls in KINDS.values()])


@pytest.mark.parametrize("cls", KINDS.values(), ids=KINDS)
@UNHURRIED
@given(data=st.data())
def test_an_event_comes_back_from_json_as_it_went(cls: type[Event], data: st.DataObject) -> None:
    event = data.draw(events_of(cls))
    assert from_data(event.kind, event.v, json.loads(canonical(to_data(event)))) == event


@pytest.mark.parametrize("cls", KINDS.values(), ids=KINDS)
def test_an_event_carries_ids_steps_and_codes_alone(cls: type[Event]) -> None:
    forbidden = {"name", "phone", "nik", "note", "text", "token", "address", "reason"}
    assert not forbidden.intersection(field.name for field in fields(cls))


def test_every_event_class_has_a_kind_of_its_own() -> None:
    modules = (module, announcement_events, call_events, counter_events, door_events, office_events, ticket_events)
    found = [cls for home in modules for cls in vars(home).values()]
    classes = {cls for cls in found if isinstance(cls, type) and issubclass(cls, Frozen) and hasattr(cls, "kind")}
    assert classes == set(KINDS.values())
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)+", kind) for kind in KINDS)


def test_the_table_of_kinds_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        KINDS["other"] = DayOpened  # type: ignore[index]


def test_an_unknown_kind_is_said() -> None:
    with pytest.raises(UnknownKind, match="coffee_served v1"):
        from_data("coffee_served", 1, {})


def test_a_version_of_newer_software_is_said() -> None:
    with pytest.raises(UnknownKind) as caught:
        from_data("day_closed", 2, {"date": "2026-11-23"})
    assert (caught.value.kind, caught.value.v) == ("day_closed", 2)


STORED_BEFORE = [
    (
        "office_configured",
        {
            "document": "d",
            "services": ["A"],
            "counters": [{"id": "1", "services": ["A"]}],
            "week": [[480, 960], *[None] * 6],
            "automatic": True,
        },
        OfficeConfigured(
            "d", Structure(("A",), (CounterPlan("1", ("A",)),), (Hours(480, 960), *(None,) * 6), automatic=True)
        ),
    ),
    (
        "day_opened",
        {"date": "2026-11-23", "minute": 480, "issued": {"A": 2}, "gap": 50},
        DayOpened("2026-11-23", 480, {"A": 2}, 50),
    ),
    (
        "ticket_taken",
        {"ticket": "A001", "service": "A", "priority": True, "receipt": "r", "channel": "kiosk"},
        TicketTaken("A001", "A", True, "r", "kiosk", None),
    ),
    ("ticket_called", {"ticket": "A001", "counter": "1", "service": "A"}, TicketCalled("A001", "1", "A", "arrival", 0)),
    ("serving_started", {"ticket": "A001", "counter": "1"}, ServingStarted("A001", "1", 0)),
    ("call_withdrawn", {"call": 7}, CallWithdrawn(7, "", "", heard=False)),
]


@pytest.mark.parametrize(("kind", "data", "event"), STORED_BEFORE, ids=[kind for kind, _, _ in STORED_BEFORE])
def test_an_event_of_the_first_version_is_read_in_todays_shape(
    kind: str, data: dict[str, object], event: Event
) -> None:
    assert from_data(kind, 1, data) == event


def test_an_office_of_the_second_version_announces_nothing_by_itself() -> None:
    data = {
        "document": "d",
        "services": ["A"],
        "counters": [],
        "week": [[480, 960, [[720, 780]]], *[None] * 6],
        "automatic": False,
        "quotas": {},
        "closed": ["2026-12-24"],
        "rules": {"priority_ratio": 2, "brake": 4, "return_after": 2, "transfer_first": False},
    }
    week = (Hours(480, 960, ((720, 780),)), *(None,) * 6)
    assert from_data("office_configured", 2, data) == OfficeConfigured(
        "d", Structure(("A",), (), week, closed=("2026-12-24",))
    )


def test_every_kind_that_has_changed_has_a_first_version_to_read() -> None:
    assert {kind for kind, _, _ in STORED_BEFORE} == {kind for kind, cls in KINDS.items() if cls.v > 1}


def test_an_opening_without_a_gap_reads_as_a_gap_of_none() -> None:
    assert from_data("day_opened", 1, {"date": "2026-11-23", "minute": 480, "issued": {}}) == DayOpened(
        "2026-11-23", 480, {}
    )


@UNHURRIED
@given(ANY_EVENT)
def test_every_event_is_about_something(event: Event) -> None:
    data = to_data(event)
    subject = subject_of(event)
    if "ticket" in data:
        assert subject == data["ticket"]
    elif "call" in data:
        assert subject == f"call:{data['call']}"
    elif "made" in data:
        assert subject == f"announcement:{data['made']}"
    elif "counter" in data:
        assert subject == f"counter:{data['counter']}"
    elif "device" in data:
        assert subject == f"device:{data['device']}"
    elif "account" in data:
        assert subject == f"account:{data['account']}"
    elif "date" in data:
        assert subject == f"day:{data['date']}"
    else:
        assert subject == "office"
