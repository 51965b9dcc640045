"""What happens in a day that is lived through, one thing at a time."""

from dataclasses import dataclass

from server.console.day_plan import Visit


@dataclass(frozen=True, slots=True)
class Arrive:
    """A resident takes a number."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Open:
    """An official sits down; work takes `pace` times as long as usual."""

    counter: str
    pace: float


@dataclass(frozen=True, slots=True)
class Close:
    """An official has a break, or the day is over."""

    counter: str


@dataclass(frozen=True, slots=True)
class Remind:
    """Nobody came: called again."""

    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Begin:
    """The resident has come to the counter."""

    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Nobody came after all."""

    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class End:
    """The resident has got what they came for."""

    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Report:
    """How the day stands, for the person who watches."""


Action = Arrive | Open | Close | Remind | Begin | GiveUp | End | Report
