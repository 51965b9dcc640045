"""Who may do what: devices that were let in, and sessions of people on them."""

from dataclasses import dataclass
from enum import StrEnum

from server.domain.moment import Moment


class Role(StrEnum):
    """What a device was let in as."""

    STAFF = "staff"
    TV = "tv"
    KIOSK = "kiosk"
    ANNOUNCER = "announcer"


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device that was let in. `token_hash`: SHA-256 of its secret. `created_ms`: milliseconds since 1970, UTC."""

    id: str
    token_hash: str
    role: str
    created_ms: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A signed-in person on a device. `left_ms` of life, counted by the monotonic clock from the anchor (`boot`, `mono_ms`).

    The wall clock plays no part, so that a clock that jumps signs nobody out. A new boot starts a new anchor: time without
    power is not counted.
    """

    id: str
    token_hash: str
    device: str
    left_ms: int
    boot: str
    mono_ms: int

    def remaining_ms(self, now: Moment) -> int:
        """Milliseconds of life left; 0 or less: over."""
        return self.left_ms - (now.mono_ms - self.mono_ms) if now.boot == self.boot else self.left_ms

    def anchored(self, now: Moment) -> "SessionRow":
        """The same session, counted from `now` on."""
        return SessionRow(self.id, self.token_hash, self.device, self.remaining_ms(now), now.boot, now.mono_ms)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `actor` is what the log calls them; `official` may press buttons; `role` is the device's, or ""."""

    actor: str
    official: bool = False
    role: str = ""
    unlimited: bool = False
    device: str = ""

    @property
    def staff(self) -> bool:
        """Whether limits meant for the public leave this visitor alone."""
        return self.official or self.unlimited or bool(self.role)


PUBLIC = Visitor("public")
API = Visitor("api", official=True, role="api", unlimited=True)
