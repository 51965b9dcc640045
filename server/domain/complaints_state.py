"""All complaints as their events tell them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from server.domain.complaint import Complaint
from server.domain.complaint_key_events import DeskStaffed


@dataclass(frozen=True, slots=True)
class ComplaintsState:
    """`complaints` by id, in the order in which they came; `by_number`: public number to id. `seq`: how many events it is made of.

    `first_day`: of the first complaint. `roots`: ISO week and root, in order. `exports`: internal lists made.
    `staffed_seq`: the number of the event that staffed the desk.
    """

    complaints: Mapping[str, Complaint] = field(default_factory=dict)
    by_number: Mapping[str, str] = field(default_factory=dict)
    staffed: DeskStaffed | None = None
    first_day: date | None = None
    roots: Mapping[str, str] = field(default_factory=dict)
    exports: int = 0
    staffed_seq: int = 0
    seq: int = 0

    @property
    def root_week(self) -> str:
        """The newest week with a root; "" for none."""
        return max(self.roots, default="")
