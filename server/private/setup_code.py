"""The one-time code, printed where the server was started, with which the first admin makes the office's first account."""

import hmac

from server.private.secrets import hash_of, new_code, new_token, plain_code
from server.private.slow_down import Allowance

_GUESSES, _GUESSES_PER_MS = 10, 60_000


class SetupCode:
    """In memory only: each start without an admin has a code of its own. It is worthless as soon as there is an admin."""

    def __init__(self) -> None:
        self.code = new_code()
        self._browser = ""
        self._by_address = Allowance(_GUESSES, _GUESSES_PER_MS)
        self._by_all = Allowance(5 * _GUESSES, _GUESSES_PER_MS)

    def enter(self, typed: str, address: str, now_ms: int) -> str | int | None:
        """A token for the browser that goes on from here, None for a wrong code, or milliseconds to wait.

        Whoever types the code last goes on: a browser that was closed in the middle is no trap.
        """
        wait_ms = self._by_address.take(address, now_ms) or self._by_all.take("", now_ms)
        if wait_ms:
            return wait_ms
        if not hmac.compare_digest(plain_code(typed).encode(), plain_code(self.code).encode()):
            return None
        token = new_token()
        self._browser = hash_of(token)
        return token

    def knows(self, token: str) -> bool:
        return bool(token) and bool(self._browser) and hmac.compare_digest(hash_of(token), self._browser)
