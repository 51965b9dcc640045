"""A note: what an official wrote down about a ticket."""

from server.domain.frozen import Frozen


class Note(Frozen):
    """What an official wrote down about a ticket: free text of at most 500 characters, so it stands outside of the log.

    An event names it by `id`; `ms`: milliseconds since 1970, UTC. It can be erased, and the log still holds.
    """

    id: str
    text: str
    ms: int
