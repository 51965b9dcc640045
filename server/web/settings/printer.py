"""`/atur/printer`: which printer there is, and whether it prints."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import Group, LinksSection, Option, PressSection, Section
from server.description import Description, Printer
from server.paper.print_queue import NotKept
from server.web.context import Context, context_of
from server.web.printing import print_test
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, save, saved, show
from server.web.settings.typed import Typed, typed_of
from server.web.words import NOT_STORED

PATH = "/atur/printer"
_KINDS = (
    ("none", "Tanpa printer: warga mencatat atau memotret nomornya"),
    ("network", "Printer jaringan (LAN atau Wi-Fi)"),
    ("usb", "Printer USB di komputer server"),
    ("file", "Berkas perangkat di komputer server"),
    ("browser", "Cetak dari peramban kios"),
)
_PAPERS = (("58", "58 mm"), ("80", "80 mm"))
_DRIVEN = frozenset({"network", "usb", "file"})
"""Kinds that the server itself prints on; a browser's printer is the browser's own."""


def _values(office: Description) -> Values:
    printer = office.printer
    return {
        "kind": printer.kind,
        "address": printer.address,
        "paper": str(printer.paper),
        "cutter": "1" if printer.cutter else "",
    }


def _groups(fields: Fields, _office: Description) -> tuple[Group, ...]:
    address = "Jaringan: 192.168.1.50 atau 192.168.1.50:9100. USB: 0416:5011. Berkas: /dev/usb/lp0."
    return (
        Group(
            "",
            (
                fields("kind", "Jenis", "select", options=tuple(Option(*kind) for kind in _KINDS), wide=True),
                fields("address", "Alamat printer", most=100, help=address, wide=True),
                fields("paper", "Lebar kertas", "select", options=tuple(Option(*paper) for paper in _PAPERS)),
                fields("cutter", "Printer memotong kertas sendiri", "tick"),
            ),
        ),
    )


def _applied(typed: Typed, office: Description) -> Description:
    tables = {
        "kind": typed.choice("kind", [kind for kind, _ in _KINDS]),
        "address": typed.words("address", 100, needed=typed.raw("kind") in _DRIVEN),
        "paper": int(typed.choice("paper", [paper for paper, _ in _PAPERS])),
        "cutter": typed.ticked("cutter"),
    }
    return msgspec.structs.replace(office, printer=msgspec.convert(tables, Printer))


async def _more(context: Context, key: str) -> tuple[Section, ...]:
    others = LinksSection("Kertas lain", (("/poster", "Poster dengan kode QR"),))
    if context.description.printer.kind not in _DRIVEN:
        return (others,)
    words = "Mencetak satu karcis contoh di printer yang tersimpan di atas."
    digest = context.current.digest
    return (PressSection("Coba printer", words, f"{PATH}/uji", "Cetak uji", digest, f"{key}-uji"), others)


PRINTER_PAGE = FormPage(PATH, "Printer", _values, _groups, _applied, more=_more)


async def show_printer(request: Request) -> Response:
    return await show(request, PRINTER_PAGE)


async def save_printer(request: Request) -> Response:
    return await save(request, PRINTER_PAGE)


async def try_printer(request: Request) -> Response:
    """Print a sample. What becomes of it stands on the page of prints."""
    typed = await typed_of(request)
    try:
        job = await print_test(context_of(request), typed.raw("key"))
    except NotKept:
        return await show(request, PRINTER_PAGE, problem=NOT_STORED.detail, status=503)
    if job is None:
        return await show(request, PRINTER_PAGE, problem="Belum ada printer yang dijalankan server ini.", status=409)
    return saved("/cetak", "dicetak")
