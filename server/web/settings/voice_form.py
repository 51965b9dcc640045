"""The form of `/atur/suara`: how a call sounds, what is said, how loud, and whose recording speaks."""

from collections.abc import Sequence

import msgspec

from display.settings_view import Field, Group, Option
from server.description import Description, Quieter, Templates, Voice
from server.description.template import MOST_SIGNS, Kind, TemplateError, check_template
from server.voice_packs.languages import INDONESIAN, LANGUAGES
from server.voice_packs.shelf import ReadyPack
from server.web.settings.fields import Fields
from server.web.settings.form_page import Values
from server.web.settings.typed import Typed

MOST_QUIET = 6
_NONE = ""
_REPEATS = (("1", "Sekali"), ("2", "Dua kali"), ("3", "Tiga kali"))
_NUMBERS = (("digits", "Satu per satu: nol satu dua"), ("cardinal", "Sebagai bilangan: dua belas"))
_COUNTER_WORDS = (("loket", "loket: silakan ke loket dua"), ("meja", "meja: silakan ke meja dua"))
_TEMPLATES: tuple[tuple[Kind, str, str], ...] = (
    ("call", "Memanggil", "Penanda: {nomor}, {loket}, dan bila perlu {layanan}."),
    ("withdrawal", "Membatalkan panggilan", "Diucapkan bila panggilan yang sudah terdengar diurungkan."),
    ("letter", "Surat siap diambil", "Diucapkan bila petugas memanggil nomor di halaman surat."),
)
_LOST = "Rekaman yang tidak ada di komputer ini"


def voice_values(office: Description) -> Values:
    voice = office.voice
    quiet = {
        f"quiet-{at}-{key}": text
        for at, span in enumerate(voice.quieter)
        for key, text in (
            ("from", _clock(span.begins)),
            ("to", _clock(span.ends)),
            ("volume", str(span.volume)),
        )
    }
    return {
        "rate": str(voice.rate),
        "repeat": str(voice.repeat),
        "numbers": voice.numbers,
        "counter_word": voice.counter_word,
        "counter_names": "1" if voice.counter_names else "",
        "chime": "1" if voice.chime else "",
        "volume": str(voice.volume),
        "pack": voice.pack or _NONE,
        "second": voice.second or _NONE,
        **{kind: getattr(voice.templates, kind) for kind, _, _ in _TEMPLATES},
        **quiet,
    }


def voice_groups(fields: Fields, office: Description, recordings: Sequence[ReadyPack]) -> tuple[Group, ...]:
    names = "Pakai nama dari halaman Loket, misalnya “silakan ke pendaftaran”."
    return (
        Group(
            "Cara berbicara",
            (
                fields("rate", "Kecepatan", "number", unit="kata/menit", help="110 pelan, 130 biasa, 150 cepat."),
                fields("repeat", "Diucapkan", "select", options=_options(_REPEATS)),
                fields("numbers", "Angka dibaca", "select", options=_options(_NUMBERS)),
                fields("counter_word", "Sebutan loket", "select", options=_options(_COUNTER_WORDS)),
                fields("counter_names", "Sebut nama loket, bukan nomornya", "tick", help=names, wide=True),
                fields("chime", "Lonceng sebelum panggilan", "tick", wide=True),
            ),
        ),
        Group(
            "Kalimat",
            tuple(
                fields(kind, label, most=MOST_SIGNS[kind], help=help_words, wide=True)
                for kind, label, help_words in _TEMPLATES
            ),
        ),
        Group(
            "Keras suara",
            (fields("volume", "Volume", "number", unit="persen", help="10 sampai 100, di luar jam tenang."),),
        ),
        Group(
            "Jam tenang",
            tuple(field for at in range(_quiet_rows(office.voice)) for field in _quiet_fields(fields, at)),
            "Lebih pelan pada jam itu, misalnya waktu salat atau rapat. Volume 0 berarti diam: hanya layar yang memanggil.",
            narrow=True,
        ),
        *_recording_groups(fields, office.voice, recordings),
    )


def voice_applied(typed: Typed, office: Description, recordings: Sequence[ReadyPack]) -> Description:
    """The office with what was typed; what cannot be kept is noted beside its field."""
    voice = msgspec.structs.replace(
        office.voice,
        rate=typed.whole("rate", 110, 150),
        repeat=int(typed.choice("repeat", [value for value, _ in _REPEATS])),
        numbers=typed.choice("numbers", [value for value, _ in _NUMBERS]),
        counter_word=typed.choice("counter_word", [value for value, _ in _COUNTER_WORDS]),
        counter_names=typed.ticked("counter_names"),
        chime=typed.ticked("chime"),
        volume=typed.whole("volume", 10, 100),
        quieter=_quieter(typed),
        templates=Templates(**{kind: _sentence(typed, kind) for kind, _, _ in _TEMPLATES}),
        pack=_recording(typed, "pack", office.voice.pack, recordings),
        second=_recording(typed, "second", office.voice.second, recordings),
    )
    return msgspec.structs.replace(office, voice=voice)


def _options(pairs: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(value, words) for value, words in pairs)


def _quiet_rows(voice: Voice) -> int:
    """Those there are, and one to fill in."""
    return min(len(voice.quieter) + 1, MOST_QUIET)


def _quiet_fields(fields: Fields, at: int) -> tuple[Field, ...]:
    which = f" ({at + 1})" if at else ""
    return (
        fields(f"quiet-{at}-from", f"Dari{which}", "time"),
        fields(f"quiet-{at}-to", f"Sampai{which}", "time"),
        fields(f"quiet-{at}-volume", f"Volumenya{which}", "number", unit="persen"),
    )


def _quieter(typed: Typed) -> tuple[Quieter, ...]:
    spans = []
    for at in range(MOST_QUIET):
        span = typed.span(f"quiet-{at}-from", f"quiet-{at}-to", overnight=True)
        if span is not None:
            spans.append(Quieter(*span, volume=typed.whole(f"quiet-{at}-volume", 0, 100)))
    return tuple(spans)


def _sentence(typed: Typed, kind: Kind) -> str:
    text = typed.words(kind, MOST_SIGNS[kind])
    if kind not in typed.problems:
        try:
            check_template(kind, text)
        except TemplateError as error:
            typed.problems[kind] = str(error)
    return text


def _recording_groups(fields: Fields, voice: Voice, recordings: Sequence[ReadyPack]) -> tuple[Group, ...]:
    if not recordings and voice.pack is None and voice.second is None:
        return ()
    own = [one for one in recordings if one.language == INDONESIAN]
    foreign = [one for one in recordings if one.language != INDONESIAN]
    pack = "Dipakai bila semua katanya ada; kalau tidak, seluruh kalimat diucapkan suara komputer."
    second = "Panggilan diulang sekali dalam bahasa itu, setelah yang berbahasa Indonesia."
    return (
        Group(
            "Rekaman suara",
            (
                fields(
                    "pack", "Suara panggilan", "select", help=pack, options=_choices("Suara komputer", own, voice.pack)
                ),
                fields(
                    "second", "Bahasa kedua", "select", help=second, options=_choices("Tanpa", foreign, voice.second)
                ),
            ),
        ),
    )


def _choices(none: str, recordings: Sequence[ReadyPack], present: str | None) -> tuple[Option, ...]:
    known = tuple(Option(one.digest, _named(one)) for one in recordings)
    lost = present is not None and all(one.digest != present for one in recordings)
    return (Option(_NONE, none), *known, *((Option(present, _LOST),) if present is not None and lost else ()))


def _named(pack: ReadyPack) -> str:
    language = "" if pack.language == INDONESIAN else f" ({LANGUAGES.get(pack.language, pack.language)})"
    return f"{pack.name}{language}{f', {pack.missing} kata belum direkam' if pack.missing else ''}"


def _recording(typed: Typed, name: str, present: str | None, recordings: Sequence[ReadyPack]) -> str | None:
    """A form without the field, because there was nothing to choose from, leaves it as it was."""
    if name not in typed.fields:
        return present
    known = [one.digest for one in recordings if (one.language == INDONESIAN) == (name == "pack")]
    return typed.choice(name, [_NONE, *known, *([present] if present else [])]) or None


def _clock(time: str) -> str:
    return time.replace(":", ".")
