"""The poster: what its codes say, and that nothing of it is kept."""

import httpx
import pytest
from starlette.requests import HTTPConnection

from server.domain.access import Role
from server.lan import lan_addresses
from server.web import public_address as public
from server.web.qr_drawing import qr_svg, wifi_qr_svg
from tests.conftest import Starter
from tests.live_office import TOKEN, VILLAGE_TOML, LiveOffice

FILLED = {"address": "http://192.168.1.50:8000", "wifi": "Desa Uji Warga", "password": "sukamaju2026"}


@pytest.fixture
async def official(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(TOKEN)


async def test_the_poster_leads_into_the_wifi_and_to_the_kiosk_page(official: httpx.AsyncClient) -> None:
    page = await official.post("/poster", data=FILLED)
    assert page.status_code == 200
    assert wifi_qr_svg("Desa Uji Warga", "sukamaju2026") in page.text
    assert qr_svg("http://192.168.1.50:8000/ambil") in page.text
    for words in ("Desa Uji Warga", "sukamaju2026", "http://192.168.1.50:8000/ambil", "Ambil nomor dengan HP"):
        assert words in page.text


async def test_where_phones_take_no_numbers_the_poster_leads_to_the_front_page(start: Starter) -> None:
    live = await start(office_toml=VILLAGE_TOML.replace("phone_tickets = true", "phone_tickets = false"))
    page = (await (await live.client(TOKEN)).post("/poster", data=FILLED)).text
    assert qr_svg("http://192.168.1.50:8000/") in page
    assert "Lihat antrean dengan HP" in page


async def test_an_office_without_wifi_has_a_poster_with_one_code(official: httpx.AsyncClient) -> None:
    page = (await official.post("/poster", data={**FILLED, "wifi": ""})).text
    assert page.count("<svg") == 1
    assert "sukamaju2026" not in page


async def test_a_wifi_without_a_password_says_so(official: httpx.AsyncClient) -> None:
    page = (await official.post("/poster", data={**FILLED, "password": ""})).text
    assert wifi_qr_svg("Desa Uji Warga", "") in page
    assert "Tanpa sandi" in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("address", "javascript:alert(1)", "Alamat tidak benar"),
        ("address", "http://192.168.1.50/lain", "Alamat tidak benar"),
        ("address", "", "Alamat tidak benar"),
        ("wifi", "x" * 33, "paling panjang 32"),
        ("password", "1234567", "8 sampai 63"),
    ],
)
async def test_what_cannot_be_printed_is_said_beside_the_form(
    official: httpx.AsyncClient, field: str, value: str, words: str
) -> None:
    page = await official.post("/poster", data={**FILLED, field: value})
    assert page.status_code == 422
    assert words in page.text
    assert 'name="wifi"' in page.text


async def test_nothing_that_is_typed_is_kept(live: LiveOffice, official: httpx.AsyncClient) -> None:
    await official.post("/poster", data=FILLED)
    assert "sukamaju2026" not in (await official.get("/poster")).text
    assert not any("sukamaju2026" in str(record) for record in await live.office.store.read(0))


@pytest.mark.parametrize(
    ("scheme", "host", "address"),
    [
        ("http", "192.168.1.50:8000", "http://192.168.1.50:8000/x"),
        ("http", "antrean.local", "http://antrean.local/x"),
        ("http", "192.168.1.50:80", "http://192.168.1.50/x"),
        ("https", "192.168.1.50:8443", "http://192.168.1.50:8000/x"),
        ("https", "192.168.1.50", "http://192.168.1.50:8000/x"),
        ("http", "[fd00::1]:8000", "http://[fd00::1]:8000/x"),
        ("http", "127.0.0.1:8000", "http://10.0.0.7:8000/x"),
        ("http", "localhost:8000", "http://10.0.0.7:8000/x"),
        ("http", "[::1]:8000", "http://10.0.0.7:8000/x"),
    ],
)
async def test_a_phone_is_led_to_plain_http_at_an_address_that_it_can_reach(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch, scheme: str, host: str, address: str
) -> None:
    monkeypatch.setattr(public, "lan_addresses", lambda: ("10.0.0.7", "10.8.0.1"))
    app = live.running.app._app  # type: ignore[attr-defined]
    scope = {"type": "http", "scheme": scheme, "app": app, "headers": [(b"host", host.encode())]}
    assert public.public_address(HTTPConnection(scope), "/x") == address


async def test_where_nobody_else_can_reach_the_server_no_phone_is_promised_anything(
    start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "lan_addresses", lambda: ("10.0.0.7",))
    live = await start(host="127.0.0.1")
    browser = await live.client(cookies=await live.device(Role.KIOSK), origin=live.url, accept="text/html")
    await (await live.api()).post("day/open")
    taken = await browser.post("/ambil", data={"service": "A", "key": "k1"})
    assert taken.status_code == 201
    assert "HP belum dapat membuka giliran Anda" in taken.text
    assert "<svg" not in taken.text.partition("stub-code")[2].partition("taken-side")[0]
    assert "10.0.0.7" not in taken.text


def test_addresses_for_others_are_not_this_machines_own() -> None:
    assert all(not address.startswith("127.") for address in lan_addresses())
