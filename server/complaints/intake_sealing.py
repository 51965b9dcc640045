"""What a new complaint leaves behind: rows that nobody reads without a key, and the code that only its sender is told."""

import json
from dataclasses import dataclass, field
from datetime import date

from server.complaints.case_keys import CaseKeys
from server.complaints.draft import Draft
from server.complaints.identity_vault import IdentityVault
from server.complaints.kept import Kept, ReceiptRow, SealedRow, WrapRow
from server.complaints.office import ComplaintOffice
from server.sealing.pairs import lock, new_pair
from server.sealing.public_number import new_number
from server.sealing.receipt_code import new_code
from server.sealing.sealing import Sealing
from server.sealing.signing import NONCE_BYTES, commitment, story_digest

_ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class Sealed:
    """`complaint`: its id, told to nobody. `code` is told to the sender and kept nowhere. `commitment`, `signature`, `nonce`: hex."""

    complaint: str
    number: str
    code: str = field(repr=False)
    commitment: str
    signature: str
    nonce: str
    kept: Kept


async def sealed_case(
    office: ComplaintOffice,
    sealing: Sealing,
    draft: Draft,
    day: date,
    *,
    readers: tuple[str, ...],
    custodians: tuple[str, ...],
) -> Sealed:
    """Sealed to `readers` and to the sender's code; the name, if there is one, to `custodians`. Raises `server.sealing.stretch.Busy`.

    Where nobody is there to be told a code there is none ("") and nothing that it would open: stretching it is what costs. Raises
    also `server.complaints.case_keys.NoKey`, when the log names a reader whose key is gone.
    """
    random = sealing.random
    complaint, number = random(_ID_BYTES).hex(), _free_number(office, sealing)
    # First what may be refused for lack of time: nothing else has been done then.
    code, receipts, sender = await _access(sealing, complaint, day) if draft.has_sender else ("", (), b"")
    case = await CaseKeys(office, sealing).create(complaint, tuple(dict.fromkeys(readers)), sender=sender)

    nonce = random(NONCE_BYTES)
    committed = commitment(number, story_digest(draft.story.encode()), day, nonce)
    signature = await sealing.sign(committed)

    files = [(random(_ID_BYTES).hex(), "photo", photo) for photo in draft.photos]
    files += [(random(_ID_BYTES).hex(), "voice", draft.voice)] if draft.voice else []
    text = {
        "story": draft.story,
        "landmark": draft.landmark,
        "hamlet": draft.hamlet,
        "about": list(draft.about),
        "day": day.isoformat(),
        "show_photo": draft.show_photo,
        "files": [{"ref": ref, "what": what} for ref, what, _ in files],
    }
    meta = {"nonce": nonce.hex(), "signature": signature.hex(), "commitment": committed.hex()}

    def row(kind: str, sealed: bytes, ref: str = "") -> SealedRow:
        return SealedRow(ref or random(_ID_BYTES).hex(), complaint, kind, sealed)

    puts = [row("text", case.seal(_json(text))), row("meta", case.seal(_json(meta)))]
    puts += [row("file", case.seal(content), ref) for ref, _, content in files]
    wraps: tuple[WrapRow, ...] = tuple(case.wraps)
    if draft.identified:
        identity = await IdentityVault(office, sealing).create(complaint, custodians, sender=sender)
        puts.append(row("identity", identity.seal(_json({"name": draft.name, "contact": draft.contact}))))
        wraps += tuple(identity.wraps)
    return Sealed(
        complaint=complaint,
        number=number,
        code=code,
        commitment=committed.hex(),
        signature=signature.hex(),
        nonce=nonce.hex(),
        kept=Kept(puts=tuple(puts), wraps=wraps, receipts=receipts),
    )


async def _access(sealing: Sealing, complaint: str, day: date) -> tuple[str, tuple[ReceiptRow, ...], bytes]:
    """A code, the row by which it finds the complaint, and the public key of whoever holds it. Raises `Busy`."""
    code, sender = new_code(sealing.random), new_pair()
    lookup, kek = await sealing.receipt_keys(code)
    return code, (ReceiptRow(lookup, complaint, lock(kek, sender.private), day),), sender.public


def _free_number(office: ComplaintOffice, sealing: Sealing) -> str:
    while (number := new_number(sealing.random)) in office.state.by_number:
        pass  # one in a million: drawn anew
    return number


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
