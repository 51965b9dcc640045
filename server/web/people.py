"""The office's people, for an admin: who has an account, with which role, and new PINs for those who forgot theirs."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from server.domain.access import AccountRow
from server.domain.door_events import AccountAdded, AccountChanged, SecretRenewed
from server.private.accounts import Issued, Trouble
from server.private.doorkeeper import PASSWORD, PIN
from server.private.strength import Weakness
from server.web.at_counter import off_the_counter
from server.web.complaints.leaving import take_keys, would_be_lost
from server.web.context import context_of
from server.web.door_record import changes_of, record_door
from server.web.door_words import account_words
from server.web.double_taps import Once
from server.web.forms import form_fields
from server.web.pages import html, problem
from server.web.present.people import people_view, person_view
from server.web.words import NOT_FOUND

_SAVED = "Tersimpan."
_ENDED = "Sudah dikeluarkan dari semua perangkat."
_PIN_WORDS = (
    "PIN sekali pakai. Catat sekarang: tidak ditampilkan lagi. Berlaku di tablet petugas, lalu diganti sendiri."
)
_PASSWORD_WORDS = "Kata sandi sekali pakai. Catat sekarang: tidak ditampilkan lagi. Diganti sendiri saat pertama masuk."  # noqa: S105


async def show_all(request: Request) -> Response:
    erased = "Akun sudah dihapus." if request.query_params.get("kabar") == "dihapus" else ""
    return _all(request, notice=erased)


async def add(request: Request) -> Response:
    """A new account with a one-time PIN, which is answered directly: it must stand in no address and no history."""
    fields = await form_fields(request)
    accounts = context_of(request).doorkeeper.accounts
    made = await accounts.add(name=fields.get("name", ""), role=fields.get("role", ""), login=fields.get("login", ""))
    if not isinstance(made, AccountRow):
        return _all(request, fields, trouble=account_words(made), status=422)
    issued = await accounts.issue_pin(made.id)
    await record_door(request, AccountAdded(made.id, made.role), SecretRenewed(made.id, PIN, issued=True))
    return _issued(request, made.id, issued, _PIN_WORDS, status=201)


async def show(request: Request) -> Response:
    return _one(request, request.path_params["id"], notice=_SAVED if request.query_params.get("kabar") else "")


async def act(request: Request) -> Response:
    answer = await _act(request)
    await off_the_counter(request, request.path_params["id"])
    return answer


async def _act(request: Request) -> Response:
    fields = await form_fields(request)
    keeper, account_id = context_of(request).doorkeeper, request.path_params["id"]
    match fields.get("action", ""):
        case "change":
            active, before = fields.get("active", "") == "1", keeper.accounts.by_id(account_id)
            if not active and (lost := await would_be_lost(request, account_id, fields)):
                return _one(request, account_id, trouble=lost, insist=True, status=409)
            changed = await keeper.change_account(
                account_id, name=fields.get("name", ""), role=fields.get("role", ""), active=active
            )
            if isinstance(changed, AccountRow) and before is not None:
                await record_door(request, *changes_of(before, changed))
            if isinstance(changed, AccountRow) and not changed.active:
                await take_keys(request, account_id)
            return _saved(request, account_id, changed)
        case "pin":
            issued = await keeper.issue_pin(account_id)
            await _renewed(request, account_id, PIN, issued)
            return _issued(request, account_id, issued, _PIN_WORDS)
        case "password":
            issued = await keeper.issue_password(account_id)
            await _renewed(request, account_id, PASSWORD, issued)
            return _issued(request, account_id, issued, _PASSWORD_WORDS)
        case "end":
            await keeper.end_sessions(account_id)
            return _one(request, account_id, notice=_ENDED)
        case "end-one":
            if fields.get("session", "") in {row.id for row in keeper.sessions_of(account_id)}:
                await keeper.sign_out(fields["session"])
            return RedirectResponse(f"/atur/petugas/{account_id}", 303)
        case "erase":
            if lost := await would_be_lost(request, account_id, fields):
                return _one(request, account_id, trouble=lost, insist=True, status=409)
            erased = keeper.accounts.by_id(account_id)
            trouble = await keeper.accounts.erase(account_id)
            if trouble is not None:
                return _one(request, account_id, trouble=account_words(trouble), status=409)
            if erased is not None:
                await record_door(request, AccountChanged(account_id, "erased", erased.role))
            await take_keys(request, account_id)
            return RedirectResponse("/atur/petugas?kabar=dihapus", 303)
        case _:
            return problem(request, NOT_FOUND)


async def _renewed(request: Request, account_id: str, secret: str, issued: Issued | Trouble) -> None:
    if isinstance(issued, Issued):
        await record_door(request, SecretRenewed(account_id, secret, issued=True))


def _saved(request: Request, account_id: str, changed: AccountRow | Trouble | Weakness) -> Response:
    if isinstance(changed, AccountRow):
        return RedirectResponse(f"/atur/petugas/{account_id}?kabar=tersimpan", 303)
    return _one(request, account_id, trouble=account_words(changed), status=422)


def _issued(request: Request, account_id: str, issued: Issued | Trouble, words: str, status: int = 200) -> Response:
    if isinstance(issued, Trouble):
        return _one(request, account_id, trouble=account_words(issued), status=404)
    return _one(request, account_id, issued=issued.secret, issued_words=words, status=status)


def _all(
    request: Request, fields: dict[str, str] | None = None, *, trouble: str = "", notice: str = "", status: int = 200
) -> Response:
    context, typed = context_of(request), fields or {}
    view = people_view(
        context.now_picture(),
        context.doorkeeper.accounts.all(),
        draft=(typed.get("name", ""), typed.get("login", "")),
        role=typed.get("role", ""),
        key=secrets.token_hex(16),
        problem=trouble,
        notice=notice,
    )
    return html(request, view, status=status)


def _one(
    request: Request,
    account_id: str,
    *,
    issued: str = "",
    issued_words: str = "",
    trouble: str = "",
    insist: bool = False,
    notice: str = "",
    status: int = 200,
) -> Response:
    context = context_of(request)
    account = context.doorkeeper.accounts.by_id(account_id)
    if account is None:
        return problem(request, NOT_FOUND)
    view = person_view(
        context.now_picture(),
        account,
        context.doorkeeper.sessions_of(account.id),
        context.doorkeeper.devices,
        issued=issued,
        issued_words=issued_words,
        key=secrets.token_hex(16),
        problem=trouble,
        insist=insist,
        notice=notice,
    )
    return html(request, view, status=status)


def routes() -> list[Route]:
    once = Once()
    return [
        Route("/atur/petugas", show_all, methods=["GET"]),
        Route("/atur/petugas", once(add), methods=["POST"]),
        Route("/atur/petugas/{id}", show, methods=["GET"]),
        Route("/atur/petugas/{id}", once(act), methods=["POST"]),
    ]
