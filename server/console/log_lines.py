"""The server's log: plain lines on stderr, for a person or for journald, which add the time themselves."""

import logging
import sys


def log_to_stderr() -> None:
    """Our own lines from INFO on, everybody else's from WARNING on. No line names a person or carries a secret."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("silakan").setLevel(logging.INFO)


def to_stderr(line: str) -> None:
    """A line that stands among those of the log."""
    print(line, file=sys.stderr, flush=True)
