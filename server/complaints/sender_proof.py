"""Whether a complaint can still disappear silently: the signed receipt, and its place in the week's root."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server.complaints.office import ComplaintOffice
from server.complaints.sender_story import opened_story, opened_text
from server.complaints.weekly_root import proof_of, week_of
from server.domain.complaint import Complaint
from server.sealing.batch_root import included
from server.sealing.signing import commitment, story_digest

if TYPE_CHECKING:
    from server.sealing.sealing import Sealing


@dataclass(frozen=True, slots=True)
class SenderProof:
    """Hex and words for whoever checks by hand.

    `sound`: text, day, number, receipt and signature belong together; None: the text is erased. `root`: of `week` (ISO), "" while it
    is not made. `included`: the receipt leads to that root by `path`.
    """

    commitment: str
    signature: str
    nonce: str
    digest: str
    public: str
    sound: bool | None
    week: str
    root: str
    path: str
    included: bool


async def read_proof(
    office: ComplaintOffice, sealing: "Sealing", complaint: Complaint, private: bytes | None
) -> SenderProof:
    committed = bytes.fromhex(complaint.commitment)
    signature = nonce = digest = public = b""
    sound = None
    if private is not None and (receipt := await _receipt(office, complaint.id, private)) is not None:
        nonce, signature, digest = receipt
        public = await sealing.office_public()
        again = commitment(complaint.number, digest, complaint.days.received, nonce)
        sound = again == committed and await sealing.verify(committed, signature)
    shown = await proof_of(office, complaint.id)
    return SenderProof(
        commitment=complaint.commitment,
        signature=signature.hex(),
        nonce=nonce.hex(),
        digest=digest.hex(),
        public=public.hex(),
        sound=sound,
        week=week_of(complaint.days.received),
        root="" if shown is None else shown.root.hex(),
        path="" if shown is None else shown.proof.text(),
        included=shown is not None and included(committed, shown.proof, shown.root),
    )


async def _receipt(office: ComplaintOffice, complaint: str, private: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Nonce, signature, and the digest of the story as it lies there now; None without any of them."""
    nonce = signature = digest = b""
    for row in await office.rows(complaint, "text"):
        story = opened_story(private, row.sealed)
        digest = story_digest(story.text.encode()) if story is not None else b""
    for row in await office.rows(complaint, "meta"):
        told: Any = json.loads(opened_text(private, row.sealed) or "{}")
        nonce, signature = bytes.fromhex(told.get("nonce", "")), bytes.fromhex(told.get("signature", ""))
    return (nonce, signature, digest) if nonce and digest else None
