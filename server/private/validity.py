"""From when and until when the server's certificate holds, and when it is time for another. Pure: the clock is told.

A browser judges a certificate by its own clock. So what is made under a clock that is believed reaches far to both sides
of it, and what is made under one that is not reaches as far as the authority itself: a wrong clock of the server locks nobody out.
"""

import re
from collections.abc import Iterable

from server.domain.frozen import Frozen

_DAY_MS = 86_400_000
BEHIND_MS = 180 * _DAY_MS
AHEAD_MS = 217 * _DAY_MS
LIFE_MS = BEHIND_MS + AHEAD_MS
"""397 days: more than 398 is refused by browsers from public authorities, more than 825 by Apple's from any."""
EARLY_MS = 30 * _DAY_MS
"""A certificate is made anew so long before its end."""
FIRST_MS = 1_767_225_600_000
"""1 January 2026, UTC, before the first release. Every authority holds from then on, so that a clock that was ahead when it was made does
no harm.
"""
FOR_EVER_MS = 1 << 47
"""Cut off at the authority's end."""

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class Names(Frozen):
    """Under which names (lower case) and IP addresses the server is reached."""

    hosts: tuple[str, ...]
    addresses: tuple[str, ...]

    def covers(self, wanted: "Names") -> bool:
        return set(wanted.hosts) <= set(self.hosts) and set(wanted.addresses) <= set(self.addresses)


def names_of(machine: str, addresses: Iterable[str], hosts: Iterable[str] = ()) -> Names:
    """What a certificate is made for. `machine`: the host name of the machine; `hosts`: further names from the settings."""
    label = machine.partition(".")[0].lower()
    # A name that no browser would take, such as one with an underscore, is left out; the address still serves.
    own = (label, f"{label}.local") if _LABEL.fullmatch(label) else ()
    further = (host for host in hosts if all(map(_LABEL.fullmatch, host.split("."))))
    return Names(_once("localhost", *own, *further), _once("127.0.0.1", "::1", *addresses))


class Window(Frozen):
    """Milliseconds since 1970."""

    begin_ms: int
    end_ms: int

    def holds(self, now_ms: int) -> bool:
        return self.begin_ms <= now_ms <= self.end_ms


WHOLE = Window(FIRST_MS, FOR_EVER_MS)


class Made(Frozen):
    """What the present certificate was made for. `sure_ms`: when a clock was last believed; 0 when none ever was."""

    names: Names
    window: Window
    authority_end_ms: int
    sure_ms: int


class Order(Frozen):
    """A certificate that is to be made; a window that is longer than the authority's is cut off at its end."""

    names: Names
    window: Window
    sure_ms: int


def order(made: Made | None, names: Names, now_ms: int, *, doubtful: bool) -> Order | None:
    """The certificate that is needed now, None while the present one will do.

    `doubtful`: the clock is not to be believed. Neither is one that stands more than a certificate's life after the last one that was:
    rather than a server that nobody started for a year, it is one whose clock has jumped ahead.
    """
    if doubtful or (made is not None and 0 < made.sure_ms < now_ms - LIFE_MS):
        return _unsure_order(made, names, now_ms)
    window = Window(now_ms - BEHIND_MS, now_ms + AHEAD_MS)
    if made is not None and made.names.covers(names):
        ordinary = made.window.end_ms - made.window.begin_ms <= LIFE_MS
        lasting = made.window.end_ms > now_ms + EARLY_MS or made.window.end_ms >= made.authority_end_ms
        if ordinary and lasting and made.window.holds(now_ms):
            return None
    return Order(names, window, now_ms)


def _unsure_order(made: Made | None, names: Names, now_ms: int) -> Order | None:
    if made is None:
        return Order(names, WHOLE, 0)
    reaches_all = made.window.begin_ms <= FIRST_MS and made.window.end_ms >= made.authority_end_ms
    if not made.names.covers(names):
        # What holds for the tablets' clocks today still does.
        same = made.window if made.window.holds(now_ms) else WHOLE
        return Order(names, same, made.sure_ms)
    if made.window.holds(now_ms) or reaches_all:
        return None
    return Order(names, WHOLE, made.sure_ms)


def _once(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
