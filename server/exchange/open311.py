"""Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2): what the office offers and shows, in the specification's own fields.

What the specification leaves to us, we give so: every service is `batch`, for nothing appears in the minute it came in; days stand for
times; there are no coordinates; a request's service is its coarse group, for more would let people stand alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from server.description import Description
from server.description.complaints import COARSE_NAMES, CategoryEntry
from server.exchange.open311_document import Fields, Listing, Single, Value
from server.exchange.public_cards import MIXED, PublicCard

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = "2026-11-23 00:00"
"""When these answers got their present form."""
CLASS_ATTRIBUTE, HAMLET_ATTRIBUTE = "kelas", "dusun"
CLASS_WORDS: Mapping[str, str] = MappingProxyType(
    {"anonim": "Anonim: papan tidak menunjukkan siapa dan kapan", "terbuka": "Terbuka", "rahasia": "Rahasia"}
)


def discovery(description: Description, url: str) -> Single:
    """`url`: where this endpoint is reached, without a slash at the end."""
    endpoint: Fields = {
        "specification": SPECIFICATION,
        "url": url,
        "changeset": CHANGESET,
        "type": "production",
        "formats": Listing("formats", "format", ("text/xml", "application/json")),
    }
    return Single(
        "discovery",
        {
            "changeset": CHANGESET,
            "contact": f"{description.name}: datang ke kantor pada jam layanan.",
            "key_service": f"Minta api_key kepada {description.name}. Membaca tidak perlu kunci.",
            "endpoints": Listing("endpoints", "endpoint", (endpoint,)),
        },
    )


def services(description: Description) -> Listing:
    """What can be reported; nothing while the board is closed."""
    section = description.complaints
    return Listing("services", "service", tuple(map(_service, section.categories)) if section.open else ())


def definition(category: CategoryEntry, description: Description) -> Single:
    """What may be told beside the story. Nothing of it is required."""
    classes = [code for code in CLASS_WORDS if _may_choose(category, code)]
    hamlets = description.complaints.hamlets
    attributes = (
        _choice(
            CLASS_ATTRIBUTE, "Siapa yang boleh melihat aduan ini?", {code: CLASS_WORDS[code] for code in classes}, 1
        ),
        *(
            (_choice(HAMLET_ATTRIBUTE, "Di dusun mana?", {hamlet.id: hamlet.name for hamlet in hamlets}, 2),)
            if hamlets
            else ()
        ),
    )
    return Single(
        "service_definition",
        {"service_code": category.code, "attributes": Listing("attributes", "attribute", attributes)},
    )


def requests(
    cards: Sequence[PublicCard],
    description: Description,
    *,
    words: Mapping[str, str],
    updated: Mapping[str, date],
    state_words: Mapping[str, str],
    extended: bool = False,
) -> Listing:
    """`words`: the public summaries; `updated`: the day of the last change of an open card; both by the id of the card."""
    things = []
    for card in cards:
        fields = _request(card, description, words.get(card.id), updated.get(card.id, card.begins), state_words)
        things.append({**fields, **_extensions(card)} if extended else fields)
    return Listing("service_requests", "request", tuple(things))


def accepted(token: str, notice: str) -> Listing:
    """A report has been taken in."""
    return Listing("service_requests", "request", ({"token": token, "service_notice": notice, "account_id": None},))


def resolved(request_id: str, token: str) -> Listing:
    return Listing("service_requests", "request", ({"service_request_id": request_id, "token": token},))


def errors(*wrong: tuple[int, str]) -> Listing:
    """Code and description of each."""
    return Listing("errors", "error", tuple({"code": code, "description": words} for code, words in wrong))


def w3_time(day: date, zone: ZoneInfo) -> str:
    """Midnight of the day with its offset: `2026-11-23T00:00:00+07:00`."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).isoformat()


def group_of_service(code: str, description: Description) -> str:
    """The group in which reports of that service are shown; a group's own code stays itself."""
    category = description.complaints.category(code)
    return code if category is None else category.coarse


def _service(category: CategoryEntry) -> Fields:
    return {
        "service_code": category.code,
        "service_name": category.name,
        "description": f"Diselesaikan dalam {category.clock} hari kerja.",
        "metadata": True,
        "type": "batch",
        "keywords": ", ".join(category.name.lower().replace(",", " ").split()),
        "group": COARSE_NAMES[category.coarse],
    }


def _may_choose(category: CategoryEntry, code: str) -> bool:
    if code == "terbuka":
        return category.may_be_open
    return code == "rahasia" or not category.forced_secret


def _choice(code: str, question: str, names: Mapping[str, str], order: int) -> Fields:
    values = tuple({"key": key, "name": name} for key, name in names.items())
    return {
        "variable": True,
        "code": code,
        "datatype": "singlevaluelist",
        "required": False,
        "datatype_description": None,
        "order": order,
        "description": question,
        "values": Listing("values", "value", values),
    }


def _request(
    card: PublicCard, description: Description, words: str | None, updated: date, state_words: Mapping[str, str]
) -> dict[str, Value]:
    zone = description.zone
    hamlet = description.complaints.hamlet(card.hamlet)
    groups: dict[str, str] = {**COARSE_NAMES, MIXED: "Aduan warga"}
    return {
        "service_request_id": card.id,
        "status": "open" if card.running else "closed",
        "status_notes": state_words.get(card.state, card.state),
        "service_name": groups.get(card.group, card.group),
        "service_code": card.group,
        "description": words,
        "agency_responsible": description.name,
        "service_notice": None,
        "requested_datetime": w3_time(card.begins, zone),
        "updated_datetime": w3_time(updated, zone),
        "expected_datetime": None if card.expected is None else w3_time(card.expected, zone),
        "address": None if hamlet is None else hamlet.name,
        "address_id": card.hamlet or None,
        "zipcode": None,
        "media_url": None,
    }


def _extensions(card: PublicCard) -> dict[str, Value]:
    attributes = Listing(
        "attributes", "attribute", ({"code": CLASS_ATTRIBUTE, "value": "terbuka" if card.open else "anonim"},)
    )
    return {"attributes": attributes, "extended_attributes": {"period": card.period}}
