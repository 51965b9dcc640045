"""What the office is at this moment. Settings change it while it runs; the log says what it was at any other time."""

import asyncio
import logging
from collections.abc import Callable

from server.description import SAMPLE, Description, Unusable, digest, parse, parse_new, toml_text
from server.description.removal import in_use_words
from server.domain.commands import ConfigureOffice, RestartLog
from server.domain.frozen import Frozen
from server.domain.refusals import CounterInUse, ServiceInUse
from server.office import Done, KeyMisused, Office, Refused
from server.store.base import Document, Store

_log = logging.getLogger("silakan.current_office")
_SETUP = "setup"
_EPOCH = "epoch_in_log"
RESTORE_GAP = 50
"""How many numbers each series leaves out after a restore: more than a village issues between two hourly backups."""


class Changed(Frozen):
    """The new description holds from now on."""


class Unchanged(Frozen):
    """It says what held already; nothing was written."""


class Stale(Frozen):
    """Somebody else changed the office since this change was begun; nothing was written."""


class NotPossible(Frozen):
    """The description disagrees with itself or with what is in use. `sentence` says in Indonesian what to do."""

    sentence: str


class NotSaved(Frozen):
    """The medium failed; nothing has changed."""


ChangeOutcome = Changed | Unchanged | Stale | NotPossible | NotSaved


class CurrentOffice:
    """The description that holds, with its text and the digest that the log names it by.

    `watch` calls are made after every change, also after one that came from elsewhere into the log.
    """

    def __init__(self, office: Office, text: str, description: Description) -> None:
        """`description`: what `text` describes. A start reads it once."""
        self._office = office
        self._one_at_a_time = asyncio.Lock()
        self._watchers: list[Callable[[], object]] = []
        self.text = text
        self.digest = digest(text)
        self.description = description

    @property
    def is_sample(self) -> bool:
        """Whether nobody has said yet which office this is: it is still the sample that every new one begins with."""
        return self.digest == digest(SAMPLE.read_text(encoding="utf-8"))

    def watch(self, changed: Callable[[], object]) -> None:
        self._watchers.append(changed)

    async def change(
        self, new: Description, *, based_on: str, actor: str, key: str = "", text: str | None = None
    ) -> ChangeOutcome:
        """Make `new` the office's description, if `based_on` is still the digest of the present one.

        `text` is the file that `new` was read from, when its comments and order are to be kept.
        """
        async with self._one_at_a_time:
            if new == self.description and text is None:
                return Unchanged()  # also for a form that was sent twice
            if based_on != self.digest:
                return Stale()
            written = toml_text(new) if text is None else text
            try:
                # Read back as the next start will read it: what could not be read then must not be written now.
                new = parse_new(written)
            except Unusable as error:
                return NotPossible(str(error))
            name = digest(written)
            if name == self.digest:
                return Unchanged()
            outcome = await self._office.do(
                ConfigureOffice(name, new.structure()),
                actor=actor,
                key=key,
                fingerprint=name,
                documents=(Document(name, written),),
            )
            match outcome:
                case Done():
                    self._take(new, written, name)
                    return Changed()
                case Refused(refusal=ServiceInUse() | CounterInUse() as refusal):
                    return NotPossible(in_use_words(refusal, self.description))
                case KeyMisused():
                    return NotPossible("Halaman ini sudah dipakai untuk menyimpan hal lain. Muat ulang, lalu ulangi.")
                case _:
                    return NotSaved()

    async def keep_following(self) -> None:
        """Take over what the log says when it was configured by somebody else, until cancelled."""
        head = 0
        while True:
            head = await self._office.bell.heard(head)
            try:
                await self._follow()
            except Exception:  # noqa: BLE001
                # The office goes on as it was described before; the next change is tried again.
                _log.exception("the office's new description was not taken over")

    async def _follow(self) -> None:
        if self._office.state.document == self.digest:
            return
        async with self._one_at_a_time:
            name = self._office.state.document
            text = None if name == self.digest else await self._office.store.document(name)
            if text is not None:
                self._take(parse(text), text, name)

    def _take(self, description: Description, text: str, name: str) -> None:
        self.description, self.text, self.digest = description, text, name
        for changed in self._watchers:
            changed()


async def description_text(store: Store, named: str, given: str | None) -> str:
    """The description that the log names by its SHA-256, "" for a new log; for that one the given text, or the sample office."""
    kept = await store.document(named) if named else None
    if kept is not None:
        return kept
    return SAMPLE.read_text(encoding="utf-8") if given is None else given


async def settle(office: Office, text: str, description: Description, *, fresh: bool) -> None:
    """Bring the log up to what a start has found: the office's description, and a new epoch after a restore."""
    configure = ConfigureOffice(digest(text), description.structure(), at_start=True)
    await office.do(configure, actor=_SETUP, documents=(Document(configure.document, text),))
    if not fresh and await office.store.setting(_EPOCH) != office.epoch:
        # The key makes a start that was cut off here leave one gap, not two.
        await office.do(RestartLog(office.epoch, RESTORE_GAP), actor=_SETUP, key=f"restart:{office.epoch}")
    await office.store.put_setting(_EPOCH, office.epoch)
