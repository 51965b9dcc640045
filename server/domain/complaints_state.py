"""All complaints as their events tell them."""

from collections.abc import Mapping
from datetime import date

from server.domain.complaint import Complaint
from server.domain.complaint_key_events import DeskStaffed
from server.domain.complaint_sheets import MadeSheet, Sheets, sheet_in_use
from server.domain.frozen import Frozen, field


class ComplaintsState(Frozen):
    """`complaints` by id, in the order in which they came; `by_number`: public number to id. `seq`: how many events it is made of.

    `first_day`: of the first complaint. `roots`: ISO week and root, in order. `exports`: internal lists made.
    `staffed_seq`: the number of the event that staffed the desk. `last_keys`: of each account the key that the log named last, also
    where it names none any more; `key_days`: since when it has been that one. `posted`: since when somebody has held a post and a key.
    `sheets`: recovery sheets.
    """

    complaints: Mapping[str, Complaint] = field(default_factory=dict)
    by_number: Mapping[str, str] = field(default_factory=dict)
    staffed: DeskStaffed | None = None
    first_day: date | None = None
    roots: Mapping[str, str] = field(default_factory=dict)
    exports: int = 0
    staffed_seq: int = 0
    last_keys: Mapping[str, str] = field(default_factory=dict)
    key_days: Mapping[str, date] = field(default_factory=dict)
    posted: Mapping[str, date] = field(default_factory=dict)
    sheets: Sheets = field(default_factory=Sheets)
    seq: int = 0

    @property
    def root_week(self) -> str:
        """The newest week with a root; "" for none."""
        return max(self.roots, default="")

    @property
    def sheet(self) -> MadeSheet | None:
        """The recovery sheet that complaints are sealed to."""
        return sheet_in_use(self.staffed, self.sheets)
