"""`/open311/v2` on a running office: what a program of another office is told, may send, and is not told."""

import json
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import httpx
import pytest

from server.domain.complaint_class import Class
from tests.conftest import Starter
from tests.exchange import open311_examples as published
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice
from tests.server.board_filled import FilledBoard, filled_board
from tests.server.complaint_sender import WITH_HAMLETS, open_board

ROOT = "/open311/v2"
REPORT = {
    "api_key": TOKEN,
    "service_code": "lampu",
    "address_string": "Pertigaan pasar",
    "description": "Lampu di pertigaan mati sejak Senin.",
    "first_name": "Siti",
    "phone": "081234567890",
    "device_id": "tt222111",
}


@pytest.fixture
async def program(live: LiveOffice) -> httpx.AsyncClient:
    """Somebody with no rights at all."""
    return await live.client()


def as_json(answer: httpx.Response) -> object:
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    return json.loads(answer.content)


async def post(program: httpx.AsyncClient, form: str = "json", **changes: str) -> httpx.Response:
    return await program.post(f"{ROOT}/requests.{form}", data=REPORT | changes)


async def test_discovery_and_services_in_both_forms(program: httpx.AsyncClient) -> None:
    answer = await program.get(f"{ROOT}/discovery.xml")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    endpoint = ElementTree.fromstring(answer.content).find("endpoints/endpoint")
    assert endpoint is not None
    assert endpoint.findtext("url") == f"{program.base_url}".rstrip("/") + ROOT
    listed = await program.get(f"{ROOT}/services.xml?jurisdiction_id=desa.id")
    codes = [service.findtext("service_code") for service in ElementTree.fromstring(listed.content)]
    assert codes == [service["service_code"] for service in as_json(await program.get(f"{ROOT}/services.json"))]  # type: ignore[attr-defined]
    assert codes[:2] == ["jalan", "lampu"]
    definition = as_json(await program.get(f"{ROOT}/services/pungli.json"))
    assert isinstance(definition, dict)
    assert [value["key"] for value in definition["attributes"][0]["values"]] == ["rahasia"]


UNKNOWN = (
    ("services/003.xml", 404),
    ("requests/123456.xml", 404),
    ("tokens/123456.xml", 404),
    ("requests.xml?status=solved", 400),
    ("requests.xml?start_date=2010-01-01T00:00:00Z&end_date=2010-12-01T00:00:00Z", 400),
    ("services.yaml", 400),
)


async def test_errors_have_the_published_form(program: httpx.AsyncClient) -> None:
    theirs = [part.tag for part in ElementTree.fromstring(published.ERRORS_XML).iter()]
    for path, code in UNKNOWN:
        answer = await program.get(f"{ROOT}/{path}")
        assert answer.status_code == code
        root = ElementTree.fromstring(answer.content)
        assert [part.tag for part in root.iter()] == theirs
        assert root.findtext("error/code") == str(code)


async def test_without_a_key_nothing_is_sent(live: LiveOffice, program: httpx.AsyncClient) -> None:
    await open_board(live)
    for key in ("", "xyz"):
        answer = await post(program, api_key=key)
        assert answer.status_code == 403
        assert as_json(answer) == [
            {"code": 403, "description": "api_key belum ada atau tidak benar. Minta kuncinya kepada kantor."}
        ]
    assert live.running.context.complaints.office.state.complaints == {}


async def test_a_report_is_sealed_and_answered_with_a_token(live: LiveOffice, program: httpx.AsyncClient) -> None:
    await open_board(live)
    answer = await post(program)
    assert answer.status_code == 200, answer.text
    told = as_json(answer)
    assert isinstance(told, list)
    assert [*told[0]] == ["token", "service_notice", "account_id"]
    office = live.running.context.complaints.office
    complaint = office.state.complaints[office.state.by_number[told[0]["token"]]]
    assert (complaint.klass, complaint.channel, complaint.identity, complaint.held) == (
        Class.ANONYMOUS,
        "open311",
        True,
        False,
    )
    rows = b"".join(row.sealed for row in await office.rows(complaint.id))
    assert not any(word in rows for word in (b"Siti", b"0812", b"Lampu", b"tt222111"))
    # The number alone leads nowhere: it stands on somebody's slip.
    assert (await program.get(f"{ROOT}/tokens/{told[0]['token']}.json")).status_code == 404
    assert (await program.get(f"{ROOT}/requests/{told[0]['token']}.json")).status_code == 404
    code = told[0]["service_notice"].partition("Kode rahasia: ")[2][:19].replace(" ", "")
    assert code.isdigit()
    assert len(code) == 16


async def test_the_published_report_is_taken_in(live: LiveOffice, program: httpx.AsyncClient) -> None:
    await open_board(live)
    form = dict(parse_qsl(published.POST_FORM)) | {"api_key": TOKEN, "service_code": "jalan"}
    answer = await program.post(f"{ROOT}/requests.xml", data=form)
    assert answer.status_code == 200, answer.text
    assert ElementTree.fromstring(answer.content).findtext("request/token", "").startswith("ADU-")


async def test_the_offices_own_key_counts_like_the_public(start: Starter) -> None:
    live = await start(open311_key="kunci-kecamatan")
    await open_board(live)
    program = await live.client()
    assert (await post(program, api_key="kunci-kecamatan")).status_code == 200
    state = live.running.context.complaints.office.state
    assert [one.held for one in state.complaints.values()] == [False]


WRONG = (
    ({"service_code": "001"}, 404, "service_code tidak dikenal"),
    ({"address_string": ""}, 400, "Tempatnya belum diisi"),
    ({"description": "Mati"}, 400, "Ceritakan dulu"),
    ({"attribute[kelas]": "terbuka", "service_code": "pelayanan"}, 400, "tidak boleh terbuka"),
    ({"service_code": "pungli"}, 400, "Kirim tanpa nama"),
)


async def test_what_cannot_be_taken_is_said(live: LiveOffice, program: httpx.AsyncClient) -> None:
    await open_board(live)
    for changes, code, words in WRONG:
        answer = await post(program, **changes)
        assert answer.status_code == code
        assert words in answer.text
    assert live.running.context.complaints.office.state.complaints == {}


async def test_a_board_that_nobody_serves_takes_nothing(program: httpx.AsyncClient) -> None:
    answer = await post(program)
    assert answer.status_code == 400
    assert "belum menyiapkan penerima aduan" in answer.text
    wrong = await program.post(f"{ROOT}/requests.json", content=b"{}", headers={"content-type": "application/json"})
    assert wrong.status_code == 400


@pytest.fixture
async def filled(start: Starter) -> FilledBoard:
    return await filled_board(await start(office_toml=VILLAGE_TOML + WITH_HAMLETS))


async def test_what_is_on_the_board_is_told_and_nothing_besides(filled: FilledBoard) -> None:
    open_one = await filled.complaint(Class.OPEN, "Lampu di pertigaan mati.")
    hidden = await filled.complaint(Class.SECRET, category="pungli")
    waiting = await filled.complaint(Class.OPEN)
    program = await filled.live.client()
    assert as_json(await program.get(f"{ROOT}/requests.json")) == []
    await filled.next_day(2)
    state = filled.live.running.context.complaints.office.state
    answer = await program.get(f"{ROOT}/requests.json")
    assert answer.headers["x-total-count"] == "1"
    told = as_json(answer)
    assert isinstance(told, list)
    assert len(told) == 1
    one = told[0]
    assert one["description"] == "Lampu di pertigaan mati."
    assert (one["status"], one["service_code"], one["address"]) == ("open", "prasarana", "Dusun Krajan")
    assert one["requested_datetime"] == "2026-11-23T00:00:00+07:00"
    assert one["updated_datetime"] == "2026-11-24T00:00:00+07:00"
    assert "lat" not in one
    path = one["service_request_id"]
    assert as_json(await program.get(f"{ROOT}/requests/{path}.json")) == told
    assert as_json(await program.get(f"{ROOT}/tokens/{state.complaints[open_one].number}.json")) == [
        {"service_request_id": path, "token": state.complaints[open_one].number}
    ]
    unknown = await program.get(f"{ROOT}/tokens/ADU-0000-0.json")
    for name in (hidden, waiting):
        answer = await program.get(f"{ROOT}/tokens/{state.complaints[name].number}.json")
        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert (await program.get(f"{ROOT}/requests/{name}.json")).status_code == 404


async def test_pages_of_the_list(filled: FilledBoard) -> None:
    for n in range(3):
        await filled.complaint(Class.OPEN, f"Lampu nomor {n} mati.")
    await filled.next_day(2)
    program = await filled.live.client()

    async def ids(query: str) -> list[str]:
        told = as_json(await program.get(f"{ROOT}/requests.json?{query}"))
        assert isinstance(told, list)
        return [one["service_request_id"] for one in told]

    whole = await ids("")
    assert len(whole) == 3
    assert await ids("page_size=2") + await ids("page_size=2&page=2") == whole
    assert await ids("page=9") == []
    assert await ids(f"service_request_id={whole[2]},{whole[0]}") == [whole[0], whole[2]]
    assert await ids("status=closed") == []
    assert await ids("service_code=sampah") == []
    assert await ids("service_code=jalan") == whole
    extended = as_json(await program.get(f"{ROOT}/requests/{whole[0]}.json?extensions=true"))
    assert isinstance(extended, list)
    assert extended[0]["extended_attributes"] == {"period": "2026-11-23"}
