"""Events and the data that the log keeps of them."""

import json
import re
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import events as module
from server.domain.events import KINDS, DayOpened, Event, UnknownKind, from_data, subject_of, to_data
from server.domain.record import canonical
from server.domain.structure import CounterPlan, Hours, Structure
from tests.domain.unhurried import UNHURRIED

TEXT = st.text(max_size=8)
NUMBER = st.integers(0, 2**53)
MINUTE = st.integers(0, 1440)
SERVICES = st.lists(TEXT, max_size=3).map(tuple)
STRUCTURE = st.builds(
    Structure,
    services=SERVICES,
    counters=st.lists(st.builds(CounterPlan, id=TEXT, services=SERVICES), max_size=3).map(tuple),
    week=st.lists(st.none() | st.builds(Hours, opens=MINUTE, closes=MINUTE), min_size=7, max_size=7).map(tuple),
    automatic=st.booleans(),
)
OF_TYPE = {"str": TEXT, "int": NUMBER, "bool": st.booleans(), "Structure": STRUCTURE}


def events_of(cls: type[Event]) -> st.SearchStrategy[Event]:
    issued = {"issued": st.dictionaries(TEXT, NUMBER, max_size=3)} if cls is DayOpened else {}
    plain = {f.name: OF_TYPE[getattr(f.type, "__name__", str(f.type))] for f in fields(cls) if f.name not in issued}
    return st.builds(cls, **plain, **issued)


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
    classes = {
        cls for cls in vars(module).values() if isinstance(cls, type) and is_dataclass(cls) and hasattr(cls, "kind")
    }
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
    elif "counter" in data:
        assert subject == f"counter:{data['counter']}"
    elif "date" in data:
        assert subject == f"day:{data['date']}"
    else:
        assert subject == "office"
