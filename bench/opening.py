"""Opens an office and says how long that took: `python -m bench.opening DIR`."""

import asyncio
import json
import sys
import time
from pathlib import Path

from server.app import open_back_office
from server.config import Config


async def main(folder: Path) -> None:
    began = time.perf_counter()
    async with open_back_office(Config(data=folder)) as back:
        took_ms = (time.perf_counter() - began) * 1_000
        state = back.office.state
        print(json.dumps({"ms": took_ms, "head": state.seq, "tickets": len(state.tickets)}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
