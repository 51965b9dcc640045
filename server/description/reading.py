"""From a TOML text to a description that can be used, or to one sentence that says why not."""

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import msgspec

from server.description.checks import ambiguities, disagreements
from server.description.office import Description
from server.description.toml_place import place_in_words


class Unusable(Exception):
    """The file does not describe an office. The message is one Indonesian sentence that says what to change."""


def parse(text: str) -> Description:
    """The office of a TOML text. Raises `Unusable`."""
    return from_tables(_tables(text))


def parse_new(text: str) -> Description:
    """The office of a TOML text that is not in force yet; what the forms would not take is refused here too. Raises `Unusable`."""
    tables = _tables(text)
    description = from_tables(tables)
    for place, words in _strings(tables, ""):
        # The categories of Unicode for what cannot be seen: a file must not bring signs onto the TV that turn the line around.
        if any(unicodedata.category(sign)[0] == "C" for sign in words):
            raise Unusable(f"Nilai di “{place}” berisi tanda yang tidak tampak. Ketik ulang bagian itu lalu coba lagi.")
        if words and not words.strip():
            raise Unusable(f"Nilai di “{place}” hanya berisi spasi. Isi bagian itu lalu coba lagi.")
    wrong = next(ambiguities(description), None)
    if wrong is not None:
        raise Unusable(wrong)
    return description


def _tables(text: str) -> Mapping[str, object]:
    """What TOML gives. Raises `Unusable`."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Unusable(
            f"Berkas kantor bukan TOML yang benar ({place_in_words(error)}). Perbaiki bagian itu lalu coba lagi."
        ) from error


def _strings(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Every text in what TOML gives, with the place that msgspec would name it by."""
    match value:
        case str():
            yield place, value
        case Mapping():
            for name, inner in value.items():
                yield from _strings(inner, f"{place}.{name}" if place else str(name))
        case list():
            for number, inner in enumerate(value):
                yield from _strings(inner, f"{place}[{number}]")
        case _:
            return  # numbers, moments, and yes or no


def from_tables(tables: Mapping[str, object]) -> Description:
    """The office of what TOML gives. Raises `Unusable`."""
    try:
        description = msgspec.convert(tables, Description)
    except msgspec.ValidationError as error:
        raise Unusable(
            f"Berkas kantor tidak dapat dipakai: {_in_words(str(error))}. Perbaiki lalu coba lagi."
        ) from error
    checked(description)
    return description


def checked(description: Description) -> Description:
    """The same, when its parts agree with each other. Raises `Unusable`."""
    wrong = next(disagreements(description), None)
    if wrong is not None:
        raise Unusable(wrong)
    return description


def digest(text: str) -> str:
    """What events name the text by."""
    return hashlib.sha256(text.encode()).hexdigest()


_BOUNDS = MappingProxyType(
    {
        r"of length >= (\d+)": "paling sedikit {} huruf atau isi",
        r"of length <= (\d+)": "paling banyak {} huruf atau isi",
        r"(?:int|float)` >= (-?[\d.]+)": "paling kecil {}",
        r"(?:int|float)` <= (-?[\d.]+)": "paling besar {}",
    }
)


def _in_words(complaint: str) -> str:
    """msgspec's English complaint as an Indonesian half-sentence that names the place."""
    place = re.search(r" - at `\$\.?(.*)`$", complaint)
    where = place[1] if place and place[1] else "berkas"
    if unknown := re.search(r"unknown field `(.+?)`", complaint):
        return f"kunci “{unknown[1]}” tidak dikenal di {where}"
    if missing := re.search(r"missing required field `(.+?)`", complaint):
        return f"kunci “{missing[1]}” belum ada di {where}"
    for pattern, words in _BOUNDS.items():
        if bound := re.search(pattern, complaint):
            return f"nilai di “{where}” tidak sesuai, {words.format(bound[1])}"
    return f"nilai di “{where}” tidak sesuai"
