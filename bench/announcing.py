"""The real announcer in a process of its own, with a player that stops early: the bench waits for its start, not for its end."""

import sys
from pathlib import Path

import msgspec

from announcer.config import Config, SoundTimes
from announcer.run import run

LEAD_IN = 2.0
"""Seconds of silence at the head of every file, as the sleepiest HDMI output wants it: it must not delay the player's start."""

if __name__ == "__main__":
    server, token, state, player = msgspec.json.decode(sys.argv[1], type=tuple[str, str, str, str])
    sound = SoundTimes(lead_in=LEAD_IN)
    sys.exit(run(Config(server=server, token=token, state=Path(state), player=(player,), sound=sound)))
