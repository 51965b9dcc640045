"""The real announcer in a process of its own, with a player that stops early: the bench waits for its start, not for its end."""

import sys
from pathlib import Path

import msgspec

from announcer.config import Config
from announcer.run import run

if __name__ == "__main__":
    server, token, state, player = msgspec.json.decode(sys.argv[1], type=tuple[str, str, str, str])
    sys.exit(run(Config(server=server, token=token, state=Path(state), player=(player,))))
