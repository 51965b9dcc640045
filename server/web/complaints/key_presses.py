"""Presses on `/meja/petugas` about keys that change hands: everything to a successor, and custodians who are missing."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.complaints.key_procedures import NotTrusted
from server.web.complaints.desk_door import DESK, at_desk
from server.web.complaints.key_words import not_trusted
from server.web.complaints.staffing import staffing_page
from server.web.context import context_of
from server.web.forms import form_fields

_NOBODY = "Pilih orang yang sudah punya kunci meja aduan."


async def hand_over(request: Request) -> Response:
    """Everything that the presser reads, and the identities of which they alone are custodian, are given to somebody."""
    fields = await form_fields(request)
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    heir = fields.get("to", "")
    if heir == at.account or heir not in await at.desk.procedures.public_keys():
        return await staffing_page(request, at, trouble=_NOBODY, status=422)
    granted = await at.desk.procedures.hand_over(at.unlocked, heir)
    if isinstance(granted, NotTrusted):
        return await staffing_page(request, at, trouble=not_trusted(at), status=409)
    left = f" {granted.left} aduan tidak dapat diserahkan kepadanya." if granted.left else ""
    notice = f"{granted.done} aduan diserahkan kepada {context_of(request).names.of(heir)}.{left}"
    return await staffing_page(request, at, notice=notice)


async def complete_custodians(request: Request) -> Response:
    """The second of two custodians who press this, both with an open desk, replaces the one who is missing."""
    at = await at_desk(request)
    if isinstance(at, Response):
        return at
    handed = await at.desk.procedures.complete_custodians(at.session)
    if handed.done:
        notice = f"{handed.done} identitas kini punya tiga pemegang kunci lagi."
    elif handed.left:
        notice = "Tercatat. Minta satu pemegang kunci lain membuka meja aduan dan menekan tombol yang sama."
    else:
        notice = "Semua identitas RAHASIA sudah punya tiga pemegang kunci."
    return await staffing_page(request, at, notice=notice)


def routes() -> list[Route]:
    return [
        Route(f"{DESK}/serahkan", hand_over, methods=["POST"]),
        Route(f"{DESK}/penjaga", complete_custodians, methods=["POST"]),
    ]
