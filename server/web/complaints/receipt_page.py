"""The receipt: number and secret code, shown once, printed on a slip that looks like a queue slip, and typed back before leaving.

The server does not keep the code. The page itself carries it from press to press in hidden fields, stamped so that nobody has slips of
their own making printed.
"""

import secrets
from datetime import date
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.complaint_sending_views import ReceiptView
from server.complaints.receipt import Receipt, groups_of
from server.domain.access import Role, Visitor
from server.domain.complaint_class import Class
from server.domain.print_job import PrintState
from server.domain.working_days import add_working_days
from server.lan import opens_elsewhere
from server.paper.printer import DRIVEN
from server.paper.slip import ComplaintPaper
from server.web.complaints.sending_page import KIOSK_IDLE_S
from server.web.complaints.sending_words import READERS, RECEIPT_OVER, WRONG_DIGITS
from server.web.complaints.tracking_words import long_day
from server.web.context import Context, context_of, visitor_of
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.public_address import is_near, public_address
from server.web.qr_drawing import qr_svg
from server.web.words import DAYS, SHORT_MONTHS

_DONE, _SKIP, _LEAVE, _PRINT = "selesai", "lewati", "tinggalkan", "cetak"
_FIELDS = ("nomor", "kode", "hari", "kelas", "ditahan")
_LAST = 4
_MOST_SLIPS = 3
RECEIPT_IDLE_S = 180
"""At a kiosk: sixteen digits are copied by hand, by old people too, and can be told no more."""
PRINTED = "Kertas keluar dari printer. Ambil, lalu simpan."
NOT_PRINTED = "Printer tidak dapat mencetak. Catat atau foto nomor dan kode ini."
ENOUGH = "Sudah dicetak tiga kali. Catat atau foto nomor dan kode ini."


def receipt_page(request: Request, receipt: Receipt) -> Response:
    """The answer to a complaint that was just sent."""
    told = (receipt.number, receipt.code, receipt.day.isoformat(), receipt.klass.value, "1" if receipt.held else "")
    return _page(request, told, stage="keep", status=200 if receipt.replayed else 201)


async def press(request: Request) -> Response:
    """A button of the receipt: typed back, skipped, printed."""
    fields = await form_fields(request)
    told = tuple(fields.get(name, "") for name in _FIELDS)
    intake = context_of(request).complaints.intake
    if not intake.stamped(fields.get("key", ""), *told) or not groups_of(told[1]):
        return problem(request, RECEIPT_OVER)
    match fields.get("ke", _DONE):
        case "cetak":
            return await _printed(request, told, fields.get("lembar", ""))
        case "lewati":
            return _page(request, told, stage="leave")
        case "tinggalkan":
            return _page(request, told, stage="done")
        case "kembali":
            return _page(request, told, stage="keep")
        case _:
            typed = "".join(filter(str.isdigit, fields.get("akhir", "")))
            if not secrets.compare_digest(typed[-_LAST:].encode(), told[1][-_LAST:].encode()):
                return _page(request, told, stage="keep", trouble=WRONG_DIGITS, status=422)
            return _page(request, told, stage="done")


async def _printed(request: Request, told: tuple[str, ...], slips: str) -> Response:
    """On the printer that the server drives; past its queue, which would keep the code."""
    context, visitor = context_of(request), visitor_of(request)
    count = int(slips) if slips.isdecimal() and len(slips) < 3 else 0
    if not (visitor.official or visitor.role is Role.KIOSK):
        return _page(request, told, stage="keep")
    if count >= _MOST_SLIPS:
        return _page(request, told, stage="keep", printed=ENOUGH, slips=count)
    number, code, day, *_ = told
    paper = ComplaintPaper(
        office=context.description.name,
        number=number,
        code=" ".join(groups_of(code)),
        when=_day_words(day),
        address=_way_back(request, code),
    )
    result = await context.paper.print_unkept(paper)
    went = result is not None and result.state is not PrintState.FAILED
    return _page(request, told, stage="keep", printed=PRINTED if went else NOT_PRINTED, slips=count + 1)


def _page(
    request: Request,
    told: tuple[str, ...],
    *,
    stage: str,
    trouble: str = "",
    printed: str = "",
    slips: int = 0,
    status: int = 200,
) -> Response:
    context, visitor = context_of(request), visitor_of(request)
    number, code, day, klass, held = told
    kiosk = visitor.role is Role.KIOSK
    printer = context.description.printer
    done = stage == "done"
    stamp = context.complaints.intake.stamp(*told)
    picture = context.now_picture()
    address = _way_back(request, code)
    view = ReceiptView(
        office=picture.description.name,
        clock=picture.clock(),
        stage=stage,
        number=number,
        groups=() if done else groups_of(code),
        qr_svg="" if done or not opens_elsewhere(address) else qr_svg(address),
        host=urlsplit(address).netloc,
        near=is_near(address),
        day=_day_words(day),
        answer_by=_answer_by(context, day),
        klass_words=READERS[Class(klass)],
        held=bool(held),
        official=visitor.official,
        carried=() if done else (*zip(_FIELDS, told, strict=True), ("key", stamp), ("lembar", str(slips))),
        paper=_paper(visitor, printer.kind),
        printed=printed,
        problem=trouble,
        shared=kiosk,
        idle_ms=(KIOSK_IDLE_S if done else RECEIPT_IDLE_S) * 1000,
        away="/ambil" if kiosk else "/aduan",
    )
    return html(request, view, status=status)


def _paper(visitor: Visitor, printer: str) -> str:
    """Who prints the slip: the office's printer, the browser's own, or ("") nobody: a kiosk without paper."""
    kiosk = visitor.role is Role.KIOSK
    if printer in DRIVEN and (visitor.official or kiosk):
        return "office"
    return "" if kiosk and printer != "browser" else "browser"


def _way_back(request: Request, code: str) -> str:
    """The address that a phone opens; what stands behind the # is never sent to any server."""
    return public_address(request, f"/aduan/lacak#{code}")


def _answer_by(context: Context, iso: str) -> str:
    """The last day for a first answer, as the clock of a complaint received that day counts it."""
    office = context.complaints.office
    return long_day(add_working_days(date.fromisoformat(iso), office.rules().answer_days, office.closed()))


def _day_words(iso: str) -> str:
    """`Senin, 23 Nov 2026`."""
    day = date.fromisoformat(iso)
    return f"{DAYS[day.weekday()]}, {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def routes() -> list[Route]:
    return [Route("/aduan/baru/bukti", press, methods=["POST"])]
