"""The office records its own voice: prompts, recordings good and bad, finished packs, files out and in."""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import httpx
import msgspec
import pytest

from announcer.clip_check import Problem
from announcer.packs import Unfetched, fetch
from announcer.phrases import call_phrase
from announcer.voices.base import VoiceError
from announcer.voices.clips import ClipVoice
from announcer.wav import length
from server.domain.access import Role
from server.voice_packs.workbench import Draft
from server.web.settings.recorder_words import problem_words
from tests.live_office import TOKEN, LiveOffice
from tests.recordings import Take, wav

PATH = "/atur/suara/rekam"
GOOD = wav(Take())


@pytest.fixture
async def desk(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(TOKEN)


async def begun(desk: httpx.AsyncClient, name: str = "Suara Bu Sri", language: str = "id", sentence: str = "") -> str:
    """The path of a new pack."""
    form = {"key": f"k-{name}", "name": name, "language": language, "sentence": sentence}
    answer = await desk.post(PATH, data=form)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def sent(desk: httpx.AsyncClient, path: str, clip: str, content: bytes, **headers: str) -> httpx.Response:
    return await desk.post(
        f"{path}/klip/{clip}", files={"file": ("a.wav", content, "audio/wav")}, data={"key": "k"}, headers=headers
    )


def draft_of(live: LiveOffice, path: str) -> Draft:
    draft = live.running.context.recording.bench.find(path.rpartition("/")[2])
    assert draft is not None
    return draft


@pytest.mark.usefixtures("real_children")
async def test_a_voice_is_begun_recorded_finished_and_fetched(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    path = await begun(desk)
    assert await begun(desk) == path, "sent twice it is one"
    assert "nomor antrean" in (await desk.get(path, headers={"accept": "text/html"})).text
    for clip in ("huruf-a", "nol", "nomor-antrean"):
        answer = await sent(desk, path, clip, GOOD)
        assert (answer.status_code, answer.json()) == (200, {"problems": []})
    heard = await desk.get(f"{path}/klip/nol.wav")
    assert (heard.headers["content-type"], heard.content[:4]) == ("audio/wav", b"RIFF")

    assert (await desk.post(f"{path}/selesai", data={"key": "k"})).status_code == 303
    (ready,) = live.running.context.packs.ready()
    assert (ready.name, ready.language, ready.missing) == ("Suara Bu Sri", "id", 58)
    announcer = await live.client(await live.running.context.doorkeeper.admit(Role.ANNOUNCER))
    fetched = await announcer.get(f"/api/v1/voice/packs/{ready.digest}")
    assert hashlib.sha256(fetched.content).hexdigest() == ready.digest
    assert (await announcer.get(f"/api/v1/voice/packs/{'0' * 64}")).status_code == 404
    assert "Siapkan untuk dipakai" not in (await desk.get(path)).text, "finished and unchanged: nothing to press"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"bukan suara", "bukan WAV"),
        (b"", "Pilih berkasnya dulu"),
        (wav(Take(noise=0.04)), "terlalu ramai"),
        (bytes(8 * 1024 * 1024 + 1), "lebih besar dari 8 MB"),
    ],
    ids=["text", "nothing", "noise", "large"],
)
async def test_a_bad_recording_is_refused_with_what_to_do(
    live: LiveOffice, desk: httpx.AsyncClient, content: bytes, words: str
) -> None:
    path = await begun(desk)
    answer = await sent(desk, path, "nol", content)
    assert answer.status_code in {413, 422}
    (sentence,) = answer.json()["problems"]
    assert words in sentence
    page = await sent(desk, path, "nol", content, accept="text/html")
    assert sentence in page.text
    assert draft_of(live, path).clip("nol") is None
    assert not list(live.running.context.packs.folder.glob(".*")), "nothing of it is left behind"


async def test_a_file_that_goes_on_and_on_is_refused_unread(desk: httpx.AsyncClient) -> None:
    path = await begun(desk)
    form = {"content-type": "multipart/form-data; boundary=x"}
    answer = await desk.post(f"{path}/klip/nol", content=bytes(9_000_000), headers=form)
    assert answer.status_code == 413
    assert "Satu kata paling besar 8 MB" in answer.json()["detail"]


async def test_a_new_recording_replaces_the_old_one(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    path = await begun(desk)
    lengths = []
    for seconds in (0.6, 1.2):
        assert (await sent(desk, path, "nol", wav(Take(seconds=seconds)))).status_code == 200
        lengths.append(len((await desk.get(f"{path}/klip/nol.wav")).content))
    assert lengths[1] - lengths[0] == pytest.approx(0.6 * 22_050 * 2, abs=2000)
    assert len(list(draft_of(live, path).folder.glob("*.wav"))) == 1


async def test_a_pack_goes_out_and_comes_in_elsewhere_as_it_was(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    path = await begun(desk, "Suoro Pak Lurah", "jv", "{nomor}, mangga dhateng {loket}.")
    for clip in ("huruf-a", "mangga-dhateng"):
        await sent(desk, path, clip, GOOD)
    await desk.post(f"{path}/selesai", data={"key": "k"})
    out = await desk.get(f"{path}/unduh")
    assert 'filename="suoro-pak-lurah.zip"' in out.headers["content-disposition"]
    (before,) = live.running.context.packs.ready()
    await desk.post(f"{path}/hapus", data={"key": "k"})
    assert live.running.context.packs.ready() == ()
    assert (await desk.get(path)).status_code == 404

    for _ in range(2):
        answer = await desk.post(f"{PATH}/impor", files={"file": ("a.zip", out.content)}, data={"key": "k"})
        assert answer.status_code == 303, answer.text
    assert live.running.context.packs.ready() == (before,)
    draft = draft_of(live, answer.headers["location"].partition("?")[0])
    assert draft.manifest.sentence == "{nomor}, mangga dhateng {loket}."
    assert not draft.stale
    assert (await desk.get(f"{PATH}/{draft.id}/klip/mangga-dhateng.wav")).status_code == 200
    assert (await desk.get(f"{PATH}/{draft.id}/unduh")).content == out.content


def test_every_problem_that_the_check_knows_has_its_sentence() -> None:
    sentences = problem_words(Problem)
    assert len(set(sentences)) == len(Problem), "each its own, none the one for what is unknown"
    assert all(re.search(r"[.] .+[.]$", sentence) or ";" in sentence for sentence in sentences), "what to do"


def packed(manifest: object, **files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


MANIFEST = {"v": 2, "name": "x", "language": "id", "sentence": "", "clips": {"nol": "nol.wav"}}


@pytest.mark.parametrize(
    "content",
    [
        b"bukan ZIP",
        packed({**MANIFEST, "v": 3}, nol_wav=GOOD),
        packed({**MANIFEST, "language": "tlh", "sentence": "{nomor} {loket}"}, nol_wav=GOOD),
        packed({**MANIFEST, "language": "jv", "sentence": "{nomor} {rahasia}"}, nol_wav=GOOD),
        packed({**MANIFEST, "name": "a\u0000b"}, nol_wav=GOOD),
        packed(MANIFEST, **{"..____nol_wav": GOOD}),
        packed(MANIFEST, nol_wav=bytes(80_000_000)),
        packed(MANIFEST, nol_wav=wav(Take(seconds=14, rate=22_050))),
    ],
    ids=["no zip", "newer", "no language", "no sentence", "odd name", "upwards", "bomb", "endless"],
)
async def test_what_is_no_pack_is_refused_and_leaves_nothing(
    live: LiveOffice, desk: httpx.AsyncClient, content: bytes
) -> None:
    answer = await desk.post(f"{PATH}/impor", files={"file": ("a.zip", content)}, data={"key": "k"})
    assert answer.status_code == 422
    assert "bukan berkas rekaman suara" in answer.text
    assert list(live.running.context.packs.folder.glob("*")) == []
    assert live.running.context.recording.bench.drafts() == ()


@pytest.mark.parametrize(
    "sentence", ["", "{nomor} saja", "{nomor} {loket} {loket}", "{nomor} 2 {loket}", "{nomor} <b> {loket}"]
)
async def test_a_sentence_that_cannot_be_cut_into_clips_is_refused(desk: httpx.AsyncClient, sentence: str) -> None:
    form = {"key": "k", "name": "Suoro", "language": "jv", "sentence": sentence}
    answer = await desk.post(PATH, data=form, headers={"accept": "text/html"})
    assert answer.status_code == 422
    assert "field-problem" in answer.text


async def test_a_voice_in_use_follows_its_new_recordings_and_cannot_be_deleted(
    live: LiveOffice, desk: httpx.AsyncClient
) -> None:
    path = await begun(desk)
    await sent(desk, path, "nol", GOOD)
    await desk.post(f"{path}/selesai", data={"key": "k"})
    context = live.running.context
    (first,) = context.packs.ready()
    voice = msgspec.structs.replace(context.description.voice, pack=first.digest)
    office = msgspec.structs.replace(context.description, voice=voice)
    await context.current.change(office, based_on=context.current.digest, actor="tester", key="choose")

    assert "sedang dipakai" in (await desk.post(f"{path}/hapus", data={"key": "k"})).text
    await sent(desk, path, "satu", GOOD)
    assert "ada perubahan yang belum dipakai" in (await desk.get(PATH)).text
    assert context.description.voice.pack == first.digest, "until it is finished"
    await desk.post(f"{path}/selesai", data={"key": "k2"})
    (second,) = context.packs.ready()
    assert second.digest != first.digest
    assert context.description.voice.pack == second.digest


async def test_a_pack_is_named_anew_and_says_what_it_still_wants(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    path = await begun(desk)
    assert (await desk.post(path, data={"key": "k", "name": ""})).status_code == 422
    assert (await desk.post(path, data={"key": "k", "name": "Suara Bu Rini"})).status_code == 303
    assert draft_of(live, path).manifest.name == "Suara Bu Rini"
    assert (await desk.post(f"{path}/selesai", data={"key": "k"})).status_code == 422
    await sent(desk, path, "nol", GOOD)
    assert "Masih 60 kata belum direkam" in (await desk.get(path)).text


@pytest.mark.parametrize(
    "path", ["/000000000000", "/%2e%2e", "/x", "/000000000000/unduh", "/000000000000/klip/nol.wav"]
)
async def test_a_pack_that_is_not_there_is_not_found(desk: httpx.AsyncClient, path: str) -> None:
    assert (await desk.get(PATH + path)).status_code in {404, 405}


async def test_only_the_recorder_page_may_ask_for_the_microphone(desk: httpx.AsyncClient) -> None:
    path = await begun(desk)
    assert "microphone=(self)" in (await desk.get(path)).headers["permissions-policy"]
    assert "microphone=()" in (await desk.get(PATH)).headers["permissions-policy"]


async def test_the_announcer_fetches_the_voice_and_speaks_with_it(
    live: LiveOffice, desk: httpx.AsyncClient, tmp_path: Path
) -> None:
    path = await begun(desk)
    said = ("huruf-a", "nol", "satu", "dua", "nomor-antrean", "silakan-ke", "loket")
    for number, clip in enumerate(said):
        assert (await sent(desk, path, clip, wav(Take(hertz=200 + 20 * number)))).status_code == 200
    await desk.post(f"{path}/selesai", data={"key": "k"})
    (ready,) = live.running.context.packs.ready()
    token = await live.running.context.doorkeeper.admit(Role.ANNOUNCER)

    folder = await fetch(live.url, token, ready.digest, tmp_path / "packs")
    await ClipVoice(folder).render(call_phrase("A012", "2"), tmp_path / "call.wav")
    # Eight clips of 0.6 s with their ends, and two rests.
    assert length(tmp_path / "call.wav") == pytest.approx(8 * 0.7 + 0.5, abs=0.5)
    with pytest.raises(VoiceError):
        await ClipVoice(folder).render(call_phrase("A013", "2"), tmp_path / "other.wav")
    with pytest.raises(Unfetched, match="401"):
        await fetch(live.url, "nobody", ready.digest, tmp_path / "elsewhere")
