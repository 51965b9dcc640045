"""A recording from a file in which nothing is said: it is not taken, and none is called ready that has no word."""

import httpx
import pytest

from tests.live_office import TOKEN, LiveOffice
from tests.recordings import Take, wav
from tests.server.test_recorder import MANIFEST, PATH, packed

GOOD = wav(Take())
EMPTY = packed({**MANIFEST, "clips": {}})
NAMED_ONLY = packed(MANIFEST)
ONE_IS_MISSING = packed({**MANIFEST, "clips": {"nol": "nol.wav", "satu": "satu.wav"}}, nol_wav=GOOD)


@pytest.fixture
async def desk(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(TOKEN)


async def brought(desk: httpx.AsyncClient, content: bytes) -> httpx.Response:
    return await desk.post(
        f"{PATH}/impor", files={"file": ("a.zip", content)}, data={"key": "k"}, headers={"accept": "text/html"}
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (EMPTY, "belum berisi satu kata pun"),
        (NAMED_ONLY, "bukan berkas rekaman suara"),
        (ONE_IS_MISSING, "bukan berkas rekaman suara"),
    ],
    ids=["no clip", "none there", "one missing"],
)
async def test_a_recording_that_says_nothing_is_refused(
    live: LiveOffice, desk: httpx.AsyncClient, content: bytes, why: str
) -> None:
    answer = await brought(desk, content)
    assert answer.status_code == 422
    assert why in answer.text
    assert live.running.context.packs.ready() == ()
    assert live.running.context.recording.bench.drafts() == ()


@pytest.mark.parametrize(("said", "ready"), [("nol", True), ("selamat ulang tahun", False)])
async def test_it_is_ready_only_when_it_has_a_word_of_ours(
    live: LiveOffice, desk: httpx.AsyncClient, said: str, ready: bool
) -> None:
    answer = await brought(desk, packed({**MANIFEST, "clips": {said: "nol.wav"}}, nol_wav=GOOD))
    assert answer.status_code == 303, answer.text
    page = (await desk.get(PATH, headers={"accept": "text/html"})).text
    assert f"{int(ready)} dari " in page
    assert ("siap dipakai" in page) is ready
