"""An account that is put out of work: what of the complaints only its key opens, said before it is too late."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.requests import Request

from server.web.context import context_of, visitor_of

if TYPE_CHECKING:
    from server.complaints.key_procedures import Leaving


async def would_be_lost(request: Request, account: str, fields: Mapping[str, str]) -> str:
    """A sentence about what nobody could read any more without this account's key; "" when there is nothing, or when it is accepted."""
    if fields.get("accept", "") == "1":
        return ""
    complaints = await context_of(request).complaints_door.in_keeping()
    if complaints is None or complaints.office.trouble:
        return ""  # nobody reads anything now, and somebody who has to go can go all the same
    foreseen = await complaints.desk.procedures.leaving(account)
    return leaving_sentence(foreseen) if foreseen.loses else ""


async def take_keys(request: Request, account: str) -> None:
    """Lock, revoke and destroy what the account could open; as far as something else opens it too."""
    complaints = await context_of(request).complaints_door.in_keeping()
    if complaints is not None and not complaints.office.trouble:
        await complaints.desk.procedures.leave(account, actor=visitor_of(request).actor, accept=True)


def leaving_sentence(foreseen: "Leaving") -> str:
    """What would be lost, and what to do first."""
    lost = []
    if foreseen.only:
        lost.append(f"{foreseen.only} aduan hanya dapat dibuka dengan kunci akun ini")
    if foreseen.names:
        lost.append(f"{foreseen.names} identitas pelapor hanya dijaga akun ini")
    after = (
        "Lembar pemulihan masih dapat membuka isi aduannya, tetapi bukan identitasnya."
        if foreseen.sheet
        else "Belum ada lembar pemulihan, jadi kuncinya tetap disimpan terkunci sampai aduannya diserahkan."
    )
    what = " dan ".join(lost)
    return (
        f"Belum dilakukan: {what}. Minta orang ini menyerahkannya dulu di /meja, atau centang “Tetap lakukan”. {after}"
    )
