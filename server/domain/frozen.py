"""What every value of the rules is made of: named fields that never change; two of one class with the same fields are equal.

The one thing that the rules take from outside the standard library. Why: docs/decisions/0014-frozen-values.md.
"""

from typing import TYPE_CHECKING, Any, dataclass_transform

from msgspec import Struct, field
from msgspec.structs import asdict

if TYPE_CHECKING:
    # Under this name the type checker holds the changed fields against the class, which it cannot do for the other.
    from dataclasses import replace
else:
    from msgspec.structs import replace

__all__ = ["Frozen", "field", "names_of", "plain", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Frozen(Struct, frozen=True):
    """To be derived from. Fields are declared as in a dataclass."""


def names_of(value: Frozen | type[Frozen]) -> tuple[str, ...]:
    """The names of the fields, in their order."""
    return value.__struct_fields__


def plain(value: Frozen) -> dict[str, Any]:
    """The fields by name; what they hold is not copied."""
    return asdict(value)
