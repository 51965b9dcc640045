"""The complaints that the demo's office has had: what the file of samples says."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

SAMPLES = Path(__file__).parents[1] / "sample_complaints.toml"

Deed = Literal[
    "verify",
    "assign",
    "work",
    "ask",
    "info",
    "answer",
    "say",
    "summary",
    "approve",
    "fix",
    "confirm",
    "rate",
]
Days = Annotated[int, Meta(ge=0, le=60)]


class SampleStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was done `on` so many working days after the complaint came in; by an official, or by the sender with the code."""

    on: Days
    do: Deed
    words: str = ""
    unit: str = ""
    reason: str = ""
    stars: int = 0


class SampleComplaint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Came in `ago` working days ago; 0: today.

    `about`: logins of the demo's people. `agreed`: how many devices say that they feel it too. `followed`: its code is told at the start.
    """

    ago: Days
    category: str
    story: str
    klass: Literal["open", "anonymous", "secret"] = "anonymous"
    hamlet: str = ""
    landmark: str = ""
    name: str = ""
    contact: str = ""
    formal: bool = False
    about: tuple[str, ...] = ()
    steps: tuple[SampleStep, ...] = ()
    agreed: int = 0
    followed: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    complaints: tuple[SampleComplaint, ...]


def sample_complaints(path: Path = SAMPLES) -> tuple[SampleComplaint, ...]:
    """Raises `msgspec.ValidationError` for a file that is wrong."""
    return msgspec.toml.decode(path.read_text(encoding="utf-8"), type=_File).complaints
