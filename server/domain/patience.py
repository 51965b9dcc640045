"""How long things may take. One place for every time that a rule knows."""

from server.domain.frozen import Frozen


class Patience(Frozen):
    """How long things may take, in milliseconds.

    `acknowledgement`: without any sign of progress from the announcer, for the oldest pending call. A call lasts about 13 s,
    and every acknowledgement starts the time anew, so a long backlog is not an alarm; of what lasts much longer the announcer says so.
    `forgotten`: without any event, before a day of an earlier date counts as one that nobody closed.
    `recall`: between two calls of the same ticket at its counter, so that an impatient finger does not fill the room.
    `undo`: in which the last press at a counter can be taken back.
    `early`: so long before the agreed time an appointment's window begins.
    """

    acknowledgement: int = 40_000
    forgotten: int = 3 * 3_600_000
    recall: int = 5_000
    undo: int = 10_000
    early: int = 5 * 60_000


DEFAULT_PATIENCE = Patience()
