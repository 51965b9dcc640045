"""Wires the announcer together and runs it until it is told to stop."""

import asyncio
import logging
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from random import Random

from announcer import place
from announcer.agenda import Agenda
from announcer.announcement import Announcements
from announcer.cache import Cache
from announcer.config import Config, VoiceName, default_state
from announcer.feed import Feed, feed_url
from announcer.ledger import Ledger
from announcer.lock import AlreadyRunning, held
from announcer.player import Player, candidates
from announcer.process import Runner
from announcer.process import run as run_process
from announcer.room import Room
from announcer.speaker import Speaker
from announcer.voices.base import Voice
from announcer.voices.clips import ClipVoice
from announcer.voices.pyttsx3 import Pyttsx3Voice
from announcer.voices.silent import SilentVoice

log = logging.getLogger("announcer")

DONE, FAILED, WRONG_USE = 0, 1, 2


def main(
    server: str,
    token: str | None,
    *,
    voice: VoiceName = "pyttsx3",
    record: Path | None = None,
    state: Path | None = None,
    clips: Path | None = None,
    player: tuple[str, ...] | None = None,
) -> int:
    """Runs the announcer until SIGTERM or Ctrl-C. Returns the exit code: 0 stopped, 1 failed, 2 wrong use.

    What is wrong is said in one Indonesian sentence on stderr.
    """
    if not token:
        return _complain("Token penyuara belum diisi; isi variabel SILAKAN_TOKEN lalu jalankan lagi.", WRONG_USE)
    try:
        feed_url(server, Agenda(0))
    except ValueError:
        return _complain("Alamat server tidak benar; tulis misalnya --server http://192.168.1.10:8000.", WRONG_USE)
    config = Config(
        server=server,
        token=token,
        state=state or default_state(),
        voice=voice,
        record=record,
        clips=clips,
        player=player,
    )
    return run(config)


def run(config: Config) -> int:
    """The same with everything spelled out, every time-out included."""
    _log_to_stderr()
    with ExitStack() as holding:
        try:
            holding.enter_context(held(config.state))
        except AlreadyRunning:
            return _complain("Penyuara lain sudah berjalan dengan folder yang sama; hentikan dulu yang itu.", FAILED)
        except OSError as error:
            sentence = f"Folder {config.state} tidak bisa dipakai ({error.strerror}); pilih folder lain dengan --state."
            return _complain(sentence, FAILED)
        return _live(config)


def _live(config: Config) -> int:
    try:
        asyncio.run(announce(config))
    except KeyboardInterrupt:
        return DONE
    except Exception as error:  # noqa: BLE001 - the last boundary: a person gets a sentence, the log the place
        cause = _innermost(error)
        where = traceback.extract_tb(cause.__traceback__)[-1]
        log.critical("stopped by %s in %s:%s", type(cause).__name__, where.filename, where.lineno)
        return _complain("Penyuara berhenti karena kesalahan di dalam; jalankan lagi dan laporkan catatannya.", FAILED)
    return DONE


async def announce(config: Config, *, runner: Runner = run_process) -> None:
    """Reads the feed and speaks, until cancelled or SIGTERM."""
    agenda = place.load(config.place_file, config.sound.stale)
    ledger = Ledger(agenda, config.place_file)
    voice = make_voice(config, runner)
    announcements = make_announcements(config, voice)
    player = make_player(config, runner)
    feed = Feed(config, ledger, rng=Random(), monotonic=time.monotonic)  # noqa: S311 - jitter, no secret
    room = Room(voice, player, announcements, ledger)
    speaker = Speaker(config, ledger, room, announcements, player, push=feed.push, monotonic=time.monotonic)
    work = asyncio.gather(feed.run(), speaker.run(), speaker.prefetch(), ledger.run())
    _on_sigterm(work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        current = asyncio.current_task()
        if current is not None and current.cancelling():
            raise


def make_voice(config: Config, runner: Runner = run_process) -> Voice:
    """The voice the office chose."""
    speech = make_speech(config, runner)
    voices: Mapping[VoiceName, Voice] = {
        "pyttsx3": speech,
        "clips": ClipVoice(config.clip_pack, speech),
        "silent": SilentVoice(),
    }
    return voices[config.voice]


def make_speech(config: Config, runner: Runner = run_process) -> Pyttsx3Voice:
    """The voice of pyttsx3."""
    return Pyttsx3Voice(runner, rate=config.rate, timeout=config.sound.synthesis, espeak_data=config.espeak_data)


def make_announcements(config: Config, voice: Voice) -> Announcements:
    """What makes and keeps announcement files."""
    return Announcements(voice, Cache(config.cache, config.cache_files, config.cache_bytes), config.chime, config.sound)


def make_player(config: Config, runner: Runner = run_process) -> Player:
    """The player of the configuration, or the programs found on this machine."""
    commands = [config.player] if config.player else candidates()
    return Player(commands, runner, config.sound, config.cache.parent, pactl=shutil.which("pactl"))


def _on_sigterm(stop: Callable[[], object]) -> None:
    if sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)


def _log_to_stderr() -> None:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("websockets").setLevel(logging.WARNING)


def _innermost(error: Exception) -> Exception:
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return error


def _complain(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
