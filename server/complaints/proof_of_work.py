"""A little work that a sender's phone does for each complaint, so that a flood of them costs its maker something.

Challenges are altcha's (version 1: find the number behind a SHA-256), signed under a key that dies with the process; each can be
used once. The solver for browsers is `assets/proof-of-work.js`: on plain http a browser has no `crypto.subtle`, so the library's own
widget would not work. Who brings no solution, for want of JavaScript, is not refused: such a complaint waits for a moderator.
"""

import json
from collections import OrderedDict
from collections.abc import Callable

MOST_NUMBER = 30_000
"""The phone tries half of it on average: tenths of a second on a phone of 2016, and nothing that its owner notices."""
TTL_S = 1800
_MOST_USED = 4_096


class ProofOfWork:
    """`now` gives seconds of a clock that never jumps; `random` the key."""

    def __init__(
        self, now: Callable[[], float], random: Callable[[int], bytes], most_number: int = MOST_NUMBER
    ) -> None:
        self._now = now
        self._key = random(32)
        self._most_number = most_number
        self._used: OrderedDict[str, float] = OrderedDict()

    def challenge(self) -> str:
        """A new challenge as JSON: algorithm, challenge, maxNumber, salt, signature."""
        from altcha import v1

        until = str(int(self._now() + TTL_S))
        # Its own `expires` is wall time, and a village's clock jumps; this parameter is signed with the rest.
        made = v1.create_challenge(
            v1.ChallengeOptions(max_number=self._most_number, hmac_key=self._key, params={"until": until})
        )
        return json.dumps(made.to_dict())

    def accept(self, solution: str) -> bool:
        """Whether `solution` (altcha's payload in base64) solves a challenge of ours that is not too old, for the first time."""
        from altcha import v1

        if not solution or len(solution) > 2_000:
            return False
        try:
            payload = v1.Payload.from_base64(solution)
            right, _ = v1.verify_solution(payload, self._key, check_expires=False)
            until = float(payload.parse_salt()[2]["until"][0])
        except (ValueError, KeyError, TypeError, AttributeError):
            # Not such a payload at all: the library lets these through from its parts.
            return False
        now = self._now()
        if not right or until < now or self._used.get(payload.challenge, -1.0) >= now:
            return False
        self._used[payload.challenge] = until
        while len(self._used) > _MOST_USED or (self._used and next(iter(self._used.values())) < now):
            self._used.popitem(last=False)
        return True
