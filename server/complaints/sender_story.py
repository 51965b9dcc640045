"""What the sender once sent, opened again with the key of the case."""

import json
from dataclasses import dataclass
from typing import Any

from server.sealing.pairs import Unopenable, unseal


@dataclass(frozen=True, slots=True)
class Story:
    """`files`: ref and what it is (photo or voice), as they were sent with the story."""

    text: str
    landmark: str = ""
    hamlet: str = ""
    about: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()


def opened_story(private: bytes, sealed: bytes) -> Story | None:
    """None for what does not open or is no story. No exception may carry a word of it."""
    try:
        told: Any = json.loads(unseal(private, sealed))
    except (Unopenable, ValueError):
        return None
    if not isinstance(told, dict):
        return None
    files = told.get("files", [])
    return Story(
        text=str(told.get("story", "")),
        landmark=str(told.get("landmark", "")),
        hamlet=str(told.get("hamlet", "")),
        about=tuple(str(one) for one in told.get("about", ())),
        files=tuple((str(one["ref"]), str(one["what"])) for one in files if "ref" in one and "what" in one),
    )


def opened_text(private: bytes, sealed: bytes) -> str | None:
    """One message; None for what does not open."""
    try:
        return unseal(private, sealed).decode(errors="replace")
    except Unopenable:
        return None
