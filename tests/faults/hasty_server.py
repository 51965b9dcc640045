"""A server whose heartbeats and time-outs are short, and whose limits are wide: `python hasty_server.py DIR`."""

import asyncio
import sys
from pathlib import Path

from server.app import serve
from server.config import Config, Limits, Times
from server.listening import listen
from tests.live_office import TOKEN, VILLAGE_TOML


def main(data: str) -> None:
    # A server that was frozen must not take its clients for dead when it wakes: its clock went on.
    times = Times(beat=0.1, silence=0.5, silent_peer=120, tick=0.1, shutdown=1)
    limits = Limits(page_burst=100_000, sockets=10_000, sockets_per_address=10_000)
    config = Config(data=Path(data), office_toml=VILLAGE_TOML, api_token=TOKEN, times=times, limits=limits)
    listening = listen("127.0.0.1", 0)

    def started(_: object) -> None:
        print(f"Alamat: http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)

    asyncio.run(serve(config, listening, started))


if __name__ == "__main__":
    main(sys.argv[1])
