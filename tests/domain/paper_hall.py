"""The office on paper, with what is said and handed out besides numbers: announcements, and letters that are ready."""

from typing import Any

from tests.domain.paper_counters import PaperCounters
from tests.domain.paper_office import Refused, passed


class PaperHall(PaperCounters):
    # Announcements

    def announce(self, name: str, text_id: str, rooms: tuple[str, ...], urgent: bool, test: bool) -> None:
        waiting = [n for n in self.notices.values() if n["outcome"] in ("queued", "speaking")]
        if len(waiting) + len(rooms) > 10:
            raise Refused("AnnouncementsWait", count=len(waiting))
        for room in rooms:
            seq = self._write(
                "announcement_made", announcement=name, text_id=text_id, room=room, urgent=urgent, test=test
            )
            now = self.now()
            self.notices[seq] = {
                "name": name,
                "room": room,
                "test": test,
                "outcome": "queued",
                "why": "",
                "version": seq,
                "made": now,
                "since": now,
            }
            self._forgets()

    def _forgets(self) -> None:
        """Thirty hang on the wall; whoever still waits is not taken down."""
        for seq in list(self.notices):
            if len(self.notices) > 30 and self.notices[seq]["outcome"] not in ("queued", "speaking"):
                del self.notices[seq]

    def take_back(self, made: int) -> None:
        notice = self.notices.get(made)
        if notice is None:
            raise Refused("UnknownAnnouncement", made=made)
        if notice["outcome"] in ("speaking", "spoken"):
            raise Refused("AnnouncementIsHeard", made=made)
        if notice["outcome"] != "withdrawn":
            self._write("announcement_withdrawn", made=made)
            notice.update(outcome="withdrawn", why="", version=self.seq, since=self.now())

    def acknowledge(self, seq: int, news: str, why: str = "") -> None:
        notice = self.notices.get(seq)
        if notice is None:
            super().acknowledge(seq, news, why)
            return
        listens_to = {
            "queued": ("speaking", "spoken", "unspoken"),
            "speaking": ("spoken", "unspoken"),
            "unspoken": ("speaking", "spoken"),
            "spoken": (),
            "withdrawn": (),
        }
        if news in listens_to[notice["outcome"]]:
            reason = {"why": why} if news == "unspoken" else {}
            self._write(f"announcement_{news}", made=seq, **reason)
            notice.update(outcome=news, why=why, version=self.seq, since=self.now())
            if self.actor != "clock":
                self.heard = self.now()

    # Letters

    def put_letter(self, name: str, ticket: str, day: str) -> None:
        if name in self.letters:
            raise Refused("LetterIsReady", ticket=ticket)
        self._write("letter_ready", letter=name, ticket=ticket, day=day)
        self.letters[name] = {"ticket": ticket, "day": day, "called": 0, "rung": None}

    def call_letter(self, name: str) -> None:
        letter = self._letter(name)
        self._needs_day()
        if letter["rung"] is not None and passed(letter["rung"], self.now()) < 5_000:
            raise Refused("TooSoon", ticket=letter["ticket"], ms=5_000 - passed(letter["rung"], self.now()))
        seq = self._write("letter_called", letter=name, ticket=letter["ticket"], day=letter["day"])
        letter.update(called=seq, rung=self.now())

    def take_letter_away(self, name: str, why: str) -> None:
        letter = self._letter(name)
        if why not in ("collected", "mistake"):
            raise Refused("UnknownReason", why=why)
        self._write("letter_collected", letter=name, ticket=letter["ticket"], why=why)
        del self.letters[name]

    def _letter(self, name: str) -> dict[str, Any]:
        if name not in self.letters:
            raise Refused("UnknownLetter")
        return self.letters[name]
