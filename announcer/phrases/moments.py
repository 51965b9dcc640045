"""Times of day and dates."""

import re
from collections.abc import Sequence
from types import MappingProxyType

from announcer.phrases.rules import Rule, fixed
from announcer.phrases.tokens import Number, Token, Words

MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad")
_SHORT_MONTHS = MappingProxyType(
    {
        "jan": "januari",
        "feb": "februari",
        "mar": "maret",
        "apr": "april",
        "jun": "juni",
        "jul": "juli",
        "agt": "agustus",
        "agu": "agustus",
        "ags": "agustus",
        "agus": "agustus",
        "sep": "september",
        "sept": "september",
        "okt": "oktober",
        "nov": "november",
        "des": "desember",
    }
)
_ZONES = MappingProxyType({"WIB": "barat", "WITA": "tengah", "WIT": "timur"})

_TIME = r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9](?![.:]?[0-9])"
_ZONE = r"(?:\s*(?P<{0}>WIB|WITA|WIT)(?![A-Za-z]))?"
_UNTIL = r"\s*(?:-|–|—|s\.d\.?|s/d|sampai dengan|sampai|hingga)\s*(?:(?i:pukul|jam)\s+)?"
_DAY_OR_MONTH = "|".join((*DAYS, "jum'at", *MONTHS))
_ANY_MONTH = "|".join((*MONTHS, *_SHORT_MONTHS))


def _times(match: re.Match[str]) -> Sequence[Token]:
    word = Words("jam" if (match["word"] or "").lower() == "jam" else "pukul")
    said = [word, *_clock(match["begins"]), *_zone(match["zone"])]
    if match["ends"]:
        said += [Words("sampai"), word, *_clock(match["ends"]), *_zone(match["zone_at_end"])]
    return said


def _clock(time: str) -> Sequence[Token]:
    hour, minute = map(int, re.split("[.:]", time))
    lewat = (Words("lewat"), Number(minute), Words("menit")) if minute else ()
    return (Number(hour), *lewat)


def _zone(zone: str | None) -> Sequence[Token]:
    return (Words(f"waktu indonesia {_ZONES[zone]}"),) if zone else ()


def _date(match: re.Match[str]) -> Sequence[Token] | None:
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    return _day_of(int(match["day"]), int(match["month"]), year)


def _day_of(day: int, month: int, year: int) -> Sequence[Token] | None:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return (Number(day), Words(MONTHS[month - 1]), Number(year))


def _short_month(match: re.Match[str]) -> Sequence[Token]:
    return (Number(int(match["day"])), Words(_SHORT_MONTHS[match["month"].lower()]))


def _nought_dropped(match: re.Match[str]) -> Sequence[Token]:
    """ "tanggal 05", "pukul 08", "05 Mei": the nought is written, never said."""
    named = (Words(match["word"].lower()),) if match["word"] else ()
    return (*named, Number(int(match["digit"])))


def _span(match: re.Match[str]) -> Sequence[Token]:
    begins, ends = (name.lower().replace("'", "") for name in match.groups())
    return (Words(f"{begins} sampai {ends}"),)


MOMENTS = (
    Rule(re.compile(r"(?<![0-9/.-])(?P<year>[0-9]{4})-(?P<month>[0-9][0-9])-(?P<day>[0-9]{2})(?![0-9/-])"), _date),
    Rule(
        re.compile(
            r"(?<![0-9/.-])(?P<day>[0-9]{1,2})(?P<sign>[/.-])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})(?![0-9/-])"
        ),
        _date,
    ),
    Rule(re.compile(r"(?<![0-9/.-])(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{2})(?![0-9/-])"), _date),
    Rule(
        re.compile(rf"(?<![\w.])(?P<day>[0-9]{{1,2}})\s+(?i:(?P<month>{'|'.join(_SHORT_MONTHS)}))(?![A-Za-z'])\.?"),
        _short_month,
    ),
    Rule(
        re.compile(
            rf"(?<![\w.,:/-])(?:(?i:(?P<word>pukul|jam|pkl\.?))\s*)?(?P<begins>{_TIME})(?!\s?%){_ZONE.format('zone')}"
            rf"(?:{_UNTIL}(?P<ends>{_TIME}){_ZONE.format('zone_at_end')})?"
        ),
        _times,
    ),
    Rule(
        re.compile(r"(?<!\w)(?i:(?P<word>pukul|jam|tanggal))\s+0(?P<digit>[1-9])(?![0-9]|[.:/-][0-9])"),
        _nought_dropped,
    ),
    Rule(
        re.compile(rf"(?<![\w.,:/-])(?P<word>)0(?P<digit>[1-9])(?=\s+(?i:{_ANY_MONTH})(?![A-Za-z]))"), _nought_dropped
    ),
    Rule(re.compile(rf"(?<!\w)(?i:({_DAY_OR_MONTH})\s*[-–—]\s*({_DAY_OR_MONTH}))(?![A-Za-z])"), _span),
    # So many days before a feast.
    fixed(r"(?<![A-Za-z0-9])H\s?-\s?(?=[0-9]{1,2}(?![0-9]))", "H minus"),
    fixed(r"(?<=[0-9])\s*(?:[-–—]\s*(?=[0-9]|[A-Z][0-9]{3})|[–—]\s*(?=(?:Rp\.?|[A-Z]{1,2})\s?[0-9]))", "sampai"),
)
