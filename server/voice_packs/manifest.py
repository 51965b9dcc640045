"""What stands in a pack's `manifest.json`: version 2 of the format in docs/voice.md."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.voice_packs.languages import INDONESIAN, LANGUAGES, SentenceProblem, checked_sentence

MANIFEST = "manifest.json"
Said = Annotated[str, Meta(min_length=1, max_length=120)]
ClipFile = Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,80}\.wav\Z")]


class NotAManifest(ValueError):
    """The text is no manifest of a pack that we can use."""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`clips` leads from what is said to its file; `sentence` is "" in an Indonesian pack."""

    v: int
    name: Annotated[str, Meta(min_length=1, max_length=40)]
    language: str
    sentence: str = ""
    clips: dict[Said, ClipFile] = msgspec.field(default_factory=dict)


def manifest_text(manifest: Manifest) -> bytes:
    """Always the same bytes for the same pack."""
    ordered = msgspec.structs.replace(manifest, clips=dict(sorted(manifest.clips.items())))
    return msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n"


def read_manifest(text: bytes) -> Manifest:
    """Raises NotAManifest."""
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
        sentence = "" if manifest.language == INDONESIAN else checked_sentence(manifest.sentence)
    except (msgspec.DecodeError, SentenceProblem) as error:
        raise NotAManifest(str(error)) from error
    if manifest.v != 2 or manifest.language not in LANGUAGES or manifest.sentence != sentence:
        raise NotAManifest("another version, language or sentence")
    if not manifest.name.strip() or not manifest.name.isprintable():
        raise NotAManifest("a name that nobody can read")
    return manifest
