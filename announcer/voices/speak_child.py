"""The child process that says one phrase into one file, or tells the phonemes. Nothing else imports pyttsx3 or loads the lexicon.

pyttsx3 2.99 sometimes loses the second phrase of a process, does not wait for the first, hangs after a fork and speaks
English when the wanted voice is missing, all without an error (docs/voice.md). So: one phrase a process, the end awaited
here, the voice read back, and the parent holds the clock.

espeak-ng does not read Indonesian well enough (docs/decisions/0009-pronunciation.md). It gets phonemes for every word: pyttsx3 does
not ask for that, so the flag is put into the constant that it hands over, and afterwards it is read back that espeak-ng had it.

stdin: {"do": "speak"|"phonemes"|"check", "rate": 130, "words": {"Rizky": "riski"}, "texts": [...], "out": "file.wav"}; stdout:
one JSON object.
Exit code 0 good, 3 no Indonesian voice, 4 no sound came out, 5 the engine failed or did not finish.
"""

import ctypes
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

GOOD, NO_VOICE, EMPTY, FAILED = 0, 3, 4, 5
FINISH_WITHIN = 8.0
"""Seconds; a phrase takes 10 ms."""

# Said by the Indonesian rules and by no others; stress marks left out, as they differ between versions.
CANARY = "nol 4 6."
CANARY_SOUNDS = "nol əmpat ənam"
# Only where phonemes are understood; elsewhere the brackets and all signs would be read out.
BRACKETED, BRACKETED_SOUNDS = "[[@|m|p|'a|t]]", "əmpat"

_HOME = Path(__file__).resolve().parents[1]
_CHARS_UTF8 = 1
_PHONEMES = 0x100
_IPA = 2
_RATE = 1
_CURRENT = 1


class SpeakError(Exception):
    """Carries the exit code."""

    def __init__(self, code: int, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def load_espeak() -> ctypes.CDLL:
    """The espeak-ng library of the package espeakng-loader, put where pyttsx3 will find it.

    On Linux pyttsx3 asks for `libespeak-ng.so.1`, which is the name of the library already loaded here. On Windows and macOS
    it only looks at fixed paths of an installed eSpeak NG, so its look-up is answered with ours.
    """
    import espeakng_loader

    os.environ.setdefault("ESPEAK_DATA_PATH", os.path.dirname(espeakng_loader.get_data_path()))  # noqa: PTH120
    library = ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    setattr(ctypes.cdll, "LoadLibrary", lambda _name: library)  # noqa: B010 - an attribute of an instance, on purpose
    return library


def indonesian(engine: Any) -> str:
    """The id of the Indonesian voice. Raises SpeakError when there is none: ids differ between versions, languages do not."""
    for voice in engine.getProperty("voices"):
        languages = [str(language).strip("\x05'b\\x05").lower() for language in voice.languages or []]
        if "id" in languages or voice.name.lower() == "indonesian":
            return str(voice.id)
    raise SpeakError(NO_VOICE, "no Indonesian voice")


def phonemes(library: ctypes.CDLL, text: str) -> str:
    """The IPA of what the current voice will say, its clauses joined by " | "."""
    tell = library.espeak_TextToPhonemes
    tell.restype = ctypes.c_char_p
    tell.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    rest = ctypes.c_char_p(text.encode())
    clauses: list[str] = []
    while rest.value:
        clauses.append((tell(ctypes.byref(rest), _CHARS_UTF8, _IPA) or b"").decode().strip())
    return " | ".join(filter(None, clauses))


def expect_phonemes(library: ctypes.CDLL) -> None:
    """Makes espeak-ng read what stands in double brackets as phonemes when it is asked to tell them. Raises SpeakError.

    It remembers the flags of the last speech for that, so something without a sound is spoken.
    """
    nothing = b" "
    library.espeak_Synth(nothing, len(nothing) + 1, 0, 1, 0, _CHARS_UTF8 | _PHONEMES, None, None)
    library.espeak_Synchronize()
    _heard_phonemes(library)


def _heard_phonemes(library: ctypes.CDLL) -> None:
    if _unstressed(phonemes(library, BRACKETED)) != BRACKETED_SOUNDS:
        raise SpeakError(FAILED, "phonemes were not understood")


def _unstressed(sounds: str) -> str:
    return "".join(sign for sign in sounds if sign not in "ˈˌ")


def speak(engine: Any, library: ctypes.CDLL, voice: str, rate: int, text: str, out: str) -> None:
    """Renders `text` and reads back which voice did it, and how fast."""
    _set_rate(library, rate)
    finished: list[bool] = []
    errors: list[str] = []
    engine.connect("finished-utterance", lambda completed, **_: finished.append(completed))
    engine.connect("error", lambda exception, **_: errors.append(type(exception).__name__))
    engine.setProperty("voice", voice)
    engine.save_to_file(text, out)
    engine.runAndWait()
    _wait(lambda: bool(finished or errors), "speech")
    used = (engine.getProperty("voice"), library.espeak_GetParameter(_RATE, _CURRENT))
    if used[0] != voice:
        raise SpeakError(NO_VOICE, f"asked for {voice}, got {used[0]}")
    if errors or finished != [True]:
        raise SpeakError(FAILED, f"not finished: {errors}")
    if used[1] != rate:
        raise SpeakError(FAILED, f"asked for rate {rate}, got {used[1]}")
    _heard_phonemes(library)
    if not os.path.exists(out) or os.path.getsize(out) <= 44:  # noqa: PTH110, PTH202 - pathlib would cost 5 ms here
        raise SpeakError(EMPTY, "no sound came out")


def _set_rate(library: ctypes.CDLL, rate: int) -> None:
    """Not through pyttsx3: its loop begins with a cancel that, once in fifty phrases, takes the new rate along.

    espeak-ng obeys in a thread of its own, so the phrase must wait until the rate is there.
    """
    library.espeak_SetParameter(_RATE, rate, 0)
    _wait(lambda: library.espeak_GetParameter(_RATE, _CURRENT) == rate, "rate")


def _wait(over: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + FINISH_WITHIN
    while not over():
        if time.monotonic() > end:
            raise SpeakError(FAILED, f"{what} did not come within {FINISH_WITHIN:g} s")
        time.sleep(0.002)


def read(request: dict[str, Any]) -> list[str]:
    """The texts as phonemes; the office's corrections are in `words`."""
    # The announcer that this file belongs to, whichever else is installed.
    sys.path.insert(0, str(_HOME.parent))
    from announcer.pronunciation.reading import Reader

    reader = Reader(request["words"])
    return [reader.read(text) for text in request["texts"]]


def lexicon_version() -> str:
    """A name that changes with every word and rule of the pronunciation."""
    from hashlib import sha256

    files = sorted(path for path in (_HOME / "pronunciation").iterdir() if path.suffix in (".py", ".txt"))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Does what was asked. Raises SpeakError."""
    library = load_espeak()
    import pyttsx3
    from pyttsx3.drivers import _espeak

    _espeak.CHARS_UTF8 = _CHARS_UTF8 | _PHONEMES
    try:
        engine = pyttsx3.init("espeak")
    except Exception as error:
        raise SpeakError(FAILED, f"espeak did not start: {type(error).__name__}") from error
    voice = indonesian(engine)
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise SpeakError(NO_VOICE, f"{voice} refused")
    if _unstressed(phonemes(library, CANARY)) != CANARY_SOUNDS:
        raise SpeakError(NO_VOICE, "the voice does not read Indonesian")
    library.espeak_Info.restype = ctypes.c_char_p
    version = (library.espeak_Info(None) or b"").decode().split(" ", maxsplit=1)[0]
    reply: dict[str, Any] = {"voice": voice, "espeak": version}
    match request["do"]:
        case "check":
            from importlib.metadata import version as installed

            reply["pyttsx3"] = installed("pyttsx3")
            reply["lexicon"] = lexicon_version()
        case "phonemes":
            expect_phonemes(library)
            reply["phonemes"] = [phonemes(library, text) for text in read(request)]
        case "speak":
            text = read(request)[0]
            if not text:
                raise SpeakError(EMPTY, "nothing to say")
            speak(engine, library, voice, request["rate"], text, request["out"])
        case unknown:
            raise SpeakError(FAILED, f"asked to {unknown}")
    return reply


def main() -> None:
    """Never returns: the C library does not survive an orderly exit on every platform."""
    request = json.load(sys.stdin)
    with os.fdopen(os.dup(1), "w") as reply_to:
        # pyttsx3 prints; what it prints must not end up in the answer.
        os.dup2(2, 1)
        try:
            reply = answer(request)
            code = GOOD
        except SpeakError as error:
            reply, code = {"error": str(error)}, error.code
        json.dump(reply, reply_to)
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
