"""The process that looks into recordings: killed when it hangs, and never believed when it says nothing of use."""

import os
import sys
import time
from pathlib import Path

import pytest

from server.voice_packs.bundle import bundle, digest_of, manifest_in
from server.voice_packs.clip_child import BROKEN, ClipChild
from server.voice_packs.manifest import Manifest
from server.voice_packs.shelf import PackShelf
from server.voice_packs.workbench import SCRATCH, Workbench

HANGS = "import time; time.sleep(600)"
DIES = "import os; os.abort()"
TALKS = "print('semua baik')"
ODD = "print('{\"problems\": 7}')"
FAILS = 'print(\'{"problems": [], "seconds": 1, "noise": 1}\'); raise SystemExit(1)'


@pytest.mark.parametrize("program", [HANGS, DIES, TALKS, ODD, FAILS], ids=["hangs", "dies", "talks", "odd", "fails"])
async def test_a_child_that_gives_no_answer_is_a_file_that_cannot_be_checked(tmp_path: Path, program: str) -> None:
    child = ClipChild((sys.executable, "-c", program), within_s=0.3 if program == HANGS else 30)
    verdict = await child.check(tmp_path / "a.wav", tmp_path / "b.wav", 2.0)
    assert verdict.problems == (BROKEN,)


async def test_without_a_program_nothing_is_taken(tmp_path: Path) -> None:
    child = ClipChild((str(tmp_path / "nothing"),))
    assert (await child.unpack(tmp_path / "a.zip", tmp_path / "b")).problems == (BROKEN,)


def test_the_same_pack_is_always_the_same_file(tmp_path: Path) -> None:
    clips = {"nol": "nol.wav", "A": "huruf-a.wav", "tidak ada": "hilang.wav"}
    for name in ("nol.wav", "huruf-a.wav"):
        (tmp_path / name).write_bytes(name.encode())
    first = bundle(tmp_path, Manifest(2, "Suara", "id", "", clips))
    os.utime(tmp_path / "nol.wav", (1, 1))
    second = bundle(tmp_path, Manifest(2, "Suara", "id", "", dict(reversed(clips.items()))))
    assert digest_of(first) == digest_of(second)
    (tmp_path / "pack.zip").write_bytes(first)
    found = manifest_in(tmp_path / "pack.zip")
    assert found is not None
    assert sorted(found.clips) == ["A", "nol"], "what was not recorded is not promised"


def test_what_a_crash_has_left_is_swept_away(tmp_path: Path) -> None:
    bench = Workbench(PackShelf(tmp_path))
    old, new = bench.folder / f"{SCRATCH}old", bench.folder / f"{SCRATCH}new"
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (time.time() - 7200,) * 2)
    bench.drafts()
    assert not old.exists()
    assert new.exists(), "somebody may be at it"


def test_the_shelf_gives_nothing_but_its_own_files(tmp_path: Path) -> None:
    shelf = PackShelf(tmp_path)
    digest = shelf.keep(b"pack")
    assert shelf.find(digest) is not None
    for other in ("", "..", digest.upper(), f"{digest}/..", digest[:-1]):
        assert shelf.find(other) is None
    assert shelf.ready() == (), "no pack that anybody could choose"
