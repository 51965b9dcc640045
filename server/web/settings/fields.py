"""The fields of a settings form, filled with what is or was typed, each with its own problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from display.settings_view import Field, FieldKind


@dataclass(frozen=True, slots=True)
class Fields:
    """`values` and `problems` by field name."""

    values: Mapping[str, str]
    problems: Mapping[str, str]

    def __call__(self, name: str, label: str, kind: FieldKind = "text", **more: Any) -> Field:
        value, problem = self.values.get(name, ""), self.problems.get(name, "")
        return Field(name, label, value, kind, problem=problem, **more)
