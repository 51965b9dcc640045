"""Open311 GeoReport v2: our answers beside the published examples of the specification, and what a program may ask."""

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import msgspec
import pytest

from server.description import SAMPLE, parse
from server.domain.board_state import Card
from server.domain.complaint_class import Class
from server.exchange.open311 import accepted, definition, discovery, errors, requests, resolved, services, w3_time
from server.exchange.open311_document import Document, Fields, Listing, Single, written
from server.exchange.open311_question import Unanswerable, draft_asked, page_asked
from server.exchange.public_cards import PublicCard, Wanted, found, public_card
from tests.exchange import open311_examples as published

OFFICE = parse(SAMPLE.read_text(encoding="utf-8"))
TODAY = date(2026, 11, 23)
WORDS = {"ditindaklanjuti": "Ditindaklanjuti"}
OPEN = Card("c1", True, "prasarana", "2026-11-16", "krajan", "ditindaklanjuti", "s1", "", 14, "2026-11-18")
HIDDEN = Card("c2", False, "pelayanan", "2026-Q4", "", "diproses", "", "k1", 0, "2026-11-18")


def same_xml(ours: bytes, theirs: str) -> bool:
    return ElementTree.canonicalize(ours.decode(), strip_text=True) == ElementTree.canonicalize(theirs, strip_text=True)


def by_id(*cards: Card) -> dict[str, Card]:
    return {card.id: card for card in cards}


def names(text: str | bytes) -> list[str]:
    """The fields of the first thing in an XML answer, in their order."""
    root = ElementTree.fromstring(text)
    return [child.tag for child in (root[0] if root.tag.endswith("s") else root)]


def listing(root: str, item: str, *things: Fields) -> Listing:
    return Listing(root, item, things)


def example_definition() -> Single:
    values = listing("values", "value", {"key": 123, "name": "Ford"}, {"key": 124, "name": "Chrysler"})
    attribute: dict[str, Any] = {
        "variable": True,
        "code": "WHISHETN",
        "datatype": "singlevaluelist",
        "required": True,
        "datatype_description": None,
        "order": 1,
        "description": "What is the ticket/tag/DL number?",
        "values": values,
    }
    return Single(
        "service_definition", {"service_code": "DMV66", "attributes": listing("attributes", "attribute", attribute)}
    )


def example_discovery() -> Single:
    fields: dict[str, Any] = dict(json.loads(published.DISCOVERY_JSON))
    endpoint = dict(fields["endpoints"][0])
    endpoint["formats"] = Listing("formats", "format", tuple(endpoint["formats"]))
    return Single("discovery", {**fields, "endpoints": listing("endpoints", "endpoint", endpoint)})


@pytest.mark.parametrize(
    ("document", "xml", "as_json"),
    [
        (example_discovery(), published.DISCOVERY_XML, published.DISCOVERY_JSON),
        (
            listing("services", "service", *json.loads(published.SERVICES_JSON)),
            published.SERVICES_XML,
            published.SERVICES_JSON,
        ),
        (example_definition(), published.DEFINITION_XML, published.DEFINITION_JSON),
        (
            listing("service_requests", "request", *json.loads(published.POSTED_JSON)),
            published.POSTED_XML,
            published.POSTED_JSON,
        ),
        (
            resolved("638344", "12345"),
            published.TOKEN_XML,
            published.TOKEN_JSON.replace("638344", '"638344"').replace("12345}", '"12345"}'),
        ),
        (
            errors((403, "Invalid api_key received -- can't proceed with create_request.")),
            published.ERRORS_XML,
            published.ERRORS_JSON,
        ),
    ],
    ids=["discovery", "services", "definition", "posted", "token", "errors"],
)
def test_the_published_examples_are_written_as_published(document: Document, xml: str, as_json: str) -> None:
    assert same_xml(written(document, "xml"), xml)
    assert written(document, "xml").startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert json.loads(written(document, "json")) == json.loads(as_json)


def test_our_answers_have_the_published_fields_in_their_order() -> None:
    jalan = OFFICE.complaints.categories[0]
    ours: dict[str, Document] = {
        published.DISCOVERY_XML: discovery(OFFICE, "https://desa.id/open311/v2"),
        published.SERVICES_XML: services(OFFICE),
        published.DEFINITION_XML: definition(jalan, OFFICE),
        published.TOKEN_XML: resolved("c1", "ADU-7K3M-Q"),
        published.ERRORS_XML: errors((404, "…")),
    }
    for example, document in ours.items():
        assert names(written(document, "xml")) == names(example)
    attribute = ElementTree.fromstring(written(ours[published.DEFINITION_XML], "xml"))[1][0]
    theirs = ElementTree.fromstring(published.DEFINITION_XML)[1][0]
    assert [part.tag for part in attribute] == [part.tag for part in theirs]
    card = public_card(OPEN, ())
    answer = requests([card], OFFICE, words={}, updated={}, state_words=WORDS)
    # No coordinates: a place is not told more exactly than by its hamlet.
    assert names(written(answer, "xml")) == [n for n in names(published.REQUESTS_XML) if n not in {"lat", "long"}]
    # A token stands where the example has an id: a server gives one or the other.
    assert names(written(accepted("t", "…"), "xml")) == ["token", *names(published.POSTED_XML)[1:]]


def test_a_service_is_told_as_it_is() -> None:
    first = services(OFFICE).things[0]
    assert isinstance(first, dict)
    assert first["service_code"] == "jalan"
    assert first["type"] == "batch"
    assert first["keywords"] == "jalan, jembatan, selokan"
    assert first["group"] == "Jalan, air, dan bangunan"
    shut = msgspec.structs.replace(OFFICE, complaints=msgspec.structs.replace(OFFICE.complaints, open=False))
    assert json.loads(written(services(shut), "json")) == []


@pytest.mark.parametrize(
    ("code", "classes"),
    [("jalan", ["anonim", "terbuka", "rahasia"]), ("pelayanan", ["anonim", "rahasia"]), ("pungli", ["rahasia"])],
)
def test_a_definition_offers_only_what_the_category_allows(code: str, classes: list[str]) -> None:
    category = OFFICE.complaints.category(code)
    assert category is not None
    told = json.loads(written(definition(category, OFFICE), "json"))["attributes"]
    assert [value["key"] for value in told[0]["values"]] == classes
    assert [value["key"] for value in told[1]["values"]] == [hamlet.id for hamlet in OFFICE.complaints.hamlets]


def test_a_request_is_told_by_the_day_and_without_what_is_not_on_the_board() -> None:
    cards = [public_card(card, ()) for card in found(by_id(OPEN, HIDDEN), Wanted())]
    answer = requests(
        cards,
        OFFICE,
        words={"c1": "Lampu di pertigaan diperbaiki."},
        updated={"c1": date(2026, 11, 20)},
        state_words=WORDS,
        extended=True,
    )
    seen, hidden = json.loads(written(answer, "json"))
    assert seen == {
        "service_request_id": "c1",
        "status": "open",
        "status_notes": "Ditindaklanjuti",
        "service_name": "Jalan, air, dan bangunan",
        "service_code": "prasarana",
        "description": "Lampu di pertigaan diperbaiki.",
        "agency_responsible": "Kantor Desa Sukamaju",
        "service_notice": None,
        "requested_datetime": "2026-11-16T00:00:00+07:00",
        "updated_datetime": "2026-11-20T00:00:00+07:00",
        "expected_datetime": "2026-12-04T00:00:00+07:00",
        "address": "Dusun Krajan",
        "address_id": "krajan",
        "zipcode": None,
        "media_url": None,
        "attributes": [{"code": "kelas", "value": "terbuka"}],
        "extended_attributes": {"period": "2026-11-16"},
    }
    assert (hidden["requested_datetime"], hidden["updated_datetime"]) == ("2026-10-01T00:00:00+07:00",) * 2
    assert hidden["expected_datetime"] is None
    assert hidden["address"] is None
    assert hidden["description"] is None
    assert hidden["extended_attributes"] == {"period": "2026-Q4"}


@pytest.mark.parametrize(
    ("zone", "time"),
    [("Asia/Jakarta", "+07:00"), ("Asia/Makassar", "+08:00"), ("Asia/Jayapura", "+09:00")],
)
def test_days_carry_the_offices_zone(zone: str, time: str) -> None:
    assert w3_time(TODAY, msgspec.structs.replace(OFFICE, timezone=zone).zone) == f"2026-11-23T00:00:00{time}"


@pytest.mark.parametrize(
    ("state", "running"),
    [
        ("diterima", True),
        ("diperiksa", True),
        ("menunggu_keterangan", True),
        ("ditindaklanjuti", True),
        ("menunggu_konfirmasi", True),
        ("dibuka_kembali", True),
        ("selesai", False),
        ("ditutup", False),
        ("diarsipkan", False),
        ("diteruskan", False),
        ("tidak_terpenuhi", False),
    ],
)
def test_open_is_all_that_has_not_ended(state: str, running: bool) -> None:
    card = Card("c", True, "kebersihan", "2026-11-16", "", state, "", "", 14, "2026-11-18")
    assert public_card(card, ()).running is running


def asked(query: str) -> Any:
    return page_asked(dict(parse_qsl(query)), OFFICE, TODAY)


def test_the_published_query_is_understood() -> None:
    wanted = asked(published.REQUESTS_QUERY).wanted
    assert (wanted.first, wanted.last, wanted.running) == (date(2010, 5, 24), date(2010, 6, 24), {True})


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("", date(2026, 8, 25), TODAY),
        ("start_date=2026-01-01T00:00:00Z", date(2026, 1, 1), date(2026, 4, 1)),
        ("end_date=2026-04-01T00:00:00Z", date(2026, 1, 1), date(2026, 4, 1)),
        # Half past eleven at night in London is the next morning here.
        ("start_date=2026-11-01T23:30:00Z", date(2026, 11, 2), TODAY),
        ("start_date=2026-11-01T00:00:00+07:00", date(2026, 11, 1), TODAY),
    ],
)
def test_days_that_are_not_said_are_the_last_ninety(query: str, first: date, last: date) -> None:
    wanted = page_asked(dict(part.split("=") for part in query.split("&") if part), OFFICE, TODAY).wanted
    assert (wanted.first, wanted.last) == (first, last)


@pytest.mark.parametrize(
    "query",
    [
        "start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:00Z",
        "start_date=kemarin",
        "status=solved",
        "page=0",
        "page_size=1001",
        "page=x",
    ],
)
def test_what_cannot_be_answered_is_said(query: str) -> None:
    with pytest.raises(Unanswerable) as refusal:
        asked(query)
    assert refusal.value.code == 400


def test_ids_override_the_rest_and_a_service_stands_for_its_group() -> None:
    cards = by_id(OPEN, HIDDEN)

    def ids(query: str) -> list[str]:
        return [card.id for card in found(cards, asked(query).wanted)]

    assert ids("") == ["c1", "c2"]
    assert ids("service_request_id=c2,x&status=closed") == ["c2"]
    assert ids("service_code=lampu") == ["c1"]
    assert ids("service_code=lampu,pelayanan") == ["c1", "c2"]
    assert ids("status=closed") == []
    assert ids("status=open,closed") == ["c1", "c2"]
    # A quarter is found by any of its days.
    assert ids("start_date=2026-12-30T00:00:00Z&end_date=2026-12-31T00:00:00Z") == ["c2"]


def test_the_order_of_a_quarter_tells_nothing() -> None:
    cards = [Card(name, False, "", "2026-Q4", "", "diproses", "", "k", 0, "2026-11-18") for name in "hqab"]
    assert [card.id for card in found(by_id(*cards), Wanted())] == list("abhq")
    assert len(found(by_id(*cards), Wanted(groups={"aduan"}))) == 4
    assert public_card(cards[0], ()) == PublicCard(
        "h", False, "aduan", "", "diproses", True, date(2026, 10, 1), date(2026, 12, 31), ""
    )


def posted(**changes: str) -> Any:
    form = dict(parse_qsl(published.POST_FORM)) | {"service_code": "jalan"} | changes
    return draft_asked({name: value for name, value in form.items() if value}, OFFICE)


def test_the_published_report_becomes_a_draft() -> None:
    draft = posted()
    assert draft.story == (
        "A large sinkhole is destroying the street\n\n"
        "Berkas dari pengirim: http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg"
    )
    assert draft.landmark == "1234 5th street, koordinat 37.76524078, -122.4212043"
    assert (draft.name, draft.contact) == ("john smith", "111111111, smit333@sfgov.edu")
    assert (draft.klass, draft.channel, draft.formal) == (Class.ANONYMOUS, "open311", False)
    assert not any(
        "tt222111" in str(value) or "123456" in str(value) for value in (draft.story, draft.name, draft.contact)
    )


def test_class_and_hamlet_are_attributes() -> None:
    draft = posted(**{"attribute[kelas]": "terbuka", "attribute[dusun]": "sumber"})
    assert (draft.klass, draft.hamlet) == (Class.OPEN, "sumber")
    assert posted(address_id="krajan").hamlet == "krajan"
    assert posted(address_id="17").landmark.startswith("1234 5th street, 17")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"service_code": ""}, 400),
        ({"service_code": "001"}, 404),
        ({"address_string": "", "lat": "", "long": ""}, 400),
        ({"lat": ""}, 400),
        ({"attribute[kelas]": "umum"}, 400),
        ({"attribute[dusun]": "lain"}, 400),
        ({"attribute[kelas]": "terbuka", "service_code": "pungli"}, 400),
    ],
)
def test_a_report_that_cannot_be_taken_is_refused(changes: dict[str, str], code: int) -> None:
    with pytest.raises(Unanswerable) as refusal:
        posted(**changes)
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    answer = errors((400, "a\x00b\x1b\ufffe<&>"))
    root = ElementTree.fromstring(written(answer, "xml"))
    assert root[0][1].text == "ab<&>"
