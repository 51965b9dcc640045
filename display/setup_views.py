"""What the pages of the first start show: `/siapkan`. As frozen and ready-worded as `display.views`."""

from dataclasses import dataclass

from display.clock_view import Clock
from display.staff_views import Choice


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One step of the way. `state`: done, here or ahead."""

    path: str
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class SetupCodeView:
    """`/siapkan`: the code from the server's console."""

    office: str
    clock: Clock
    problem: str


@dataclass(frozen=True, slots=True)
class SetupOfficeView:
    office: str
    clock: Clock
    steps: tuple[SetupStep, ...]
    name: str
    zones: tuple[Choice, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class SetupAdminView:
    """`given`: secrets were typed before and are kept unless new ones are typed."""

    office: str
    clock: Clock
    steps: tuple[SetupStep, ...]
    name: str
    login: str
    given: bool
    back: str
    problem: str


@dataclass(frozen=True, slots=True)
class SetupService:
    mark: str  # names its fields
    letter: str
    name: str
    icon: str
    kept: bool


@dataclass(frozen=True, slots=True)
class SetupServicesView:
    office: str
    clock: Clock
    steps: tuple[SetupStep, ...]
    services: tuple[SetupService, ...]
    counters: tuple[Choice, ...]
    back: str
    problem: str


@dataclass(frozen=True, slots=True)
class SetupDay:
    mark: str  # monday ...
    words: str  # Senin ...
    opens: str  # "08:00" or ""
    closes: str


@dataclass(frozen=True, slots=True)
class SetupHoursView:
    office: str
    clock: Clock
    steps: tuple[SetupStep, ...]
    days: tuple[SetupDay, ...]
    pause: SetupDay
    friday_pause: SetupDay
    automatic: bool
    holidays: bool
    back: str
    problem: str


@dataclass(frozen=True, slots=True)
class SetupCheckView:
    """What will be saved, in words: (step's path, what, words)."""

    office: str
    clock: Clock
    steps: tuple[SetupStep, ...]
    lines: tuple[tuple[str, str, str], ...]
    back: str
    problem: str


@dataclass(frozen=True, slots=True)
class SetupDoneView:
    """`address`: where the office is reached from here, as a person types it; `reachable`: by other devices, too."""

    office: str
    clock: Clock
    person: str
    address: str
    reachable: bool


SetupView = (
    SetupCodeView
    | SetupOfficeView
    | SetupAdminView
    | SetupServicesView
    | SetupHoursView
    | SetupCheckView
    | SetupDoneView
)
