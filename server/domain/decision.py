"""What the rules answer to a command."""

from server.domain.events import Event
from server.domain.refusals import Refusal

Decision = tuple[Event, ...] | Refusal
