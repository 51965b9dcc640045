"""A new complaint: what class it gets, whom it goes to, and who is left out."""

import pytest

from server.domain import complaint_commands as c
from server.domain.complaint_category import Category, class_for
from server.domain.complaint_class import Class, at_least, rank
from server.domain.complaint_codes import CLOCK, SENDER
from server.domain.complaint_events import ComplaintReceived
from server.domain.complaint_ladder import custodians_for, recipients_for, rungs_for
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.frozen import replace
from tests.domain.complaint_village import CUSTODIANS, KEYS, LADDER, RULES, UNITS, ComplaintVillage

FORCED = Category("pungli", True, False, 60, "x")
PUBLIC = Category("jalan", False, True, 14, "x")
PLAIN = Category("administrasi", False, False, 14, "x")
SMALL = {"units": {}, "ladder": ("kasi", "", "", ""), "custodians": (), "keys": {"kasi": "01" * 32}}


def test_classes_are_ordered_from_open_to_secret() -> None:
    assert sorted((Class.SECRET, Class.OPEN, Class.ANONYMOUS), key=rank) == [Class.OPEN, Class.ANONYMOUS, Class.SECRET]
    assert at_least(Class.OPEN, Class.SECRET) is at_least(Class.SECRET, Class.OPEN) is Class.SECRET


@pytest.mark.parametrize(
    ("category", "got"),
    [
        (PUBLIC, (Class.OPEN, Class.ANONYMOUS, Class.SECRET)),
        (PLAIN, (Class.ANONYMOUS, Class.ANONYMOUS, Class.SECRET)),
        (FORCED, (Class.SECRET, Class.SECRET, Class.SECRET)),
        (replace(FORCED, may_be_open=True), (Class.SECRET, Class.SECRET, Class.SECRET)),
    ],
)
def test_a_category_only_raises_the_class(category: Category, got: tuple[Class, ...]) -> None:
    assert tuple(class_for(category, wished) for wished in Class) == got


def test_the_event_has_the_class_that_the_category_forces() -> None:
    village = ComplaintVillage()
    (event,) = village.must(village.sealed_for("pungli", Class.OPEN), SENDER)
    assert isinstance(event, ComplaintReceived)
    assert event.klass == "secret"


@pytest.mark.parametrize(("wished", "hamlet"), [(Class.OPEN, "krajan"), (Class.ANONYMOUS, ""), (Class.SECRET, "")])
def test_only_the_open_class_keeps_its_hamlet_in_clear(wished: Class, hamlet: str) -> None:
    village = ComplaintVillage()
    assert village.one(village.received(wished=wished)).hamlet == hamlet


def test_whom_it_is_about_is_in_no_event() -> None:
    village = ComplaintVillage()
    village.received("jalan", about=("tono", "wati"))
    assert "tono" not in repr(village.log[-1])
    assert "wati" not in repr(village.log[-1])


@pytest.mark.parametrize(
    ("category", "klass", "about", "recipients"),
    [
        ("jalan", Class.OPEN, (), ("budi", "tono", "kasi")),
        ("jalan", Class.ANONYMOUS, ("budi",), ("tono", "kasi")),
        ("jalan", Class.ANONYMOUS, ("budi", "tono", "kasi"), ("sekdes",)),
        ("jalan", Class.ANONYMOUS, LADDER, ("budi", "tono")),
        ("singkat", Class.ANONYMOUS, (), ("kasi",)),
        ("pungli", Class.SECRET, (), ("kasi",)),
        ("pungli", Class.SECRET, ("budi",), ("kasi", "bpd")),
        ("pungli", Class.SECRET, ("kasi",), ("sekdes", "bpd")),
        ("pungli", Class.SECRET, ("kasi", "sekdes", "kades"), ("bpd",)),
        ("pungli", Class.SECRET, LADDER, ()),
    ],
)
def test_who_gets_it(category: str, klass: Class, about: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    village = ComplaintVillage()
    assert village.state.staffed is not None
    assert recipients_for(village.state.staffed, RULES.category(category), klass, about) == recipients


def test_rungs_skip_empty_places_people_without_a_key_and_whoever_it_is_about() -> None:
    village = ComplaintVillage()
    village.staff(ladder=("kasi", "", "kades", "kasi"), custodians=())
    assert village.state.staffed is not None
    assert rungs_for(village.state.staffed, ()) == ("kasi", "kades")
    assert rungs_for(village.state.staffed, ("kasi",)) == ("kades",)
    village.staff(keys={one: key for one, key in KEYS.items() if one != "sekdes"}, custodians=())
    assert village.state.staffed is not None
    assert rungs_for(village.state.staffed, ("bpd",)) == ("kasi", "kades")


@pytest.mark.parametrize(
    ("klass", "about", "custodians"),
    [
        (Class.OPEN, (), ("kasi",)),
        (Class.ANONYMOUS, ("kasi",), ("sekdes",)),
        (Class.SECRET, (), CUSTODIANS),
        (Class.SECRET, ("bpd",), ("kasi", "sekdes", "kades")),
        (Class.SECRET, ("bpd", "kasi"), ()),
    ],
)
def test_who_keeps_the_identity(klass: Class, about: tuple[str, ...], custodians: tuple[str, ...]) -> None:
    village = ComplaintVillage()
    assert village.state.staffed is not None
    assert custodians_for(village.state.staffed, klass, about) == custodians


@pytest.mark.parametrize(
    ("changes", "readers", "about", "custodian"),
    [
        ({}, ("budi", "kasi"), (), "sekdes"),
        ({}, ("budi", "kasi"), ("sekdes",), "bpd"),
        ({"custodians": ()}, ("kasi",), (), "sekdes"),
        ({"custodians": (), "ladder": ("kasi", "", "", "")}, ("budi", "kasi"), (), "kasi"),
    ],
)
def test_whoever_reads_a_complaint_keeps_its_identity_only_where_there_is_nobody_else(
    changes: dict[str, object], readers: tuple[str, ...], about: tuple[str, ...], custodian: str
) -> None:
    village = ComplaintVillage()
    village.staff(**changes)
    assert village.state.staffed is not None
    for klass in (Class.OPEN, Class.ANONYMOUS):
        assert custodians_for(village.state.staffed, klass, about, readers) == (custodian,)


def test_an_office_with_one_official_is_an_office() -> None:
    village = ComplaintVillage(staff=False)
    assert village.state.staffed is None
    village.staff(**SMALL)
    name = village.received("jalan", identity=True)
    village.must(c.Answer(name, "ref-1"), "account:kasi")
    secret = village.received("pungli")
    assert village.one(secret).recipients == ("kasi",)
    command = village.sealed_for("pungli", Class.SECRET, identity=True)
    assert village.refused(command, SENDER) is ComplaintRefusal.NO_VAULT
    about_all = village.sealed_for("jalan", Class.ANONYMOUS, ("kasi",))
    assert village.refused(about_all, SENDER) is ComplaintRefusal.NO_RECIPIENT


def test_before_anybody_has_a_key_nothing_can_be_sent() -> None:
    command = ComplaintVillage().sealed_for("jalan", Class.ANONYMOUS)
    village = ComplaintVillage(staff=False)
    assert village.refused(command, SENDER) is ComplaintRefusal.NOT_STAFFED
    village.staff(units={}, ladder=("kasi", "", "", ""), custodians=(), keys={})
    assert village.refused(command, SENDER) is ComplaintRefusal.NOT_STAFFED


def test_what_was_sealed_to_others_than_the_rules_name_is_sealed_again() -> None:
    village = ComplaintVillage()
    command = village.sealed_for("jalan", Class.ANONYMOUS, ("budi",), identity=True)
    for wrong in (
        replace(command, recipients=("budi", "tono", "kasi")),
        replace(command, recipients=("tono",)),
        replace(command, rungs=("kasi", "sekdes", "kades")),
        replace(command, custodians=("kasi",)),
        replace(command, identity=False),
    ):
        assert village.refused(wrong, SENDER) is ComplaintRefusal.STAFF_CHANGED
    village.staff(units={**UNITS, "pu": ("wati",)})
    assert village.refused(command, SENDER) is ComplaintRefusal.STAFF_CHANGED
    village.must(replace(command, recipients=("wati", "kasi")), SENDER)


def test_ids_numbers_categories_and_hamlets_are_looked_at() -> None:
    village = ComplaintVillage()
    first = village.sealed_for("jalan", Class.OPEN)
    village.must(first, SENDER)
    second = village.sealed_for("jalan", Class.OPEN)
    for wrong, why in (
        (replace(second, id=first.id), ComplaintRefusal.TWICE),
        (replace(second, number=first.number), ComplaintRefusal.TWICE),
        (replace(second, category="lain"), ComplaintRefusal.UNKNOWN_CATEGORY),
        (replace(second, hamlet="mars"), ComplaintRefusal.UNKNOWN_HAMLET),
        (replace(second, number=""), ComplaintRefusal.BAD_CODE),
        (replace(second, channel="lewat telepon"), ComplaintRefusal.BAD_CODE),
    ):
        assert village.refused(wrong, SENDER) is why
    village.must(replace(second, klass=Class.ANONYMOUS, hamlet="mars"), SENDER)


@pytest.mark.parametrize("actor", [SENDER, "account:wati", "api", "public", "device:7"])
def test_anybody_may_send_or_bring_one(actor: str) -> None:
    village = ComplaintVillage()
    village.must(village.sealed_for("jalan", Class.OPEN), actor)
    assert village.refused(village.sealed_for("jalan", Class.OPEN), CLOCK) is ComplaintRefusal.SENDER_ONLY
