"""Where recordings and packs from outside are taken: judged by a child process first, and kept only when they are good."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from server.voice_packs.bundle import digest_of
from server.voice_packs.clip_child import ClipChild, Verdict
from server.voice_packs.manifest import NotAManifest
from server.voice_packs.prompts import Prompt
from server.voice_packs.workbench import SCRATCH, Workbench

MOST_CLIP_BYTES = 8 * 1024 * 1024
_NOT_PACK = Verdict(("not_pack",))


class RecordingDesk:
    """`bench` holds the packs in the making; `child` looks into files."""

    def __init__(self, bench: Workbench, child: ClipChild) -> None:
        self.bench = bench
        self._child = child

    async def take(self, pack: str, prompt: Prompt, content: bytes) -> Verdict:
        """Judge a recording of that prompt and keep it when it is good. Raises OSError; KeyError for a pack that is gone."""
        async with _scratch(self.bench) as place:
            raw, clip = place / "raw.wav", place / "clip.wav"
            await asyncio.to_thread(raw.write_bytes, content)
            verdict = await self._child.check(raw, clip, prompt.most_s)
            if not verdict.problems:
                await asyncio.to_thread(self.bench.put, pack, prompt.said, prompt.clip, clip)
        return verdict

    async def adopt(self, content: bytes) -> tuple[str, Verdict]:
        """Put a finished pack from elsewhere on the bench; the id it has there. One that comes twice is one. Raises OSError."""
        pack = digest_of(content)[:12]
        async with _scratch(self.bench) as place:
            raw, folder = place / "pack.zip", place / "pack"
            await asyncio.to_thread(raw.write_bytes, content)
            verdict = await self._child.unpack(raw, folder)
            if not verdict.problems:
                try:
                    await asyncio.to_thread(self.bench.adopt, pack, folder, content)
                except NotAManifest:
                    # The announcer could use it; what the pages could not show is refused all the same.
                    return pack, _NOT_PACK
        return pack, verdict


@asynccontextmanager
async def _scratch(bench: Workbench) -> AsyncIterator[Path]:
    """A folder for what is being judged, on the same medium as the bench, so that keeping it is one step."""
    place = await asyncio.to_thread(lambda: Path(tempfile.mkdtemp(prefix=SCRATCH, dir=bench.folder)))
    try:
        yield place
    finally:
        await asyncio.to_thread(shutil.rmtree, place, ignore_errors=True)
