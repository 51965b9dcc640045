"""The name by which the server knows us again."""

import logging
import re
import secrets
from pathlib import Path

log = logging.getLogger("announcer")

_NAME = re.compile(r"[0-9a-f]{16}")


def own_name(path: Path) -> str:
    """The name under which this state folder asks for its room, made once: a later life of ours is known by it."""
    try:
        kept = path.read_text(encoding="ascii").strip()
        if _NAME.fullmatch(kept):
            return kept
    except (OSError, ValueError):
        # None yet, or damaged.
        pass
    made = secrets.token_hex(8)
    try:
        path.write_text(made, encoding="ascii")
    except OSError as error:
        # It holds for this life only; then a restart waits until the lease has ended.
        log.warning("name not written to disk: %s", error.strerror)
    return made
