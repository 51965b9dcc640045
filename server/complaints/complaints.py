"""All that the pages of the complaints work with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.complaints.office import ComplaintOffice
from server.complaints.pace import Pace

if TYPE_CHECKING:
    from server.complaints.board import Board
    from server.complaints.desk import Desk
    from server.complaints.following import Following
    from server.complaints.intake import Intake
    from server.sealing.sealing import Sealing


@dataclass(frozen=True, slots=True)
class Complaints:
    """The services of one office. Made by `server.complaints.opening.open_complaints`."""

    office: ComplaintOffice
    sealing: "Sealing"
    intake: "Intake"
    following: "Following"
    desk: "Desk"
    board: "Board"
    pace: Pace
