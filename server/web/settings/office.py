"""`/atur/kantor`: name, zone, and whether residents may take numbers on their phones."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import Group, Option
from server.description import Description
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, save, show
from server.web.settings.logo import logo_sections, remove_logo, save_logo
from server.web.settings.typed import Typed

PATH = "/atur/kantor"
_ZONES = (
    ("Asia/Jakarta", "WIB (Jakarta)"),
    ("Asia/Pontianak", "WIB (Pontianak)"),
    ("Asia/Makassar", "WITA (Makassar)"),
    ("Asia/Jayapura", "WIT (Jayapura)"),
)


def _values(office: Description) -> Values:
    return {
        "name": office.name,
        "timezone": office.timezone,
        "phone_tickets": "1" if office.phone_tickets else "",
        "show_officials": "1" if office.show_officials else "",
    }


def _groups(fields: Fields, office: Description) -> tuple[Group, ...]:
    names = "Di TV, halaman nomor, dan daftar petugas. Nama tampilan dipilih tiap petugas."
    phones = "Lewat Wi-Fi kantor. Tanpa ini nomor hanya dari kios atau petugas."
    return (
        Group(
            "",
            (
                fields("name", "Nama kantor", most=60, wide=True),
                fields("timezone", "Zona waktu", "select", options=tuple(Option(*zone) for zone in _zones(office))),
                fields("phone_tickets", "Warga boleh mengambil nomor dari HP sendiri", "tick", help=phones, wide=True),
                fields("show_officials", "Tampilkan nama petugas kepada warga", "tick", help=names, wide=True),
            ),
        ),
    )


def _zones(office: Description) -> tuple[tuple[str, str], ...]:
    known = office.timezone in dict(_ZONES)
    return _ZONES if known else (*_ZONES, (office.timezone, office.timezone))


def _applied(typed: Typed, office: Description) -> Description:
    return msgspec.structs.replace(
        office,
        name=typed.words("name", 60),
        timezone=typed.choice("timezone", [zone for zone, _ in _zones(office)]),
        phone_tickets=typed.ticked("phone_tickets"),
        show_officials=typed.ticked("show_officials"),
    )


OFFICE_PAGE = FormPage(PATH, "Kantor", _values, _groups, _applied, more=logo_sections)


async def show_office(request: Request) -> Response:
    return await show(request, OFFICE_PAGE)


async def save_office(request: Request) -> Response:
    return await save(request, OFFICE_PAGE)


async def save_office_logo(request: Request) -> Response:
    return await save_logo(request, OFFICE_PAGE)


async def remove_office_logo(request: Request) -> Response:
    return await remove_logo(request, OFFICE_PAGE)
