"""The bell's port."""

from typing import Protocol


class Bell(Protocol):
    """A lost or doubled ring does no harm: a reader compares its own number with the head."""

    def ring(self, head: int) -> None:
        """The log now ends at `head`. Returns at once, whatever the listeners do."""

    async def heard(self, after: int) -> int:
        """Wait until the log has grown beyond `after`; the newest head that was rung."""
