"""What the pages of the staff show: signing in, one's own account, devices, people. As frozen and ready-worded as `display.views`."""

from dataclasses import dataclass

from display.clock_view import Clock


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several to choose from."""

    value: str
    words: str
    more: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SignInView:
    """`/masuk`. On a paired tablet `people` are tiles to touch, with a PIN; elsewhere, or on wish, login and password.

    `unsuitable`: the device is a TV or a kiosk, on which nobody signs in.
    """

    office: str
    clock: Clock
    people: tuple[Choice, ...]
    by_pin: bool
    paired: bool
    unsuitable: str
    login: str
    next_path: str  # where to go afterwards; always a path of this office
    problem: str


@dataclass(frozen=True, slots=True)
class CounterChoice:
    id: str
    name: str
    services: str
    serving: str  # who serves there, or ""
    taken: bool  # somebody else serves there
    status_word: str


@dataclass(frozen=True, slots=True)
class CounterChoiceView:
    """`/loket`: which counter the person who has just signed in takes. `usual`: where this tablet stands."""

    office: str
    clock: Clock
    person: str
    counters: tuple[CounterChoice, ...]
    usual: str
    key: str
    problem: str


@dataclass(frozen=True, slots=True)
class SessionLine:
    id: str
    where: str
    left: str
    present: bool  # the one that looks at it


@dataclass(frozen=True, slots=True)
class AccountView:
    """`/akun`: one's own PIN, password and sessions. `must_renew`: "pin", "password" or "".

    `bell_complaints`, `tablet_complaints`: where new complaints are told.
    """

    office: str
    clock: Clock
    person: str
    role: str
    login: str
    must_renew: str
    by_pin: bool  # what the present secret is called
    sessions: tuple[SessionLine, ...]
    next_path: str
    key: str
    problem: str
    notice: str
    bell_complaints: bool = True
    tablet_complaints: bool = True


@dataclass(frozen=True, slots=True)
class PairingView:
    """`/pasang`: what shall this device be? `tablet_way`: where a tablet of the staff has to go first, or ""."""

    office: str
    clock: Clock
    roles: tuple[Choice, ...]
    key: str
    problem: str
    tablet_way: str = ""


@dataclass(frozen=True, slots=True)
class PairingCodeView:
    """`/pasang/kode`: the code that an official types on another device. Fetched anew by itself until it is confirmed."""

    office: str
    clock: Clock
    role: str
    code: str
    minutes_left: int


@dataclass(frozen=True, slots=True)
class DeviceLine:
    id: str
    name: str
    role: str
    icon: str
    seen: str
    connected: bool
    browser: str
    warnings: tuple[str, ...]
    added: str
    present: bool


@dataclass(frozen=True, slots=True)
class AskingDevice:
    """A device that shows a code, about to be let in."""

    code: str
    name: str
    roles: tuple[Choice, ...]
    what: str  # browser and address


@dataclass(frozen=True, slots=True)
class DevicesView:
    """`/atur/perangkat`."""

    office: str
    clock: Clock
    devices: tuple[DeviceLine, ...]
    asking: AskingDevice | None
    code: str
    key: str
    problem: str
    notice: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    id: str
    name: str
    role: str
    login: str
    active: bool
    secrets: str  # "PIN dan kata sandi", "belum ada PIN"


@dataclass(frozen=True, slots=True)
class PeopleView:
    """`/atur/petugas`. `draft` is what was typed when it was refused: name, login, role."""

    office: str
    clock: Clock
    people: tuple[PersonLine, ...]
    roles: tuple[Choice, ...]
    draft: tuple[str, str]
    key: str
    problem: str
    notice: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """`/atur/petugas/{id}`. `issued` is a new secret, shown this once; `issued_words` says what it is and where it works.

    `insist`: what was refused may be done all the same, once that is ticked.
    """

    office: str
    clock: Clock
    id: str
    name: str
    login: str
    active: bool
    roles: tuple[Choice, ...]
    sessions: tuple[SessionLine, ...]
    issued: str
    issued_words: str
    key: str
    problem: str
    notice: str
    insist: bool = False


StaffView = (
    SignInView | CounterChoiceView | AccountView | PairingView | PairingCodeView | DevicesView | PeopleView | PersonView
)
