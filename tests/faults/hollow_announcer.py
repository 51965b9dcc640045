"""An announcer that only shows signs of life: `python hollow_announcer.py URL`, its token in SILAKAN_TOKEN."""

import asyncio
import os
import sys

from websockets.asyncio.client import connect


async def main(url: str) -> None:
    headers = {"authorization": f"Bearer {os.environ['SILAKAN_TOKEN']}"}
    async with connect(f"ws{url.removeprefix('http')}/feed", additional_headers=headers, proxy=None) as feed:
        await feed.send('{"ready":{"voice":"pyttsx3","sound":"speech"}}')
        while True:
            await feed.send('{"beat":1}')
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
