"""What is made ahead while there is time: first what waits, then the tickets that may be called next."""

import logging

from announcer.announcement import Form
from announcer.ledger import Ledger
from announcer.phrases import PhraseError
from announcer.preparation import Preparation
from announcer.room import Room
from announcer.utterance import Utterance, turns
from announcer.voices.base import VoiceError

log = logging.getLogger("announcer")

PREFETCHED = 3
"""So many waiting announcements are made ahead while another one sounds."""


class Outlook:
    """Makes one announcement at a time, beside whatever is due; the phrases of what is due never wait for it."""

    def __init__(self, ledger: Ledger, room: Room, preparation: Preparation) -> None:
        self._ledger = ledger
        self._room = room
        self._preparation = preparation

    async def run(self) -> None:
        """For ever. Looks anew whenever something changed, for what waits goes before what may come."""
        await self._preparation.chime()
        while True:
            version = self._ledger.version
            for utterance, form in self._worth():
                await self._make(utterance, form)
                if self._ledger.version != version:
                    break
            else:
                await self._ledger.changed(version)

    def _worth(self) -> list[tuple[Utterance, Form]]:
        if self._room.health.why is not None or self._room.silent:
            return []
        agenda = self._ledger.agenda
        waiting = turns(agenda.waiting, agenda.passed, PREFETCHED)
        soon = (Utterance(ticket, counter, (), ()) for ticket, counter in self._ledger.soon.tickets)
        return [*((one, self._preparation.ahead(one)) for one in waiting), *((one, Form.FULL) for one in soon)]

    async def _make(self, utterance: Utterance, form: Form) -> None:
        try:
            await self._preparation.words(utterance, form)
        except (PhraseError, VoiceError):
            # It will be tried again, and told, when it is due.
            return
        except Exception:
            # What is only made ahead must not end the announcer.
            log.exception("not made ahead")
