"""One announcement without a server: aloud, into a file, or as phonemes."""

import asyncio
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Literal

from announcer.announcement import Form
from announcer.config import Config, VoiceName, default_state
from announcer.phrases import Phrase, PhraseError, call_phrase, espeak_text
from announcer.run import make_announcements, make_player, make_speech, make_voice
from announcer.settings import DEFAULT_SETTINGS
from announcer.voices.base import VoiceError

DONE, FAILED, WRONG_USE = 0, 1, 2


def say(
    ticket: str,
    counter: str,
    *,
    service: str | None = None,
    out: Path | None = None,
    phonemes: bool = False,
    voice: VoiceName = "pyttsx3",
    clips: Path | None = None,
    numbers: Literal["digits", "cardinal"] = "digits",
) -> int:
    """Says "Nomor antrean …" aloud, or writes it to `out`, or prints its IPA. Returns the exit code.

    `numbers`: the ticket digit by digit, or as one number. What is wrong is said in one Indonesian sentence on stderr.
    """
    try:
        settings = replace(DEFAULT_SETTINGS, numbers=numbers)
        phrase = call_phrase(ticket.strip().upper(), counter.strip().upper(), settings, service=service)
    except PhraseError as error:
        return _complain(str(error), WRONG_USE)
    config = Config(server="", token="", state=default_state(), voice=voice, clips=clips)
    try:
        if phonemes:
            print(asyncio.run(ipa(phrase, config)))
            return DONE
        with tempfile.TemporaryDirectory(prefix="silakan-") as scratch:
            return asyncio.run(_announce(phrase, replace(config, state=Path(scratch), clips=config.clip_pack), out))
    except VoiceError:
        return _complain(
            "Suara bahasa Indonesia tidak bisa dipakai di komputer ini; pasang ulang silakan lalu coba lagi.", FAILED
        )
    except OSError:
        return _complain(
            "Berkas suara tidak bisa ditulis; periksa apakah foldernya ada, atau pilih tempat lain dengan --out.",
            FAILED,
        )


async def ipa(phrase: Phrase, config: Config) -> str:
    """What the pyttsx3 voice will say for the phrase, in IPA, its clauses joined by " | ". Raises VoiceError."""
    return (await make_speech(config).phonemes([espeak_text(phrase)]))[0]


async def _announce(phrase: Phrase, config: Config, out: Path | None) -> int:
    voice = make_voice(config)
    health = await voice.check()
    announcements = make_announcements(config, voice)
    announcements.use(health.identity)
    announcement = await announcements.make(phrase, Form.FULL)
    if out is not None:
        shutil.copyfile(announcement.path, out)
        return DONE
    player = make_player(config)
    why = await player.probe() or await player.play(announcement.path, announcement.seconds, lambda: None)
    if why is None:
        return DONE
    return _complain(
        "Tidak ada perangkat suara; sambungkan pengeras suara, atau simpan ke berkas dengan --out F.wav.", FAILED
    )


def _complain(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
