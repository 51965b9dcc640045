"""What an office has done by child processes, each time by a new one, done by one child that stays: most of the work of such a process
is to read its modules. Each of them is tried for itself where it belongs; `real_children` brings them back for a whole office.
"""

import asyncio
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from types import ModuleType

import msgspec
import pytest

from server import app, picture_check
from server.paper import child_printer
from server.paper.child_printer import ChildPrinter
from server.paper.printer import Request, Result
from server.voice_packs.clip_child import ClipChild
from tests.child_work import clip_checked, picture_made, printed

REAL: tuple[tuple[ModuleType, str, object], ...] = (
    (child_printer, "ChildPrinter", ChildPrinter),
    (app, "ClipChild", ClipChild),
    (picture_check, "made_in_a_process", picture_check.made_in_a_process),
)
"""Where each of them hangs, and what hangs there in an office."""


@contextmanager
def standing_child(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """One child for every office of this process, from the first that needs it."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as child:

        async def made(content: bytes, use: str, _patience_s: float) -> tuple[int | None, bytes]:
            return await asyncio.get_running_loop().run_in_executor(child, picture_made, content, use)

        patch.setattr(child_printer, "ChildPrinter", partial(_Printer, child))
        patch.setattr(app, "ClipChild", partial(_Clips, child))
        patch.setattr(picture_check, "made_in_a_process", made)
        yield


class _Printer(ChildPrinter):
    def __init__(self, child: ProcessPoolExecutor) -> None:
        super().__init__()
        self._by = child

    async def _ask(self, request: Request) -> Result:
        told = await asyncio.get_running_loop().run_in_executor(self._by, printed, msgspec.json.encode(request))
        return msgspec.json.decode(told, type=Result)


class _Clips(ClipChild):
    def __init__(self, child: ProcessPoolExecutor, _command: object) -> None:
        super().__init__(())
        self._by = child

    async def _answer(self, request: bytes) -> bytes | None:
        return await asyncio.get_running_loop().run_in_executor(self._by, clip_checked, request)
