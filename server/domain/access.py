"""Who may do what: devices that were let in, accounts of the office's people, and their sessions."""

from enum import StrEnum

from server.domain.frozen import Frozen, replace
from server.domain.moment import Moment


class Role(StrEnum):
    """As what somebody asks. The table in `server/web/rights.py` says what each of them may."""

    PUBLIC = "public"
    # Devices that were let in, and nobody is signed in on them.
    STAFF = "staff"  # an official's tablet or PC
    TV = "tv"
    KIOSK = "kiosk"
    ANNOUNCER = "announcer"
    # People who are signed in.
    OFFICER = "officer"  # petugas loket
    HEAD_OF_SERVICES = "head_of_services"  # Kasi Pelayanan
    VILLAGE_HEAD = "village_head"  # Kepala Desa: reads everything, presses nothing
    ADMIN = "admin"
    # Automation that carries the API token.
    API = "api"


DEVICE_ROLES = frozenset({Role.STAFF, Role.TV, Role.KIOSK, Role.ANNOUNCER})
ACCOUNT_ROLES = frozenset({Role.OFFICER, Role.HEAD_OF_SERVICES, Role.VILLAGE_HEAD, Role.ADMIN})
PRESSING_ROLES = frozenset({Role.OFFICER, Role.HEAD_OF_SERVICES, Role.ADMIN, Role.API})


class DeviceRow(Frozen):
    """A device that was let in. `token_hash`: SHA-256 of its secret. Times: milliseconds since 1970, UTC.

    `role` is one of `DEVICE_ROLES`, or `public` for a browser on which somebody signed in with a password: it is known again,
    and may no more than anybody. `name` is given by whoever let it in. `seen_ms`, `agent` (its browser) and `skew_ms` (its clock
    minus ours; None: unknown) are its last sign of life.
    """

    id: str
    token_hash: str
    role: str
    created_ms: int
    name: str = ""
    seen_ms: int = 0
    agent: str = ""
    skew_ms: int | None = None


class AccountRow(Frozen):
    """A person who works here. `name` is shown to residents and of the person's own choice; events only carry `id`.

    `password_hash` and `pin_hash` are argon2id, "" when there is none. `password_once`, `pin_once`: made by somebody else, and
    to be replaced at first use. `bell_complaints`, `tablet_complaints`: whether new complaints are told to the person on the page
    of the bell, and in a line on the counter's tablet.
    """

    id: str
    name: str
    role: str
    login: str
    password_hash: str
    pin_hash: str
    password_once: bool
    pin_once: bool
    active: bool
    created_ms: int
    bell_complaints: bool = True
    tablet_complaints: bool = True


class SessionRow(Frozen):
    """A person on a device. `left_ms` of life, counted by the monotonic clock from the anchor (`boot`, `mono_ms`).

    The wall clock plays no part, so that a clock that jumps signs nobody out. A new boot starts a new anchor: time without
    power is not counted. `idle_ms`: how long nothing may be asked at a time; 0: any time. `by`: `pin` or `password`.
    """

    id: str
    token_hash: str
    device: str
    account: str
    by: str
    left_ms: int
    idle_ms: int
    boot: str
    mono_ms: int

    def remaining_ms(self, now: Moment) -> int:
        """Milliseconds of life left; 0 or less: over."""
        return self.left_ms - (now.mono_ms - self.mono_ms) if now.boot == self.boot else self.left_ms

    def anchored(self, now: Moment) -> "SessionRow":
        """The same session, counted from `now` on."""
        return replace(self, left_ms=self.remaining_ms(now), boot=now.boot, mono_ms=now.mono_ms)


class Visitor(Frozen):
    """Who asks. `actor` is what the log calls them: `account:<id>`, `device:<id>`, `api` or `public`.

    `device`, `account` and `session` are ids, "" where there is none. `must_renew`: signed in with a PIN or password that was made
    by somebody else, so nothing may be done but replacing it. `turned_out`: carries the secret of a device that is no longer let in.
    """

    actor: str
    role: Role = Role.PUBLIC
    device: str = ""
    account: str = ""
    session: str = ""
    must_renew: bool = False
    turned_out: bool = False

    @property
    def official(self) -> bool:
        """Whether this visitor may press the buttons of a counter."""
        return self.role in PRESSING_ROLES

    @property
    def staff(self) -> bool:
        """Whether limits meant for the public leave this visitor alone."""
        return self.role is not Role.PUBLIC

    @property
    def unlimited(self) -> bool:
        return self.role is Role.API


PUBLIC = Visitor("public")
API = Visitor("api", Role.API)
