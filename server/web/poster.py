"""The poster for the entrance: one code lets a phone into the Wi-Fi, the other leads to the office's page. Nothing of it is kept."""

import re
import secrets

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.web.context import context_of
from server.web.forms import form_fields
from server.web.pages import html
from server.web.present.poster import poster_form_view, poster_view
from server.web.public_address import public_address
from server.web.qr_drawing import qr_svg, wifi_qr_svg

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-]+(:\d{1,5})?", re.ASCII)
_MOST_WIFI, _LEAST_PASSWORD, _MOST_PASSWORD = 32, 8, 63
"""Of a name and a password of WPA (IEEE 802.11)."""
_WRONG_ADDRESS = "Alamat tidak benar. Tulis seperti http://192.168.1.50:8000."
_WRONG_WIFI = f"Nama Wi-Fi paling panjang {_MOST_WIFI} huruf. Periksa lalu coba lagi."
_WRONG_PASSWORD = (
    f"Sandi Wi-Fi terdiri dari {_LEAST_PASSWORD} sampai {_MOST_PASSWORD} huruf; kosongkan bila tanpa sandi."
)


async def ask(request: Request) -> Response:
    return _form(request, public_address(request), "")


async def draw(request: Request) -> Response:
    """Posted, so that the Wi-Fi's password stands in no address and in no log."""
    fields = await form_fields(request)
    address, wifi = fields.get("address", "").strip().rstrip("/"), fields.get("wifi", "").strip()
    password = fields.get("password", "")
    wrong = _wrong(address, wifi, password)
    if wrong:
        return _form(request, address, wifi, trouble=wrong, status=422)
    context = context_of(request)
    page = f"{address}/ambil" if context.description.phone_tickets else f"{address}/"
    view = poster_view(
        context.now_picture(),
        wifi=wifi,
        password=password if wifi else "",
        wifi_qr=wifi_qr_svg(wifi, password) if wifi else "",
        address=page,
        address_qr=qr_svg(page),
    )
    return html(request, view)


def _wrong(address: str, wifi: str, password: str) -> str:
    if not _ADDRESS.fullmatch(address) or len(address) > 100:
        return _WRONG_ADDRESS
    if len(wifi.encode()) > _MOST_WIFI:
        return _WRONG_WIFI
    if wifi and password and not _LEAST_PASSWORD <= len(password) <= _MOST_PASSWORD:
        return _WRONG_PASSWORD
    return ""


def _form(request: Request, address: str, wifi: str, *, trouble: str = "", status: int = 200) -> Response:
    picture = context_of(request).now_picture()
    view = poster_form_view(picture, address=address, wifi=wifi, key=secrets.token_hex(16), problem=trouble)
    return html(request, view, status=status)


def routes() -> list[Route]:
    return [Route("/poster", ask, methods=["GET"]), Route("/poster", draw, methods=["POST"])]
