"""Where a TOML text is wrong, in words: the library tells it in English."""

import re
import tomllib


def place_in_words(error: tomllib.TOMLDecodeError | RecursionError) -> str:
    """ "baris 3", or another half-sentence that leads to the place."""
    if isinstance(error, RecursionError):
        return "kurungnya bertumpuk terlalu dalam"
    line = re.search(r"\(at line (\d+), column \d+\)$", str(error))
    return f"baris {line[1]}" if line else "akhir berkas"
