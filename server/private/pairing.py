"""Letting a device in by a short code: it shows the code, an official confirms it, it fetches its token (after RFC 8628)."""

from collections.abc import Callable

from server.domain.access import Role
from server.domain.frozen import Frozen, replace
from server.domain.moment import Moment
from server.private.secrets import hash_of, new_code, new_token, plain_code
from server.private.slow_down import Allowance

LIFE_MS = 600_000
"""A code lives ten minutes."""
_GUESSES, _GUESSES_PER_MS = 10, 60_000
_MOST, _MOST_AT_ADDRESS = 60, 5
_ALL = "all"


class Asking(Frozen):
    """A device that wants in: as what, and what is known of it. `token` is what it gets once it was confirmed.

    `secure`: it travels where nobody can listen. A tablet of the staff is let in only then.
    """

    code: str
    role: Role
    agent: str
    address: str
    secure: bool
    until_ms: int
    boot: str
    token: str = ""


class TooManyGuesses(Frozen):
    """Nothing was looked at. Try again after `ms` milliseconds."""

    ms: int


class Pairings:
    """Those who ask at the moment, in memory only: after a restart a device asks again."""

    def __init__(self, now: Callable[[], Moment]) -> None:
        self._now = now
        self._asking: dict[str, Asking] = {}
        self._guesses = Allowance(_GUESSES, _GUESSES_PER_MS)

    def ask(self, role: Role, agent: str, address: str, *, secure: bool) -> tuple[Asking, str]:
        """A code for a person to read, and a secret for the device to ask with."""
        now = self._now()
        self._asking = {secret: asking for secret, asking in self._asking.items() if self._lives(asking, now)}
        self._make_room(address)
        known = {asking.code for asking in self._asking.values()}
        code = new_code()
        while code in known:
            code = new_code()
        secret = new_token()
        asking = Asking(code, role, agent, address, secure, now.mono_ms + LIFE_MS, now.boot)
        self._asking[hash_of(secret)] = asking
        return asking, secret

    def state(self, secret: str) -> Asking | None:
        """How it stands with the device of that secret; None: over, or never asked."""
        asking = self._asking.get(hash_of(secret)) if secret else None
        return asking if asking is not None and self._lives(asking, self._now()) else None

    def seconds_left(self, asking: Asking) -> int:
        return max(0, (asking.until_ms - self._now().mono_ms) // 1000)

    def collect(self, secret: str) -> str:
        """The token, once; "" while nobody has confirmed the code."""
        asking = self.state(secret)
        if asking is None or not asking.token:
            return ""
        del self._asking[hash_of(secret)]
        return asking.token

    def find(self, code: str) -> Asking | TooManyGuesses | None:
        """Who shows that code and was not confirmed yet. Ten tries a minute, all officials together."""
        now = self._now()
        wait_ms = self._guesses.take(_ALL, now.mono_ms)
        return TooManyGuesses(wait_ms) if wait_ms else self._waiting(code, now)

    def confirm(self, code: str, token: str) -> bool:
        """Hand the token to the device that shows the code; works once. Only for a code that `find` has just found."""
        now = self._now()
        asking = self._waiting(code, now)
        if asking is None:
            return False
        self._asking = {
            secret: replace(known, token=token) if known is asking else known for secret, known in self._asking.items()
        }
        return True

    def _waiting(self, code: str, now: Moment) -> Asking | None:
        wanted = plain_code(code)
        found = (asking for asking in self._asking.values() if plain_code(asking.code) == wanted and not asking.token)
        return next((asking for asking in found if self._lives(asking, now)), None)

    def _lives(self, asking: Asking, now: Moment) -> bool:
        return asking.boot == now.boot and now.mono_ms < asking.until_ms

    def _make_room(self, address: str) -> None:
        """The oldest of whoever asks most makes room: a flood from one address costs the others nothing."""
        mine = [secret for secret, asking in self._asking.items() if asking.address == address]
        for secret in mine[: max(0, len(mine) - _MOST_AT_ADDRESS + 1)]:
            del self._asking[secret]
        for secret in list(self._asking)[: max(0, len(self._asking) - _MOST + 1)]:
            del self._asking[secret]
