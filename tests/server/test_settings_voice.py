"""The settings of the voice: what is typed is heard and kept, the rooms, a trial of the real loudspeaker, and what is wrong with it."""

import asyncio
import html
import re
from collections.abc import Mapping
from pathlib import Path

import httpx
import msgspec
import pytest

from server.description import Quieter, Room, Spoken, Templates, parse
from server.domain.access import Role
from server.page_speech import Order
from server.voice_packs.bundle import bundle
from server.voice_packs.languages import INDONESIAN
from server.voice_packs.manifest import Manifest
from server.web.settings.voice_trial import trial_text
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice, Wire
from tests.server.problems import problem_of
from tests.server.settings_form import fields_of, problems_in, typed

HEAR = "/atur/suara/dengar"
TWO_ROOMS = """
[[rooms]]
name = "tunggu"
title = "Ruang tunggu"
counters = ["1"]

[[rooms]]
name = "aula"
title = "Aula"
counters = ["2"]
speaker = "tv"
"""


class Speaker:
    """Writes a WAV's first bytes for every order; `gate` holds it up."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.able = True
        self.gate = asyncio.Event()
        self.gate.set()

    async def check(self) -> bool:
        return True

    async def make(self, order: Order, out: Path) -> bool:
        self.orders.append(order)
        await self.gate.wait()
        if self.able:
            out.write_bytes(b"RIFF" + bytes(96))  # noqa: ASYNC240 - a few bytes of a test
        return self.able


@pytest.fixture
def speaker() -> Speaker:
    return Speaker()


@pytest.fixture
async def live(start: Starter, speaker: Speaker) -> LiveOffice:
    return await start(speech=speaker)


@pytest.fixture
async def desk(live: LiveOffice) -> httpx.AsyncClient:
    """Somebody with full rights, in a browser without scripts."""
    return await live.client(TOKEN)


async def announcer(live: LiveOffice, room: str = "", **ready: str) -> Wire:
    """An announcer that speaks in that room."""
    wire = await live.wire("/feed", cookies=None, token=TOKEN)
    await wire.next()
    await wire.say(claim={"room": room, "first": False, "me": f"announcer-{room}"})
    await wire.say(ready={"voice": "pyttsx3", "sound": "speech"} | ready)
    return wire


async def test_every_choice_is_kept_and_told_in_the_history(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    answer = await typed(
        desk,
        "/atur/suara",
        {
            "rate": "140",
            "repeat": "3",
            "numbers": "cardinal",
            "counter_word": "meja",
            "counter_names": "1",
            "chime": None,
            "volume": "70",
            "quiet-0-from": "22.00",
            "quiet-0-to": "05.00",
            "quiet-0-volume": "0",
            "call": "Warga nomor {nomor}, menuju {loket}.",
        },
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/atur/suara?kabar=tersimpan")
    voice = live.running.context.description.voice
    assert (voice.rate, voice.repeat, voice.numbers, voice.counter_word) == (140, 3, "cardinal", "meja")
    assert (voice.counter_names, voice.chime, voice.volume) == (True, False, 70)
    assert voice.quieter == (Quieter("22:00", "05:00", 0),)
    assert voice.templates == Templates(call="Warga nomor {nomor}, menuju {loket}.")
    assert "kecepatan 130 menjadi 140" in (await desk.get("/atur/riwayat")).text

    page = (await desk.get("/atur/suara")).text
    assert fields_of(page, "/atur/suara")["quiet-0-to"] == "05.00"
    assert 'name="quiet-1-from"' in page
    # Emptied, the span is gone.
    cleared = {"quiet-0-from": "", "quiet-0-to": "", "quiet-0-volume": ""}
    assert (await typed(desk, "/atur/suara", cleared)).status_code == 303
    assert live.running.context.description.voice.quieter == ()


async def test_what_cannot_be_spoken_is_said_beside_its_field(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    wrong = {
        "rate": "200",
        "volume": "5",
        "call": "Nomor {nomor}.",
        "withdrawal": "Batal {nomor",
        "letter": "Surat {nama} #1",
        "quiet-0-from": "12.00",
        "quiet-0-to": "12.00",
        "quiet-0-volume": "40",
        "repeat": "9",
    }
    answer = await typed(desk, "/atur/suara", wrong)
    assert answer.status_code == 422
    assert problems_in(answer.text) == {
        "rate": "Isi angka bulat 110 sampai 150.",
        "repeat": "Pilih salah satu.",
        "volume": "Isi angka bulat 10 sampai 100.",
        "call": "Penanda {loket} belum ada. Tambahkan ke kalimat ini.",
        "withdrawal": "Kurung kurawal belum berpasangan. Tulis penanda seperti {nomor}.",
        "letter": "Penanda {nama} tidak dikenal di kalimat ini. Pakai {nomor}.",
        "quiet-0-to": "Harus lebih akhir daripada 12.00.",
    }
    assert fields_of(answer.text, "/atur/suara")["call"] == "Nomor {nomor}."
    assert live.running.context.description.voice.rate == 130


async def hear(desk: httpx.AsyncClient, sent: Mapping[str, str]) -> httpx.Response:
    """Press *Dengarkan* and follow to the sound."""
    answer = await desk.post(HEAR, data=dict(sent))
    return await desk.get(answer.headers["location"]) if answer.status_code == 303 else answer


async def test_the_example_call_is_heard_with_what_is_typed_and_nothing_is_saved(
    live: LiveOffice, desk: httpx.AsyncClient, speaker: Speaker
) -> None:
    head = live.office.head
    fields = fields_of((await desk.get("/atur/suara")).text, "/atur/suara")
    fields |= {"what": "call", "rate": "115", "call": "Nomor {nomor} ke {loket}.", "volume": "60"}
    sound = await hear(desk, fields)

    assert (sound.status_code, sound.headers["content-type"]) == (200, "audio/wav")
    assert sound.headers["cache-control"] == "no-store"
    [order] = speaker.orders
    assert (order["do"], order["phrase"]) == ("say", {"ticket": "A012", "counter": "1"})
    settings = order["settings"]
    assert isinstance(settings, dict)
    assert (settings["rate"], settings["volume"], settings["templates"]["call"]) == (
        115,
        60,
        "Nomor {nomor} ke {loket}.",
    )
    assert live.office.head == head
    # A browser asks for pieces of what it plays; and the same once more is not made once more.
    part = await desk.get(sound.request.url.path, headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"RIFF")
    await hear(desk, fields)
    assert len(speaker.orders) == 1


async def test_a_quiet_span_does_not_make_the_example_silent(desk: httpx.AsyncClient, speaker: Speaker) -> None:
    fields = fields_of((await desk.get("/atur/suara")).text, "/atur/suara")
    quiet = {"quiet-0-from": "11.00", "quiet-0-to": "13.00", "quiet-0-volume": "0"}
    assert (await hear(desk, fields | quiet | {"what": "call"})).status_code == 200
    settings = speaker.orders[0]["settings"]
    assert isinstance(settings, dict)
    assert settings["volume"] == 100


def recording(live: LiveOffice, folder: Path, name: str, language: str = INDONESIAN) -> str:
    """A pack on the office's shelf that has nothing but the letter A; its digest."""
    (folder / "huruf-a.wav").write_bytes(b"RIFF")
    sentence = "" if language == INDONESIAN else "{nomor}, mangga dhateng {loket}."
    manifest = Manifest(2, name, language, sentence, {"A": "huruf-a.wav"})
    return live.running.context.packs.keep(bundle(folder, manifest))


async def test_a_recording_and_a_second_language_are_chosen_and_heard(
    live: LiveOffice, desk: httpx.AsyncClient, speaker: Speaker, tmp_path: Path
) -> None:
    assert 'name="pack"' not in (await desk.get("/atur/suara")).text
    own = recording(live, tmp_path, "Bu Sri")
    foreign = recording(live, tmp_path, "Mbah Karto", "jv")
    page = html.unescape((await desk.get("/atur/suara")).text)
    assert re.search(rf'<option value="{own}">Bu Sri, \d+ kata belum direkam<', page)
    assert re.search(rf'<option value="{foreign}">Mbah Karto \(Bahasa Jawa\), \d+ kata belum direkam<', page)

    fields = fields_of(page, "/atur/suara") | {"pack": own, "second": foreign, "what": "call"}
    assert (await hear(desk, fields)).status_code == 200
    [order] = speaker.orders
    shelf = live.running.context.packs
    assert order["packs"] == {own: str(shelf.find(own)), foreign: str(shelf.find(foreign))}
    swapped = await desk.post("/atur/suara", data=fields | {"pack": foreign, "second": own})
    assert problems_in(swapped.text) == {"pack": "Pilih salah satu.", "second": "Pilih salah satu."}
    assert (await desk.post("/atur/suara", data=fields)).status_code == 303
    voice = live.running.context.description.voice
    assert (voice.pack, voice.second) == (own, foreign)

    # Gone from this machine, it can still be left as it is, or given up.
    shelf.drop([own, foreign])
    page = (await desk.get("/atur/suara")).text
    assert page.count("Rekaman yang tidak ada di komputer ini") == 2
    assert "kabar=tetap" in (await typed(desk, "/atur/suara", {})).headers["location"]
    assert (await typed(desk, "/atur/suara", {"pack": "", "second": ""})).status_code == 303
    assert live.running.context.description.voice.pack is None


async def test_one_word_and_a_text_are_heard_before_they_are_kept(desk: httpx.AsyncClient, speaker: Speaker) -> None:
    assert (await hear(desk, {"what": "word", "written": "Tegalsari", "said": "têgalsari"})).status_code == 200
    assert (await hear(desk, {"what": "text", "text": "Istirahat sampai pukul {jam}."})).status_code == 200
    word, text = speaker.orders
    assert word["phrase"] == {"text": "Tegalsari"}
    settings = word["settings"]
    assert isinstance(settings, dict)
    assert settings["words"] == {"Tegalsari": "têgalsari"}
    assert text["phrase"] == {"text": "Istirahat sampai pukul 13.00."}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"what": "word", "written": "Tegalsari", "said": ""}, "Isi dulu bagian ini."),
        ({"what": "word", "written": "Dua kata", "said": "dua"}, "bukan satu kata"),
        ({"what": "text", "text": "<speak>"}, "tidak dapat diucapkan"),
        ({"what": "text", "text": "a" * 201}, "Kalimat terlalu panjang"),
        ({"what": "call", "rate": "cepat"}, "Isi angka bulat 110 sampai 150."),
    ],
)
async def test_what_cannot_be_spoken_is_not_ordered(
    desk: httpx.AsyncClient, speaker: Speaker, sent: dict[str, str], words: str
) -> None:
    answer = await desk.post(HEAR, data=sent)
    assert words in problem_of(answer, 422, "cannot-be-spoken")["detail"]
    assert speaker.orders == []


async def test_a_crowd_and_a_machine_without_a_voice_are_told_what_to_do(
    live: LiveOffice, desk: httpx.AsyncClient, speaker: Speaker
) -> None:
    speaker.able = False
    problem_of(await desk.post(HEAR, data={"what": "text", "text": "Halo."}), 503, "no-speech")
    speaker.gate.clear()
    waiting = [asyncio.create_task(desk.post(HEAR, data={"what": "text", "text": f"Halo {n}."})) for n in range(4)]
    await live.settled(lambda: live.running.context.speech._waiting == 4)
    problem_of(await desk.post(HEAR, data={"what": "text", "text": "Halo lagi."}), 503, "speech-busy")
    speaker.gate.set()
    await asyncio.gather(*waiting)


@pytest.mark.parametrize("name", ["x", "0" * 32, "../kunci", "0" * 31 + "g"])
async def test_a_sound_that_nobody_ordered_is_not_there(desk: httpx.AsyncClient, name: str) -> None:
    assert (await desk.get(f"{HEAR}/{name}.wav")).status_code == 404


async def test_the_kiosk_reads_with_the_offices_corrections(start: Starter, speaker: Speaker) -> None:
    words = '\n[voice]\nrate = 120\nwords = [{ written = "Tegalsari", said = "têgalsari" }]\n'
    live = await start(speech=speaker, office_toml=VILLAGE_TOML + words)
    await (await live.api()).post("day/open")
    kiosk = await live.client(cookies=await live.device(Role.KIOSK), origin=live.url, accept="text/html")
    await kiosk.get("/ambil")
    await live.settled(lambda: speaker.orders)
    assert speaker.orders[0]["settings"] == {"rate": 120, "words": {"Tegalsari": "têgalsari"}, "short": {}}


async def test_words_and_abbreviations_one_a_line(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    lists = {
        "words": "Tegalsari = TÊGALSARI\n\nBeji=be\u0301ji\nMa’arif = ma’arif",
        "short": "RT/RW = rukun tetangga\na.n. = atas nama",
    }
    assert (await typed(desk, "/atur/suara/kata", lists)).status_code == 303
    voice = live.running.context.description.voice
    assert voice.words == (Spoken("Tegalsari", "têgalsari"), Spoken("Beji", "béji"), Spoken("Ma'arif", "ma'arif"))
    assert voice.short == (Spoken("RT/RW", "rukun tetangga"), Spoken("a.n.", "atas nama"))

    wrong = {"words": "Tegalsari", "short": "SK = surat <b>"}
    problems = problems_in((await typed(desk, "/atur/suara/kata", wrong)).text)
    assert problems == {
        "words": "Baris “Tegalsari” belum benar. Tulis seperti Tegalsari = têgalsari.",
        "short": "Kepanjangan SK: Tanda “<” tidak dapat diucapkan. Tulis dengan kata.",
    }


async def test_a_word_that_was_tried_is_added_and_takes_its_older_ones_place(
    live: LiveOffice, desk: httpx.AsyncClient
) -> None:
    async def add(**word: str) -> httpx.Response:
        fields = fields_of((await desk.get("/atur/suara/kata")).text, HEAR)
        return await desk.post("/atur/suara/kata/tambah", data=fields | word)

    assert (await add(written="Tegalsari", said="tegalsari")).status_code == 303
    assert (await add(written="TEGALSARI", said="têgalsari")).status_code == 303
    assert live.running.context.description.voice.words == (Spoken("TEGALSARI", "têgalsari"),)
    wrong = await add(written="Krajan", said="kr4jan")
    assert wrong.status_code == 422
    assert problems_in(wrong.text)["said"].startswith("Ucapan “kr4jan”")
    assert fields_of(wrong.text, HEAR)["written"] == "Krajan"


async def test_five_hundred_words_fit_into_the_page_and_into_the_file(
    live: LiveOffice, desk: httpx.AsyncClient
) -> None:
    names = [f"Dukuhsariwangiraya{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(500)]
    lines = "\n".join(f"{name} = {name.lower()} dan bagian lainnya" for name in names)
    assert (await typed(desk, "/atur/suara/kata", {"words": lines})).status_code == 303
    assert len(live.running.context.description.voice.words) == 500
    text = (await desk.get("/atur/berkas/kantor.toml")).text
    preview = await desk.post("/atur/berkas", files={"file": ("kantor.toml", text.encode())}, data={"key": "a"})
    assert "Berkas ini sama dengan pengaturan sekarang." in preview.text
    other = text.replace("Kantor Desa Uji", "Kantor Lain")
    sent = {"text": other, "based_on": live.running.context.current.digest, "key": "b"}
    assert (await desk.post("/atur/berkas/terapkan", data=sent)).status_code == 303
    too_many = await typed(desk, "/atur/suara/kata", {"words": f"{lines}\nBeji = béji"})
    assert problems_in(too_many.text) == {"words": "Terlalu banyak: 501 baris, paling banyak 500."}


async def test_a_room_is_added_takes_its_counters_along_and_is_removed(
    live: LiveOffice, desk: httpx.AsyncClient
) -> None:
    first = {"name": "tunggu", "title": "Ruang tunggu", "counter-1": "1", "counter-2": "1"}
    assert (await typed(desk, "/atur/suara/ruang/baru", first)).status_code == 303
    page = html.unescape((await desk.get("/atur/suara/ruang/baru")).text)
    assert "Loket 2 (KTP, KK), sekarang di Ruang tunggu" in page
    second = {"name": "aula", "title": "Aula", "counter-2": "1", "speaker": "tv"}
    assert (await typed(desk, "/atur/suara/ruang/baru", second)).status_code == 303
    office = live.running.context.description
    assert office.rooms == (Room("tunggu", "Ruang tunggu", ("1",)), Room("aula", "Aula", ("2",), "tv"))
    assert "Aula" in (await desk.get("/atur/suara/ruang")).text

    again = await typed(desk, "/atur/suara/ruang/baru", {"name": "aula", "title": "Lain", "counter-1": "1"})
    assert problems_in(again.text) == {"name": "Ruang “aula” sudah ada. Pilih alamat lain."}
    nothing = await typed(desk, "/atur/suara/ruang/baru", {"name": "baru", "title": "Lain"})
    assert problems_in(nothing.text).keys() == {"name", "counter-1"}

    await typed(desk, "/atur/loket/1", {"service-B": "1"})
    digest = live.running.context.current.digest
    assert (await desk.post("/atur/loket/2/hapus", data={"based_on": digest, "key": "c"})).status_code == 303
    assert live.running.context.description.rooms[1].counters == ()

    digest = live.running.context.current.digest
    assert (await desk.post("/atur/suara/ruang/aula/hapus", data={"based_on": digest, "key": "a"})).status_code == 303
    assert [room.name for room in live.running.context.description.rooms] == ["tunggu"]
    assert (await desk.get("/atur/suara/ruang/aula")).status_code == 404


def state_of(page: str) -> str:
    """The words of the live part, without its tags."""
    part = re.search(r'<section id="voice-state".*?</section>', page, re.DOTALL)
    assert part is not None
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", part[0])).split())


async def test_the_state_says_what_to_do_for_every_trouble(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    assert "komputer penyuara terputus. Nyalakan komputer penyuara" in state_of((await desk.get("/atur/suara")).text)
    wire = await live.wire("/screen/voice", TOKEN)
    await wire.next()
    mouth = await announcer(live)
    await wire.until_part("voice-state", "Panggilan diucapkan dengan suara komputer.")
    for why, sound, words in (
        ("no_device", "none", "Periksa daya dan kabel pengeras suara"),
        ("no_voice", "chime", "Pasang ulang silakan di komputer penyuara"),
        ("player_timeout", "none", "Cabut lalu pasang lagi kabel"),
        ("tv_refused", "none", "Tekan Aktifkan suara di layar TV"),
        ("no_tv", "none", "Nyalakan TV di ruangan itu"),
        ("synthesis_failed", "chime", "Coba sekali lagi."),
        ("a-newer-code", "none", "Nyalakan ulang komputer penyuara."),
    ):
        await mouth.say(ready={"voice": "pyttsx3", "sound": sound, "why": why})
        await wire.until_part("voice-state", words)
    await mouth.say(ready={"voice": "silent", "sound": "none", "why": "silent"})
    await wire.until_part("voice-state", "tanpa pilihan --voice silent")


async def test_every_room_has_a_state_of_its_own(start: Starter, speaker: Speaker) -> None:
    live = await start(speech=speaker, office_toml=VILLAGE_TOML + TWO_ROOMS)
    desk, wire = await live.client(TOKEN), await live.wire("/screen/voice", TOKEN)
    await wire.next()
    await announcer(live, "tunggu")
    await wire.until_part("voice-state", "Panggilan diucapkan")
    state = state_of((await desk.get("/atur/suara")).text)
    assert "Ruang tunggu: Panggilan diucapkan dengan suara komputer." in state
    assert "Aula: Tidak terdengar apa-apa: komputer penyuara terputus." in state

    mouth = await announcer(live, "aula", voice="clips")
    await wire.until_part("voice-state", "dengan rekaman sendiri lewat TV.")
    await desk.post("/atur/suara/tes", data={"key": "a" * 32, "room": "aula"})
    await mouth.until(lambda frame: frame.get("kind") == "announcement_made")
    state = state_of((await desk.get("/atur/suara")).text)
    assert state.count("Tes suara pukul") == 1
    assert state.index("Aula:") < state.index("Tes suara pukul")
    assert "Ruang tunggu: Panggilan diucapkan dengan suara komputer." in state


async def test_a_quiet_span_of_zero_is_told_while_it_holds(start: Starter, speaker: Speaker) -> None:
    quiet = '\n[voice]\nquieter = [{ begins = "07:00", ends = "09:00", volume = 0 }]\n'
    live = await start(speech=speaker, office_toml=VILLAGE_TOML + quiet)
    await announcer(live)
    await live.settled(lambda: live.running.context.presence.voice)
    page = (await (await live.client(TOKEN)).get("/atur/suara")).text
    assert "jam tenang sedang berlaku dengan volume 0." in state_of(page)


async def test_a_trial_is_said_by_the_real_announcer_and_its_end_is_told(
    live: LiveOffice, desk: httpx.AsyncClient
) -> None:
    mouth = await announcer(live)
    fence = (await mouth.until(lambda frame: "lease" in frame))["lease"]["fence"]
    wire = await live.wire("/screen/voice", TOKEN)
    await wire.next()
    fields = fields_of((await desk.get("/atur/suara")).text, "/atur/suara/tes")
    answer = await desk.post("/atur/suara/tes", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/atur/suara?kabar=dites")

    made = await mouth.until(lambda frame: frame.get("kind") == "announcement_made")
    assert (made["test"], made["text"]) == (True, "Tes suara. Nomor antrean A012, silakan ke loket 1.")
    page = (await desk.get(answer.headers["location"])).text
    assert "Tes suara dikirim ke pengeras suara." in page
    assert "Tes suara pukul 08.00: menunggu giliran" in state_of(page)
    await mouth.say(speaking=made["seq"], fence=fence)
    await wire.until_part("voice-state", "sedang diucapkan")
    await mouth.say(spoken=made["seq"], fence=fence)
    await wire.until_part("voice-state", "terdengar")

    # The same form once more is the same trial; another one fails, with what to do.
    assert (await desk.post("/atur/suara/tes", data=fields)).status_code == 303
    await desk.post("/atur/suara/tes", data=fields | {"key": "another-trial"})
    second = await mouth.until(lambda frame: frame.get("kind") == "announcement_made")
    await mouth.say(unspoken=second["seq"], why="player_timeout", fence=fence)
    part = await wire.until_part("voice-state", "tidak terdengar, pemutar suara macet")
    assert "Cabut lalu pasang lagi kabel pengeras suara." in part


def test_a_trial_speaks_of_a_counter_of_its_room_and_is_never_too_long() -> None:
    office = parse(VILLAGE_TOML + TWO_ROOMS)
    assert trial_text(office, "aula") == "Tes suara. Nomor antrean A012, silakan ke loket 2."
    own = Templates(call=f"Warga nomor {{nomor}} untuk {{layanan}}, {'harap ' * 18}ke {{loket}}.")
    voice = msgspec.structs.replace(office.voice, templates=own, counter_word="meja")
    named = trial_text(msgspec.structs.replace(office, voice=voice), "tunggu")
    assert named.startswith("Tes suara. Warga nomor A012 untuk surat pengantar, harap")
    assert named.endswith("ke meja 1.")
    starred = msgspec.structs.replace(office.counters[0], name="Loket *1*")
    own = msgspec.structs.replace(office.voice, counter_names=True)
    signs = msgspec.structs.replace(office, voice=own, counters=(starred, office.counters[1]))
    assert trial_text(signs, "tunggu") == "Tes suara. Nomor antrean A012, silakan ke loket 1 ."
    service = msgspec.structs.replace(office.services[0], name="x" * 60)
    long = msgspec.structs.replace(office, voice=voice, services=(service, *office.services[1:]))
    assert trial_text(long, "tunggu") == "Tes suara. Nomor antrean A012, silakan ke meja 1."


async def test_a_file_with_a_voice_is_taken_over_and_a_recording_that_is_not_here_is_told(
    live: LiveOffice, desk: httpx.AsyncClient
) -> None:
    text = f'{VILLAGE_TOML}{TWO_ROOMS}\n[voice]\nrate = 120\npack = "{"a" * 64}"\n'
    preview = html.unescape((await desk.post("/atur/berkas", data={"text": text, "key": "a"})).text)
    for words in (
        "Suara: kecepatan 130 menjadi 120.",
        "Ruang aula ditambahkan.",
        "Rekaman suara yang disebut tidak ada",
    ):
        assert words in preview
    based_on = live.running.context.current.digest
    sent = {"text": text, "based_on": based_on, "key": "b"}
    assert (await desk.post("/atur/berkas/terapkan", data=sent)).status_code == 303
    assert live.running.context.description.voice.rate == 120
    wrong = await desk.post("/atur/berkas", data={"text": text.replace("rate = 120", "rate = 300"), "key": "c"})
    assert "nilai di “voice.rate” tidak sesuai, paling besar 150" in html.unescape(wrong.text)
