"""How large letters must be on a TV, by its size and the distance of the last bench. Pure arithmetic.

The rule: letters of 16 minutes of arc are legible, 20 to 22 are comfortable (ISO 9241-3, FAA and NUREG-0700). One `rem` of the TV's
style sheet is one hundredth of the picture's width.
"""

import math
from dataclasses import dataclass

LEGIBLE_ARC = 16
"""Minutes of arc of a capital letter: the least."""
COMFORTABLE_ARC = 22

ATKINSON_CAPS = 0.668
"""Height of a capital by font size: Atkinson Hyperlegible, the TV's text."""
B612_CAPS = 0.75
"""The same of B612, the TV's numbers."""

INFO_REM = 3.5
"""The smallest text of the TV at scale 100."""
NUMBER_REM = 7.0
"""A counter's number at scale 100."""

SCALES = (100, 115, 130)
"""Percent. Each has its own rules in assets/tv.css."""


@dataclass(frozen=True, slots=True)
class TypeSizes:
    """`scale` is one of `SCALES`. `info_reach` and `number_reach`: metres to which the smallest text is legible, and a counter's
    number comfortable. `enough` says whether the last bench can read the smallest text; `wanted_diagonal` is the size in inches of
    a TV on which it could.
    """

    scale: int
    info_reach: float
    number_reach: float
    enough: bool
    wanted_diagonal: int


def type_sizes(diagonal: int, distance: float, counters: int) -> TypeSizes:
    """The smallest scale at which the last bench can read everything, or the largest that the layout of so many counters holds.

    `diagonal` in inches, `distance` in metres.
    """
    possible = [scale for scale in SCALES if scale <= most_scale(counters)]
    needed = 100 * font_rem(diagonal, distance, LEGIBLE_ARC, ATKINSON_CAPS) / INFO_REM
    scale = next((scale for scale in possible if scale >= needed), possible[-1])
    reach = info_reach(diagonal, scale)
    return TypeSizes(
        scale=scale,
        info_reach=reach,
        number_reach=reach_of(diagonal, NUMBER_REM * scale / 100, COMFORTABLE_ARC, B612_CAPS),
        enough=reach >= distance,
        wanted_diagonal=math.ceil(diagonal * distance / info_reach(diagonal, possible[-1])),
    )


def most_scale(counters: int) -> int:
    """The largest scale at which so many counters fit on one picture without anything cut off."""
    if counters <= 4:
        return 130
    return 115 if counters == 5 else 100


def cap_height_mm(distance: float, arc_minutes: float) -> float:
    """Height of a capital, in millimetres, that is seen at that angle from `distance` metres."""
    return 2000 * distance * math.tan(math.radians(arc_minutes / 60) / 2)


def width_mm(diagonal: int) -> float:
    """Width of a 16:9 picture of that diagonal in inches."""
    return diagonal * 25.4 * 16 / math.hypot(16, 9)


def font_rem(diagonal: int, distance: float, arc_minutes: float, caps: float) -> float:
    """Font size in hundredths of the picture's width whose capitals are seen at that angle."""
    return cap_height_mm(distance, arc_minutes) / caps / (width_mm(diagonal) / 100)


def reach_of(diagonal: int, rem: float, arc_minutes: float, caps: float) -> float:
    """The distance in metres from which capitals of that font size are seen at that angle."""
    return rem / font_rem(diagonal, 1, arc_minutes, caps)


def info_reach(diagonal: int, scale: int) -> float:
    """The distance in metres up to which the smallest text is legible."""
    return reach_of(diagonal, INFO_REM * scale / 100, LEGIBLE_ARC, ATKINSON_CAPS)
