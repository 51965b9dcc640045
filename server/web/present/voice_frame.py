"""What the announcer is told of the office's voice: the frame {"voice": {...}} of the feed."""

from server.description import Counter, Description, Quieter, Voice
from server.description.fields import minutes_of


def voice_frame(description: Description, minute: int) -> dict[str, object]:
    """The frame that holds at a minute of the office's day, 0 to 1439. Its words stand in docs/interfaces.md."""
    return {"voice": voice_settings(description, minute)}


def voice_settings(description: Description, minute: int) -> dict[str, object]:
    """What is inside that frame."""
    voice, sentences = description.voice, description.voice.templates
    return {
        "rate": voice.rate,
        "repeat": voice.repeat,
        "numbers": voice.numbers,
        "chime": voice.chime,
        "volume": volume_at(voice, minute),
        "templates": {"call": sentences.call, "withdrawal": sentences.withdrawal, "letter": sentences.letter},
        "counters": {counter.id: counter_words(voice, counter) for counter in description.counters},
        "services": {service.letter: in_small_letters(service.name) for service in description.services},
        "words": {word.written: word.said for word in voice.words},
        "short": {short.written: short.said for short in voice.short},
        "pack": voice.pack or "",
        "second": voice.second or "",
        "rooms": {room.name: room.speaker for room in description.rooms} or {"": "device"},
    }


def volume_at(voice: Voice, minute: int) -> int:
    """The volume in percent at that minute, 0 for silence. A quiet span is never louder than the rest of the day."""
    return min((voice.volume, *(span.volume for span in voice.quieter if _holds(span, minute))))


def counter_words(voice: Voice, counter: Counter) -> str:
    """What is said for {loket}: "loket 2", "meja 2", or the counter's own name."""
    return in_small_letters(counter.name) if voice.counter_names else f"{voice.counter_word} {counter.id}"


def in_small_letters(name: str) -> str:
    """The name as it stands in a sentence; abbreviations and single letters stay, for they are spelled or expanded.

    >>> in_small_letters("Surat pengantar RT/RW")
    'surat pengantar RT/RW'
    """
    return " ".join(word if word.isupper() else word.lower() for word in name.split())


def _holds(span: Quieter, minute: int) -> bool:
    begins, ends = minutes_of(span.begins), minutes_of(span.ends)
    # One that ends before it begins goes across midnight.
    return begins <= minute < ends if begins < ends else minute >= begins or minute < ends
