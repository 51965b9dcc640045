"""A server on which every finger may press as fast as it likes: `python -m tests.sound.hurried_server DIR`."""

import asyncio
import sys
from pathlib import Path

from server.app import serve
from server.config import Config, Limits
from server.domain.patience import Patience
from server.listening import listen
from tests.live_office import TOKEN, eight_counters


def main(data: str) -> None:
    limits = Limits(page_burst=100_000, sockets=10_000, sockets_per_address=10_000)
    patience = Patience(recall=0)
    config = Config(data=Path(data), office_toml=eight_counters(), api_token=TOKEN, limits=limits, patience=patience)
    listening = listen("127.0.0.1", 0)

    def started(_: object) -> None:
        print(f"Alamat: http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)

    asyncio.run(serve(config, listening, started))


if __name__ == "__main__":
    main(sys.argv[1])
