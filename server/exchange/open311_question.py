"""What a program asks of `/open311/v2/requests`: the query, and the form of a new report."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from server.complaints.draft import Draft
from server.description import Description
from server.domain.complaint_class import Class
from server.exchange.open311 import CLASS_ATTRIBUTE, HAMLET_ATTRIBUTE, group_of_service
from server.exchange.public_cards import Wanted

LONGEST = timedelta(days=90)
MOST = 1000
_CLASSES: Mapping[str, Class] = MappingProxyType(
    {"": Class.ANONYMOUS, "anonim": Class.ANONYMOUS, "terbuka": Class.OPEN, "rahasia": Class.SECRET}
)


class Unanswerable(Exception):
    """`code` is 400 or 404. The message is one Indonesian sentence for the user; it holds nothing of what was sent but codes."""

    def __init__(self, sentence: str, code: int = 400) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Page:
    """`number` counts from 1."""

    wanted: Wanted
    number: int
    size: int
    extended: bool


def page_asked(query: Mapping[str, str], description: Description, today: date) -> Page:
    """Of a GET. Without ids and days, the last 90 days. Raises `Unanswerable`."""
    number, size = _whole(query.get("page", ""), 1, 10**6, 1), _whole(query.get("page_size", ""), 1, MOST, MOST)
    extended = query.get("extensions", "").lower() in {"true", "1"}
    if ids := _several(query.get("service_request_id", "")):
        return Page(Wanted(ids=frozenset(ids[:MOST])), number, size, extended)
    zone = description.zone
    first, last = _day(query.get("start_date", ""), zone), _day(query.get("end_date", ""), zone)
    if first is None and last is None:
        first, last = today - LONGEST, today
    elif first is None and last is not None:
        first = last - LONGEST
    elif first is not None and last is None:
        last = min(today, first + LONGEST)
    assert first is not None
    assert last is not None
    if last - first > LONGEST:
        raise Unanswerable("start_date dan end_date paling jauh 90 hari. Persempit rentangnya.")
    statuses = _several(query.get("status", ""))
    if set(statuses) - {"open", "closed"}:
        raise Unanswerable("status hanya open atau closed.")
    groups = frozenset(group_of_service(code, description) for code in _several(query.get("service_code", "")))
    return Page(Wanted((), groups, frozenset(one == "open" for one in statuses), first, last), number, size, extended)


def draft_asked(form: Mapping[str, str], description: Description) -> Draft:
    """Of a POST. What names a person goes into the sealed identity, device and account ids nowhere. Raises `Unanswerable`."""
    code = form.get("service_code", "").strip()
    if not code:
        raise Unanswerable("service_code belum diisi. Ambil dari /services.")
    category = description.complaints.category(code)
    if category is None:
        raise Unanswerable("service_code tidak dikenal. Ambil dari /services.", 404)
    place, hamlet = _place(form, description)
    wish = _attribute(form, CLASS_ATTRIBUTE)
    if wish not in _CLASSES:
        raise Unanswerable("attribute[kelas] hanya anonim, terbuka, atau rahasia.")
    if _CLASSES[wish] is Class.OPEN and not category.may_be_open:
        raise Unanswerable("Layanan ini tidak boleh terbuka. Kosongkan attribute[kelas].")
    story = form.get("description", "").strip()
    media = form.get("media_url", "").strip()
    if media.startswith(("https://", "http://")):
        # Not fetched: that would tell a foreign server of the complaint. Whoever handles it may look.
        story = f"{story}\n\nBerkas dari pengirim: {media}"
    return Draft(
        category=code,
        story=story,
        hamlet=hamlet,
        landmark=place,
        klass=_CLASSES[wish],
        name=_joined(form, ("first_name", "last_name"), " "),
        contact=_joined(form, ("phone", "email"), ", "),
        channel="open311",
    )


def _place(form: Mapping[str, str], description: Description) -> tuple[str, str]:
    """The place in words, and a hamlet."""
    address, address_id = form.get("address_string", "").strip(), form.get("address_id", "").strip()
    lat, long = form.get("lat", "").strip(), form.get("long", "").strip()
    if bool(lat) != bool(long):
        raise Unanswerable("lat dan long harus dikirim berdua.")
    if not (address or address_id or lat):
        raise Unanswerable("Tempatnya belum diisi: kirim address_string, address_id, atau lat dan long.")
    hamlet = _attribute(form, HAMLET_ATTRIBUTE)
    if hamlet and description.complaints.hamlet(hamlet) is None:
        raise Unanswerable("attribute[dusun] tidak dikenal. Ambil dari /services/{service_code}.")
    known = description.complaints.hamlet(address_id) is not None
    words = (address, "" if known else address_id, f"koordinat {lat}, {long}" if lat else "")
    return ", ".join(filter(None, words)), hamlet or (address_id if known else "")


def _attribute(form: Mapping[str, str], code: str) -> str:
    return (form.get(f"attribute[{code}]") or form.get(f"attribute[{code}][]") or "").strip()


def _joined(form: Mapping[str, str], names: Collection[str], sign: str) -> str:
    return sign.join(filter(None, (form.get(name, "").strip() for name in names)))


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _day(text: str, zone: ZoneInfo) -> date | None:
    """The local day of a time in the W3 format."""
    if not text:
        return None
    try:
        # A plus sign in a query reads as a blank.
        moment = datetime.fromisoformat(text.strip().replace(" ", "+"))
    except ValueError:
        raise Unanswerable("Tanggal tidak dapat dibaca. Tulis seperti 2026-11-23T00:00:00+07:00.") from None
    return moment.date() if moment.tzinfo is None else moment.astimezone(zone).date()


def _whole(text: str, least: int, most: int, usual: int) -> int:
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 9 and least <= int(text) <= most):
        raise Unanswerable(f"page dan page_size adalah bilangan bulat; page_size paling banyak {MOST}.")
    return int(text)
