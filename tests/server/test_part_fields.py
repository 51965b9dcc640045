"""Only parts that read something which has changed are drawn, and the templates themselves say what they read."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from display.render import Renderer
from display.screen import screen_of
from server.web.part_fields import PartFields
from tests.display.samples import ALL, COUNTER, KIOSK, TICKET, TV

RENDERER = Renderer()


class Unreadable:
    """Stands for a field that a part must not read: whatever a template does with it fails."""

    def __getattribute__(self, name: str) -> Any:
        raise AssertionError(f"{name} of a field that is not read")

    __bool__ = __eq__ = __iter__ = __len__ = __str__ = __html__ = __hash__ = lambda self, *_: getattr(self, "value")  # type: ignore[assignment] # noqa: B009


@pytest.mark.parametrize("name", ALL)
def test_a_part_reads_nothing_else(name: str) -> None:
    view, fields = ALL[name], PartFields()
    whole = RENDERER.parts(view)
    for part in screen_of(view).parts:
        unread = [
            field
            for field in view.__match_args__
            if part not in fields.touched(replace(view, **{field: object()}), view)  # type: ignore[arg-type]
        ]
        poisoned = replace(view, **{field: Unreadable() for field in unread})  # type: ignore[arg-type]
        assert RENDERER.parts(poisoned, [part]) == {part: whole[part]}


def test_only_the_readers_of_what_changed_are_touched() -> None:
    fields = PartFields()
    assert fields.touched(TV, replace(TV, waiting=TV.waiting + 1)) == ["tally"]
    assert fields.touched(TV, replace(TV, counters=(), calls=())) == ["calls", "counters"]
    assert fields.touched(TICKET, replace(TICKET, ahead=77)) == ["mine"]


def test_what_no_part_reads_touches_none() -> None:
    assert PartFields().touched(COUNTER, replace(COUNTER, office="Kantor lain")) == []


def test_equal_views_touch_nothing_and_views_of_another_kind_everything() -> None:
    fields = PartFields()
    assert fields.touched(COUNTER, replace(COUNTER)) == []
    assert fields.touched(TV, KIOSK) == ["greeting", "listen", "services"]


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'other.html' %}",
        "{% from 'other.html' import card with context %}{{ card() }}",
        "{{ card(view) }}",
        "{% set all = view %}{{ all.notes }}",
        "{{ view['notes'] }}",
    ],
)
def test_a_template_that_reads_in_another_way_is_always_touched(tmp_path: Path, text: str) -> None:
    for part in screen_of(TV).parts:
        place = tmp_path / screen_of(TV).part(part)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text if part == "tally" else "{{ view.notes }}")
    assert PartFields(tmp_path).touched(TV, replace(TV, waiting=TV.waiting + 1)) == ["tally"]
