"""The number that a complaint has in public: `ADU-7K3M-Q`. Random, so it tells neither the day nor how many there were."""

from collections.abc import Callable

from server.sealing.letters import ALPHABET, check_letter, known, typed

PREFIX = "ADU"
_LENGTH = 4


def new_number(random: Callable[[int], bytes]) -> str:
    """One of 1,048,576; whoever gives it out draws again when it is taken. `random(n)` gives n random bytes."""
    body = "".join(ALPHABET[byte & 31] for byte in random(_LENGTH))
    return f"{PREFIX}-{body}-{check_letter(body)}"


def parsed_number(text: str) -> str | None:
    """The number as it is kept, from what somebody typed: dashes, capitals and the prefix do not matter. None: not such a number."""
    letters = typed(text)
    # No number holds a U, so the prefix is never part of one.
    letters = letters.removeprefix(PREFIX)
    body, check = letters[:_LENGTH], letters[_LENGTH:]
    if len(letters) != _LENGTH + 1 or not known(letters) or check_letter(body) != check:
        return None
    return f"{PREFIX}-{body}-{check}"
