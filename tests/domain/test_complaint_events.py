"""Complaint events as the log keeps them: they come back as they were, and have no place for anybody's words."""

import json
from typing import Any

import pytest
from msgspec import NODEFAULT
from msgspec.structs import fields

from server.domain import complaint_commands, events
from server.domain.complaint_codes import is_code
from server.domain.complaint_events import (
    KINDS,
    Assigned,
    ComplaintReceived,
    DeskStaffed,
    Event,
    InternalExported,
    UnknownKind,
    from_data,
    subject_of,
    to_data,
)
from server.domain.frozen import Frozen, names_of

STAFFED = DeskStaffed({"pu": ("budi", "tono"), "kosong": ()}, ("kasi", "", "kades", ""), (), {"kasi": "ab"})
VALUES: dict[str, Any] = {
    "str": "a1b2",
    "int": 3,
    "bool": True,
    "tuple[str, ...]": ("budi", "tono"),
    "tuple[str, str, str, str]": ("kasi", "", "kades", "bpd"),
    "Mapping[str, tuple[str, ...]]": {"pu": ("budi",)},
    "Mapping[str, str]": {"budi": "ab"},
}


def sample(cls: type[Event], *, whole: bool) -> Event:
    """`whole`: with a value for each field, also for those that have one by themselves."""
    given = {}
    for field in fields(cls):
        if whole or (field.default is NODEFAULT and field.default_factory is NODEFAULT):
            name = field.type if isinstance(field.type, str) else getattr(field.type, "__name__", "")
            given[field.name] = VALUES[name if name in VALUES else str(field.type).replace("collections.abc.", "")]
    return cls(**given)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_an_event_comes_back_as_it_was(kind: str, whole: bool) -> None:
    event = sample(KINDS[kind], whole=whole)
    stored = json.loads(json.dumps(to_data(event)))
    assert from_data(kind, event.v, stored) == event


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_is_frozen_and_holds_codes_alone(kind: str) -> None:
    cls = KINDS[kind]
    assert issubclass(cls, Frozen)
    assert cls.__struct_config__.frozen
    names = set(names_of(cls))
    assert not names & {"text", "story", "name", "contact", "address", "about", "title", "phone", "ip", "time"}


def test_kinds_are_the_complaints_own() -> None:
    assert all(kind.startswith("complaint_") for kind in KINDS)
    assert not KINDS.keys() & events.KINDS.keys()
    assert len(KINDS) == len(set(KINDS.values())) == len(Event.__args__)


def test_what_was_read_is_not_what_was_sent() -> None:
    data = to_data(STAFFED)
    data["units"]["pu"].append("orang_lain")
    data["keys"]["tono"] = "cd"
    assert DeskStaffed({"pu": ("budi", "tono"), "kosong": ()}, ("kasi", "", "kades", ""), (), {"kasi": "ab"}) == STAFFED


@pytest.mark.parametrize(("kind", "v"), [("complaint_sung", 1), ("complaint_received", 99), ("ticket_taken", 1)])
def test_an_event_of_newer_software_is_not_guessed_at(kind: str, v: int) -> None:
    with pytest.raises(UnknownKind):
        from_data(kind, v, {})


def test_events_are_found_by_what_they_are_about() -> None:
    assert subject_of(Assigned("a1", "pu", (), False)) == "complaint:a1"
    assert subject_of(sample(ComplaintReceived, whole=True)) == "complaint:a1b2"
    assert subject_of(STAFFED) == subject_of(InternalExported()) == "desk"


@pytest.mark.parametrize("text", ["0123456789abcdef", "ADU-7K3M-Q", "2026-W47", "settle:1", "di_pengadilan", "a.b"])
def test_codes(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize("text", ["", "lampu mati", "Pak Budi", "a\nb", "a" * 129, "lampu,mati", "jalan/rusak", "é"])
def test_words_are_no_codes(text: str) -> None:
    assert not is_code(text)


def test_whom_it_is_about_is_told_to_the_rules_and_to_nobody_else() -> None:
    told = {
        name
        for name in complaint_commands.__all__
        if isinstance(cls := getattr(complaint_commands, name), type) and "about" in names_of(cls)
    }
    assert {"Assign", "GrantKeys", "RaiseClass", "ChangeCustodians"} <= told
