"""A process that tells how espeak-ng says texts: left to itself, and as the announcer has it read them.

One line of JSON in, a list of texts; one line out: {"plain": [...], "ours": [...]}, both in IPA without stress.
"""

import json
import sys

from announcer.pronunciation.reading import Reader
from announcer.voices import speak_child


def main() -> None:
    library = speak_child.load_espeak()
    import pyttsx3

    engine = pyttsx3.init("espeak")
    library.espeak_SetVoiceByName(speak_child.indonesian(engine).encode())
    reader = Reader({})
    for line in sys.stdin:
        texts = json.loads(line)["texts"]
        plain = [speak_child.phonemes(library, text) for text in texts]
        # Only now: afterwards brackets are phonemes to it.
        speak_child.expect_phonemes(library)
        ours = [speak_child.phonemes(library, reader.read(text)) for text in texts]
        print(
            json.dumps({"plain": [_bare(said) for said in plain], "ours": [_bare(said) for said in ours]}), flush=True
        )


def _bare(sounds: str) -> str:
    return sounds.replace("ˈ", "").replace("ˌ", "")


if __name__ == "__main__":
    main()
