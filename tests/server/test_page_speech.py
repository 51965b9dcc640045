"""The kiosk's pages as sound: made once, one at a time, bounded, and only with an Indonesian voice."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from server.domain.access import Role
from server.domain.commands import StopTaking
from server.page_speech import Crowded, Order, PageSpeech
from server.speech_child import SpeechChild
from tests.conftest import Starter
from tests.server.problems import problem_of


class Speaker:
    """Writes as many bytes as it is told; `gate` holds it up."""

    def __init__(self, *, voice: bool = True, size: int = 100) -> None:
        self.voice = voice
        self.size = size
        self.made: list[Order] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.at_once = self.most_at_once = 0

    async def check(self) -> bool:
        return self.voice

    def said(self) -> list[object]:
        """The sentences that were ordered."""
        return [order.get("sentences") for order in self.made]

    async def make(self, order: Order, out: Path) -> bool:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.gate.wait()
            self.made.append(order)
            if order == reading("gagal"):
                return False
            out.write_bytes(bytes(self.size))  # noqa: ASYNC240 - a few bytes of a test
        finally:
            self.at_once -= 1
        return True


def reading(*sentences: str) -> Order:
    return {"do": "read", "sentences": list(sentences)}


def speech(folder: Path, speaker: Speaker, **bounds: int) -> PageSpeech:
    return PageSpeech(folder / "suara", speaker, lambda: None, **bounds)


async def test_a_text_is_made_once_and_another_text_is_another_file(tmp_path: Path) -> None:
    speaker = Speaker()
    pages = speech(tmp_path, speaker)
    first = await pages.file(reading("Halo."))
    assert first is not None
    assert first.is_file()
    assert await pages.file(reading("Halo.")) == first
    assert await pages.file(reading("Halo.", "Apa kabar?")) != first
    assert await pages.file(reading("gagal")) is None
    assert speaker.said() == [["Halo."], ["Halo.", "Apa kabar?"], ["gagal"]]


async def test_one_is_made_at_a_time_and_a_crowd_is_turned_away(tmp_path: Path) -> None:
    speaker = Speaker()
    speaker.gate.clear()
    pages = speech(tmp_path, speaker, most_waiting=3)
    waiting = [asyncio.create_task(pages.file(reading(f"Halaman {n}."))) for n in (1, 2, 2)]
    while pages._waiting < 3:  # noqa: ASYNC110 - the files are looked up on threads; nobody tells
        await asyncio.sleep(0)
    with pytest.raises(Crowded):
        await pages.file(reading("Halaman 4."))
    speaker.gate.set()
    assert all(await asyncio.gather(*waiting))
    assert (speaker.most_at_once, len(speaker.made)) == (1, 2)
    assert await pages.file(reading("Halaman 4."))


async def test_the_folder_stays_small_and_keeps_what_is_used(tmp_path: Path) -> None:
    pages = speech(tmp_path, Speaker(size=1_000), most_files=3, most_bytes=10_000)
    paths = []
    for n in range(3):
        path = await pages.file(reading(f"{n}"))
        assert path is not None
        os.utime(path, (n, n))
        paths.append(path)
    await pages.file(reading("0"))
    newest = await pages.file(reading("baru"))
    assert set((tmp_path / "suara").iterdir()) == {paths[0], paths[2], newest}
    small = speech(tmp_path, Speaker(size=1_000), most_files=50, most_bytes=2_500)
    await small.file(reading("lagi"))
    assert len([*(tmp_path / "suara").iterdir()]) == 2


async def test_a_folder_that_cannot_be_written_is_no_sound_and_no_fault(tmp_path: Path) -> None:
    (tmp_path / "suara").write_text("a file, not a folder")
    assert await speech(tmp_path, Speaker()).file(reading("Halo.")) is None


async def test_only_a_sound_that_was_made_here_is_found_again(tmp_path: Path) -> None:
    pages = speech(tmp_path, Speaker())
    made = await pages.file(reading("Halo."))
    assert made is not None
    assert await pages.kept(made.stem) == made
    (tmp_path / "rahasia.wav").write_bytes(b"")
    (tmp_path / "suara" / "lain.wav").write_bytes(b"")
    for name in ("../rahasia", "lain", "0" * 32, ""):
        assert await pages.kept(name) is None


@pytest.mark.parametrize(
    ("program", "good"),
    [
        ("import sys, json; sys.exit(json.load(sys.stdin)['do'] != 'check')", True),
        ("import sys; print('why', file=sys.stderr); sys.exit(3)", False),
        ("import time; time.sleep(60)", False),
    ],
)
async def test_the_child_answers_fails_or_is_killed(program: str, good: bool) -> None:
    patience = 30.0 if "sleep" not in program else 0.2
    assert await SpeechChild((sys.executable, "-c", program), check_s=patience).check() is good


async def test_a_child_that_cannot_be_started_is_no_voice() -> None:
    assert not await SpeechChild(("/no/such/program",)).check()


async def test_the_button_comes_with_the_voice_and_the_page_is_read(start: Starter) -> None:
    speaker = Speaker()
    live = await start(speech=speaker)
    await (await live.api()).post("day/open")
    kiosk = await live.client(cookies=await live.device(Role.KIOSK), origin=live.url, accept="text/html")
    problem_of(await kiosk.get("/ambil/suara/pilih", headers={"accept": "application/json"}), 404, "not-found")

    wire = await live.wire("/screen/kiosk")
    assert "data-listen" not in (await kiosk.get("/ambil")).text
    await wire.until_part("listen", 'data-listen="/ambil/suara/pilih"')
    page = await kiosk.get("/ambil")
    assert 'data-listen="/ambil/suara/pilih"' in page.text

    sound = await kiosk.get("/ambil/suara/pilih")
    assert (sound.status_code, sound.headers["content-type"], len(sound.content)) == (200, "audio/wav", 100)
    assert "Surat pengantar, KTP dan KK." in str(speaker.said()[0])
    assert (await kiosk.get("/ambil/suara/nomor-A012-4")).status_code == 200
    assert speaker.said()[-1] == ["Nomor Anda A012.", "4 orang di depan Anda.", "Tunggu dipanggil."]
    for wrong in ("berkas-Z", "nomor-<b>-4", "nomor-A012", "lengkapi-", "pilih-", "etc"):
        assert (await kiosk.get(f"/ambil/suara/{wrong}")).status_code == 404


async def test_without_an_indonesian_voice_there_is_no_button(start: Starter) -> None:
    speaker = Speaker(voice=False)
    live = await start(speech=speaker)
    await (await live.api()).post("day/open")
    kiosk = await live.client(cookies=await live.device(Role.KIOSK), accept="text/html")
    await kiosk.get("/ambil")
    await live.settled(lambda: live.running.context.speech._asked.is_set())
    assert "data-listen" not in (await kiosk.get("/ambil")).text
    assert (await kiosk.get("/ambil/suara/pilih")).status_code == 404
    assert speaker.made == []


async def test_a_closed_kiosk_reads_aloud_why_it_is_closed(start: Starter) -> None:
    speaker = Speaker()
    live = await start(speech=speaker)
    kiosk = await live.client(cookies=await live.device(Role.KIOSK), accept="text/html")
    wire = await live.wire("/screen/kiosk")
    assert "Mau mengurus apa?" not in (await kiosk.get("/ambil")).text
    await wire.until_part("listen", 'data-listen="/ambil/suara/tutup"')
    await kiosk.get("/ambil/suara/tutup")
    assert speaker.said()[-1] == ["Selamat datang.", "Layanan belum dibuka. Silakan tunggu."]

    api = await live.api()
    await api.post("day/open")
    await wire.until_part("greeting", "Mau mengurus apa?")
    assert 'data-listen="/ambil/suara/pilih"' in (await kiosk.get("/ambil")).text
    assert (await kiosk.get("/ambil/suara/tutup")).status_code == 404

    await live.running.context.office.do(StopTaking(), actor="clock")
    await wire.until_part("listen", 'data-listen="/ambil/suara/tutup"')
    assert "Mau mengurus apa?" not in (await kiosk.get("/ambil")).text
    await kiosk.get("/ambil/suara/tutup")
    assert speaker.said()[-1] == [
        "Selamat datang.",
        "Hari ini tidak ada nomor baru lagi. Yang sudah punya nomor tetap dilayani.",
    ]
