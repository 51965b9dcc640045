"""The voice of pyttsx3 with espeak-ng: one child process for each phrase, its file checked before it counts."""

import json
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from announcer import phrases
from announcer.phrases import Phrase
from announcer.process import Ended, Runner
from announcer.voices.base import Health, VoiceError
from announcer.wav import RATE, WavError, read, rms
from announcer.why import Why

CHILD = Path(__file__).with_name("speak_child.py")
EXIT_NO_VOICE = 3
SHORTEST, LONGEST = 0.4, 2.5
"""Of the expected length: outside of this the file does not hold the phrase."""
FAINTEST = 0.01
"""Root mean square, of full scale."""
TRIES = 2


class Pyttsx3Voice:
    """`timeout` in seconds for one child; `espeak_data` overrides the folder that holds `espeak-ng-data`."""

    def __init__(
        self,
        runner: Runner,
        *,
        rate: int,
        timeout: float,
        espeak_data: Path | None = None,
        child: Path = CHILD,
    ) -> None:
        self._runner = runner
        self._rate = rate
        self._words: Mapping[str, str] = MappingProxyType({})
        self._timeout = timeout
        self._env = {"ESPEAK_DATA_PATH": str(espeak_data)} if espeak_data else None
        self._child = child

    def set(self, rate: int, words: Mapping[str, str]) -> None:
        """What the office chose: words a minute as espeak counts them, and its corrections, word to how it is said.

        Holds from the next phrase on. `check` tells the new identity, without which files of the old sound would be taken.
        """
        self._rate = rate
        self._words = MappingProxyType(dict(words))

    async def check(self) -> Health:
        try:
            reply = await self._ask({"do": "check"})
        except VoiceError as error:
            return Health("none", "none", error.why)
        versions = f"{reply['pyttsx3']} espeak-ng {reply['espeak']} {reply['voice']} lexicon {reply['lexicon']}"
        return Health("pyttsx3", f"pyttsx3 {versions} rate {self._rate}{self._corrected()}")

    def _corrected(self) -> str:
        if not self._words:
            return ""
        return f" words {sha256(json.dumps(sorted(self._words.items())).encode()).hexdigest()[:12]}"

    async def render(self, phrase: Phrase, out: Path) -> None:
        text = phrases.espeak_text(phrase)
        part = out.with_name(out.name + ".child")
        for attempt in range(1, TRIES + 1):
            try:
                await self._ask({"do": "speak", "rate": self._rate, "texts": [text], "out": str(part)})
                self._judge(part, phrases.seconds(phrase, self._rate))
            except VoiceError as error:
                part.unlink(missing_ok=True)
                # Known to fail now and then, so once more; a missing voice will not come back by asking again.
                if attempt == TRIES or error.why is Why.NO_VOICE:
                    raise
            else:
                part.replace(out)
                return

    async def phonemes(self, texts: list[str]) -> list[str]:
        """The IPA of what the voice will say for each text as `phrases.espeak_text` makes it. Raises VoiceError."""
        reply = await self._ask({"do": "phonemes", "texts": texts})
        return [str(sounds) for sounds in reply["phonemes"]]

    async def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        # -P keeps this folder out of the child's path: a file here has the name of the package it must import.
        command = [sys.executable, "-P", str(self._child)]
        try:
            ended = await self._runner(
                command,
                within=self._timeout,
                stdin=json.dumps({**request, "words": dict(self._words)}).encode(),
                env=self._env,
            )
        except OSError as error:
            raise VoiceError(Why.SYNTHESIS_FAILED, f"child not started: {error.strerror}") from error
        return self._reply(ended)

    def _reply(self, ended: Ended) -> dict[str, Any]:
        if ended.code is None:
            raise VoiceError(Why.SYNTHESIS_FAILED, f"child killed after {self._timeout:g} s")
        try:
            reply = json.loads(ended.out or b"{}")
        except ValueError as error:
            raise VoiceError(Why.SYNTHESIS_FAILED, "child answered no JSON") from error
        if ended.code:
            why = Why.NO_VOICE if ended.code == EXIT_NO_VOICE else Why.SYNTHESIS_FAILED
            raise VoiceError(why, f"child exit {ended.code}: {reply.get('error', 'no reason given')}")
        if not isinstance(reply, dict):
            raise VoiceError(Why.SYNTHESIS_FAILED, "child answered no object")
        return reply

    def _judge(self, path: Path, expected: float) -> None:
        try:
            samples = read(path)
        except (WavError, OSError) as error:
            raise VoiceError(Why.SYNTHESIS_FAILED, str(error)) from error
        seconds = len(samples) / RATE
        if not SHORTEST * expected <= seconds <= LONGEST * expected + 1:
            raise VoiceError(Why.SYNTHESIS_FAILED, f"{seconds:.2f} s of sound, {expected:.2f} s expected")
        if rms(samples) < FAINTEST:
            raise VoiceError(Why.SYNTHESIS_FAILED, "the file is silent")
