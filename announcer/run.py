"""Wires the announcer together and runs it until it is told to stop."""

import asyncio
import logging
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, assert_never

from announcer import packs, place
from announcer.agenda import Agenda
from announcer.announcement import Announcements
from announcer.cache import Cache
from announcer.clock import awake
from announcer.config import LEAD_S, Config, SoundTimes, VoiceName, default_state, lead_in
from announcer.feed import Feed, feed_url
from announcer.forgetting import keep_forgetting
from announcer.ledger import Ledger
from announcer.lock import AlreadyRunning, held
from announcer.loudspeaker import Loudspeaker
from announcer.name import own_name
from announcer.outlook import Outlook
from announcer.player import Player, candidates
from announcer.preparation import Preparation
from announcer.process import Runner
from announcer.process import run as run_process
from announcer.room import Room
from announcer.speaker import Speaker
from announcer.tuning import Tuning
from announcer.tv_player import TvPlayer, uploader
from announcer.voices.base import Voice
from announcer.voices.clips import make_clip_voice
from announcer.voices.pyttsx3 import Pyttsx3Voice
from announcer.voices.silent import SilentVoice
from announcer.voices.switched import SwitchedVoice

log = logging.getLogger("announcer")

DONE, FAILED, WRONG_USE = 0, 1, 2


def main(
    server: str,
    token: str | None,
    *,
    voice: VoiceName | None = None,
    room: str = "",
    record: Path | None = None,
    state: Path | None = None,
    clips: Path | None = None,
    player: tuple[str, ...] | None = None,
) -> int:
    """Runs the announcer until SIGTERM or Ctrl-C. Returns the exit code: 0 stopped, 1 failed, 2 wrong use.

    `voice` None is what the office has chosen, `room` "" its first one. What is wrong is said in one Indonesian sentence on stderr.
    """
    if not token:
        return _complain("Token penyuara belum diisi; isi variabel SILAKAN_TOKEN lalu jalankan lagi.", WRONG_USE)
    try:
        feed_url(server, Agenda(0))
    except ValueError:
        return _complain("Alamat server tidak benar; tulis misalnya --server http://192.168.1.10:8000.", WRONG_USE)
    try:
        sound = SoundTimes(lead_in=lead_in(os.environ))
    except ValueError:
        return _complain(f"{LEAD_S} harus angka 0 sampai 5, yaitu detik hening di awal pengumuman.", WRONG_USE)
    config = Config(
        server=server,
        token=token,
        state=state or default_state(),
        voice=voice,
        room=room,
        record=record,
        clips=clips,
        player=player,
        sound=sound,
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
        except OSError:
            sentence = (
                f"Folder {config.state} tidak bisa dipakai; periksa hak aksesnya, atau pilih yang lain dengan --state."
            )
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


async def announce(config: Config, *, runner: Runner = run_process, monotonic: Callable[[], float] = awake) -> None:
    """Reads the feed and speaks, until cancelled or SIGTERM."""
    agenda = replace(place.load(config.place_file, config.sound.stale), standby=None)
    ledger = Ledger(agenda, config.place_file)
    speech = make_speech(config, runner)
    voice = SwitchedVoice(make_voice(config, runner, speech))
    announcements = make_announcements(config, voice)
    tv = TvPlayer(ledger, config.sound, uploader(config.server, config.token, config.sound.upload))
    output = Loudspeaker(make_player(config, runner), tv, lambda: room.by_tv)
    trial = config.cache.parent / "trial.wav"
    room = Room(voice, output, announcements, ledger, trial, times=config.sound, monotonic=monotonic)
    tuning = Tuning(
        config,
        ledger,
        room,
        announcements,
        speech,
        voice,
        fetch=lambda digest: packs.fetch(config.server, config.token, digest, config.packs),
        forget=partial(packs.drop_all_but, config.packs),
    )
    preparation = Preparation(ledger, room, announcements, tuning, config.sound)
    feed = Feed(config, ledger, rng=Random(), monotonic=monotonic, me=own_name(config.name_file))  # noqa: S311 - jitter
    speaker = Speaker(config, ledger, room, preparation, output, push=feed.push, monotonic=monotonic)
    outlook = Outlook(ledger, room, preparation)
    forgetting = partial(keep_forgetting, make_cache(config), config.cache_days, time.time)

    async def sound() -> None:
        await tuning.begin()
        work = (speaker.run, outlook.run, tuning.run, room.watch_voice, room.watch_tv, forgetting)
        await asyncio.gather(*(each() for each in work))

    await _until_stopped(asyncio.gather(sound()), asyncio.gather(feed.run(), ledger.run()))


async def _until_stopped(sound: "asyncio.Future[Any]", wires: "asyncio.Future[Any]") -> None:
    """Runs both until SIGTERM. The sound ends first, and only then the room is given up: two must not speak in it."""
    _on_sigterm(sound.cancel)
    try:
        await asyncio.wait((sound, wires), return_when=asyncio.FIRST_COMPLETED)
    finally:
        ended: list[object] = []
        for work in (sound, wires):
            work.cancel()
            ended += await asyncio.gather(work, return_exceptions=True)
    for result in ended:
        if isinstance(result, Exception):
            raise result


def make_voice(config: Config, runner: Runner = run_process, speech: Pyttsx3Voice | None = None) -> Voice:
    """The voice that whoever starts us chose; without a choice the one that can say anything."""
    speech = speech or make_speech(config, runner)
    match config.voice:
        case "clips":
            return make_clip_voice(config.clip_pack, speech)
        case "silent":
            return SilentVoice()
        case "pyttsx3" | None:
            return speech
        case _:
            assert_never(config.voice)


def make_speech(config: Config, runner: Runner = run_process) -> Pyttsx3Voice:
    """The voice of pyttsx3."""
    return Pyttsx3Voice(runner, rate=config.rate, timeout=config.sound.synthesis, espeak_data=config.espeak_data)


def make_announcements(config: Config, voice: Voice) -> Announcements:
    """What makes and keeps announcement files."""
    return Announcements(voice, make_cache(config), config.chime, config.sound)


def make_cache(config: Config) -> Cache:
    """The folder of finished sound."""
    return Cache(config.cache, config.cache_files, config.cache_bytes)


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
