"""The child process for one phrase: real speech, and every way it can go wrong."""

import json
import shutil
import sys
import textwrap
from pathlib import Path

import espeakng_loader
import pytest

from announcer.level import voiced_rms
from announcer.phrases import call_phrase
from announcer.process import run
from announcer.voices.base import VoiceError
from announcer.voices.pyttsx3 import CHILD, Pyttsx3Voice
from announcer.wav import RATE, read
from announcer.why import Why

PHRASE = call_phrase("A012", "2")


def real(**options: object) -> Pyttsx3Voice:
    return Pyttsx3Voice(run, rate=130, timeout=30, **options)  # type: ignore[arg-type]


@pytest.fixture
def pretender(tmp_path: Path):
    """A voice whose child is a script of the test's."""

    def make(body: str, within: float = 20) -> Pyttsx3Voice:
        child = tmp_path / "child.py"
        head = "import json, os, sys, time, wave\nrequest = json.load(sys.stdin)\n"
        child.write_text(head + textwrap.dedent(body))
        return Pyttsx3Voice(run, rate=130, timeout=within, child=child)

    return make


async def test_it_knows_itself() -> None:
    health = await real().check()
    assert (health.voice, health.why) == ("pyttsx3", None)
    assert "poz/id" in health.identity
    assert "rate 130" in health.identity


async def test_the_resting_announcer_holds_no_lexicon() -> None:
    script = "import sys, announcer.run; print([name for name in sys.modules if 'pronunciation' in name or name == 'pyttsx3'])"
    assert (await run([sys.executable, "-c", script], within=60)).out == b"[]\n"


async def test_another_speed_or_word_is_another_voice() -> None:
    voice = real()
    names = {(await voice.check()).identity}
    for rate, words in ((120, {}), (130, {"loket": "lokêt"}), (130, {"loket": "lokét"}), (130, {})):
        voice.set(rate, words)
        names.add((await voice.check()).identity)
    assert len(names) == 4, "back to the first choice is back to the first voice"


async def test_another_lexicon_is_another_voice(tmp_path: Path) -> None:
    """The whole announcer copied, and one word changed."""
    home = Path(sys.modules[Pyttsx3Voice.__module__].__file__ or "").parents[1]
    shutil.copytree(home, tmp_path / "announcer", ignore=shutil.ignore_patterns("__pycache__"))
    copied = real(child=tmp_path / "announcer" / "voices" / "speak_child.py")
    before = (await copied.check()).identity
    assert before == (await real().check()).identity
    with (tmp_path / "announcer" / "pronunciation" / "lexicon.txt").open("a", encoding="utf-8") as lexicon:
        lexicon.write("kéntingan\n")
    assert (await copied.check()).identity != before


async def test_a_change_of_speed_is_heard(tmp_path: Path) -> None:
    voice = real()
    await voice.render(PHRASE, tmp_path / "a.wav")
    voice.set(150, {})
    await voice.render(PHRASE, tmp_path / "b.wav")
    assert len(read(tmp_path / "b.wav")) < 0.95 * len(read(tmp_path / "a.wav"))


async def test_phonemes_that_are_not_understood_are_not_spoken(tmp_path: Path) -> None:
    """Without the flag espeak-ng would read out the brackets and every sign between them."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import speak_child as child; child._PHONEMES = 0\n"
        "request = {'do': 'speak', 'rate': 130, 'words': {}, 'texts': ['loket'], 'out': sys.argv[2]}\n"
        "sys.path.remove(sys.argv[1])\n"
        "try:\n    child.answer(request)\nexcept child.SpeakError as error:\n    print(error, file=sys.stderr)\n    import os; os._exit(9)"
    )
    folder = Path(sys.modules[Pyttsx3Voice.__module__].__file__ or "").parent
    ended = await run([sys.executable, "-P", "-c", script, str(folder), str(tmp_path / "a.wav")], within=30)
    assert (ended.code, ended.err) == (9, b"phonemes were not understood\n"), ended.err


async def test_it_speaks(tmp_path: Path) -> None:
    await real().render(PHRASE, tmp_path / "a.wav")
    samples = read(tmp_path / "a.wav")
    assert 4 < len(samples) / RATE < 8
    assert voiced_rms(samples) > 0.05
    assert _names(tmp_path) == ["a.wav"]


async def test_what_has_no_sound_fails_at_once(tmp_path: Path) -> None:
    """pyttsx3 would wait for the end of nothing."""
    command = [sys.executable, "-P", str(CHILD)]
    request = {"do": "speak", "rate": 130, "words": {}, "texts": ["你好"], "out": str(tmp_path / "a.wav")}
    ended = await run(command, within=30, stdin=json.dumps(request).encode())
    assert (ended.code, json.loads(ended.out)) == (4, {"error": "nothing to say"})


async def test_without_the_indonesian_voice_it_stays_silent(tmp_path: Path) -> None:
    """The data of a machine that speaks English, and everything else, but no Indonesian."""
    data = _data(tmp_path)
    (data / "lang" / "poz" / "id").unlink()
    voice = real(espeak_data=tmp_path)
    assert (await voice.check()).why is Why.NO_VOICE
    with pytest.raises(VoiceError) as caught:
        await voice.render(PHRASE, tmp_path / "a.wav")
    assert caught.value.why is Why.NO_VOICE
    assert not (tmp_path / "a.wav").exists()


async def test_a_voice_that_reads_by_english_rules_is_refused(tmp_path: Path) -> None:
    """It calls itself Indonesian; what it says is not."""
    data = _data(tmp_path)
    shutil.copy(data / "en_dict", data / "id_dict")
    with pytest.raises(VoiceError) as caught:
        await real(espeak_data=tmp_path).render(PHRASE, tmp_path / "a.wav")
    assert caught.value.why is Why.NO_VOICE


async def test_without_the_indonesian_dictionary_it_stays_silent(tmp_path: Path) -> None:
    (_data(tmp_path) / "id_dict").unlink()
    with pytest.raises(VoiceError):
        await real(espeak_data=tmp_path).render(PHRASE, tmp_path / "a.wav")
    assert not (tmp_path / "a.wav").exists()


async def test_the_look_up_of_other_systems_is_answered_too(tmp_path: Path) -> None:
    """Without the name that Linux knows: what a machine does where only fixed paths of an installation are tried."""
    script = (
        "import sys, ctypes; sys.path.insert(0, sys.argv[1]); import speak_child as child; child.load_espeak(); "
        "from pyttsx3.drivers import _espeak; "
        "assert _espeak.dll is ctypes.cdll.LoadLibrary(r'C:\\Program Files\\eSpeak NG\\libespeak-ng.dll')"
    )
    folder = Path(sys.modules[Pyttsx3Voice.__module__].__file__ or "").parent
    shutil.copy(folder / "speak_child.py", tmp_path)
    ended = await run([sys.executable, "-P", "-c", script, str(tmp_path)], within=30)
    assert ended.code == 0, ended.err


async def test_a_child_that_hangs_is_killed(tmp_path: Path, pretender) -> None:
    await _fails(pretender("time.sleep(600)", 0.3), tmp_path, Why.SYNTHESIS_FAILED)


@pytest.mark.parametrize(
    "body",
    [
        "sys.exit(1)",
        "sys.exit(4)",
        "os.abort()",
        "print('Audio saved')",
        "print('{}')",
        "open(request['out'], 'wb').close(); print('{}')",
        "open(request['out'], 'wb').write(b'RIFF'); print('{}')",
        # 44 bytes of header and no sound: what pyttsx3 writes when it loses a phrase.
        "w = wave.open(request['out'], 'wb'); w.setparams((1, 2, 22050, 0, 'NONE', '')); w.close(); print('{}')",
        # Long enough, and silent.
        "w = wave.open(request['out'], 'wb'); w.setparams((1, 2, 22050, 0, 'NONE', '')); "
        "w.writeframes(bytes(44100 * 5)); w.close(); print('{}')",
        # Loud, and far too long.
        "w = wave.open(request['out'], 'wb'); w.setparams((1, 2, 22050, 0, 'NONE', '')); "
        "w.writeframes(b'\\0\\x40' * 22050 * 60); w.close(); print('{}')",
        # Another kind of file.
        "w = wave.open(request['out'], 'wb'); w.setparams((2, 2, 44100, 0, 'NONE', '')); "
        "w.writeframes(b'\\0\\x40' * 44100 * 10); w.close(); print('{}')",
    ],
)
async def test_a_file_that_does_not_hold_the_phrase_does_not_count(tmp_path: Path, pretender, body: str) -> None:
    await _fails(pretender(body), tmp_path, Why.SYNTHESIS_FAILED)


async def test_an_english_voice_is_no_voice(tmp_path: Path, pretender) -> None:
    await _fails(
        pretender('print(\'{"error": "got gmw/en"}\'); sys.stdout.flush(); os._exit(3)'), tmp_path, Why.NO_VOICE
    )


async def test_one_failure_is_forgiven(tmp_path: Path, pretender) -> None:
    voice = pretender(
        f"""
        mark = {str(tmp_path / "tried")!r}
        if not os.path.exists(mark):
            open(mark, "w").close()
            sys.exit(5)
        w = wave.open(request["out"], "wb"); w.setparams((1, 2, 22050, 0, "NONE", ""))
        w.writeframes(bytes([0, 64]) * 22050 * 6); w.close(); print("{{}}")
        """
    )
    await voice.render(PHRASE, tmp_path / "a.wav")
    assert (tmp_path / "a.wav").exists()


async def test_a_missing_program_is_a_failure(tmp_path: Path) -> None:
    async def absent(*_: object, **__: object) -> object:
        raise FileNotFoundError(2, "python")

    await _fails(Pyttsx3Voice(absent, rate=130, timeout=5), tmp_path, Why.SYNTHESIS_FAILED)  # type: ignore[arg-type]


async def _fails(voice: Pyttsx3Voice, folder: Path, why: Why) -> None:
    with pytest.raises(VoiceError) as caught:
        await voice.render(PHRASE, folder / "a.wav")
    assert caught.value.why is why
    assert not [name for name in _names(folder) if ".wav" in name]


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def _data(folder: Path) -> Path:
    """A copy of the espeak-ng data that can be broken; the big dictionaries of other languages stay behind."""
    source = Path(espeakng_loader.get_data_path())
    keep = {"id_dict", "en_dict", "intonations", "phondata", "phondata-manifest", "phonindex", "phontab"}
    target = folder / "espeak-ng-data"
    target.mkdir()
    for path in source.iterdir():
        if path.name in keep:
            shutil.copy(path, target)
    for part in ("lang", "voices"):
        shutil.copytree(source / part, target / part)
    return target
