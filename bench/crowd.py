"""The bench's handle on a process full of clients."""

from bench.child import Child
from bench.ours import TOKEN

PATH = "/screen/tv"


class Crowd:
    """`bench.clients` as seen from here."""

    def __init__(self, child: Child) -> None:
        self._child = child

    def join(self, port: int, count: int, *, greetings: int = 0, receive_buffer: int = 0) -> None:
        """Open `count` more sockets, each with `greetings` frames that come by themselves."""
        self._child.ask(
            do="connect",
            port=port,
            path=PATH,
            token=TOKEN,
            count=count,
            greetings=greetings,
            receive_buffer=receive_buffer,
        )

    def arm(self) -> None:
        """From here on, wait for the next frame."""
        self._child.ask(do="arm")

    def settle(self, quiet_s: float = 0.06) -> None:
        """Read what still comes, until nothing has come for so long."""
        self._child.ask(do="settle", quiet_s=quiet_s)

    def last(self) -> int:
        """The monotonic time, in nanoseconds, when the last of them had it."""
        return int(self._child.answer()["last"])

    def stall(self) -> None:
        """The first one stops reading; the others are counted without it."""
        self._child.ask(do="stall")

    def resume(self) -> None:
        self._child.ask(do="resume")

    def newest(self) -> str:
        """The last frame that the one that had stopped has read."""
        return str(self._child.ask(do="newest")["newest"])
