"""From a form of the case's page to the press behind it."""

import asyncio
from collections.abc import Mapping, Sequence

from server.complaints.case_keys import NoKey
from server.complaints.desk_presses import LONGEST_WORDS, PROOF_HASH, Pressed
from server.complaints.office import Outcome
from server.complaints.photo import checked_photo
from server.complaints.proof_hash import proof_hash, seen_before
from server.complaints.sender_rights import agree_erasure, ask_erasure, refuse_erasure
from server.complaints.telltales import telltales
from server.domain.complaint_class import Class
from server.domain.complaint_events import FileAdded, FixProposed
from server.picture_check import NotUsable
from server.web.complaints.desk_door import AtDesk
from server.web.complaints.desk_words import LONGEST_SUMMARY
from server.web.complaints.summary_words import points_at_somebody
from server.web.context import Context
from server.web.forms import whole_number

Fields = Mapping[str, str]
_NO_WORDS = "Tulis dahulu kalimatnya."
_TOO_LONG = "Tulisannya terlalu panjang. Paling banyak 4000 huruf."
_SUMMARY_LONG = "Ringkasan paling banyak 240 huruf. Persingkat."
_NO_PROOF = "Pekerjaan yang tuntas perlu foto bukti. Ambil foto baru dari tempatnya."
_SAME_PHOTO = "Foto ini mirip dengan bukti aduan lain atau foto yang sudah ada. Ambil foto baru dari tempatnya."
_NO_TWIN = "Aduan dengan nomor itu tidak ada di daftar Anda. Periksa nomornya."
_NOT_SURE = "Centang dahulu bahwa pelapor hadir dan identitasnya cocok."
_NOT_SURE_OF_COLLEAGUE = "Centang dahulu bahwa Anda sudah memastikan permintaan pelapor ini benar."
_NO_KEY = "Orang itu belum punya kunci meja aduan. Minta ia membuka Meja aduan sekali."


class NotTaken(Exception):
    """Something is missing or wrong in the form. `words`: one sentence, and nothing of what was typed."""

    def __init__(self, words: str) -> None:
        super().__init__("not taken")
        self.words = words


async def carry_out(
    context: Context,
    at: AtDesk,
    press: Pressed,
    action: str,
    fields: Fields,
    several: Mapping[str, Sequence[str]],
    files: Mapping[str, bytes],
) -> Outcome | None:
    """None: there is no such press. Raises `NotTaken`."""
    presses, reason = at.desk.presses, fields.get("reason", "")
    match action:
        case "loloskan":
            return await presses.pass_moderation(press)
        case "periksa":
            return await presses.verify(press)
        case "kerjakan":
            return await presses.start_work(press)
        case "jawab":
            return await presses.answer(press, _words(fields))
        case "pesan":
            return await presses.message(press, _words(fields))
        case "tanya":
            return await presses.ask(press, _words(fields))
        case "teruskan":
            try:
                people = several.get("person", ())
                return await presses.assign(press, fields.get("unit", ""), people, sideways="sideways" in fields)
            except NoKey:
                raise NotTaken(_NO_KEY) from None
        case "tangani":
            return await presses.assign(press, "", (at.account,), sideways=False)
        case "selesai":
            return await _propose(context, at, press, fields, files.get("proof", b""))
        case "ringkasan":
            return await presses.propose_summary(press, _summary(context, fields))
        case "keluar":
            return await presses.forward(press, fields.get("to", ""), fields.get("number", "")[:60], _words(fields))
        case "gabung":
            return await presses.merge(press, _twin(at, fields))
        case "naikkan":
            klass = fields.get("klass", "")
            return None if klass not in set(Class) else await presses.raise_class(press, Class(klass), at.unlocked)
        case "arsip":
            return await presses.archive(press, reason, _words(fields))
        case "identitas":
            minutes = whole_number(fields.get("minutes", "")) or 0
            _, done = await at.desk.vault.ask(press.case.complaint.id, at.unlocked, reason, minutes, press.key)
            return done
        case "hapus":
            if "sure" not in fields:
                raise NotTaken(_NOT_SURE)
            return await ask_erasure(context.complaints.office, press.case.complaint.id, at.account, press.key)
        case "setuju-hapus":
            if "sure" not in fields:
                raise NotTaken(_NOT_SURE_OF_COLLEAGUE)
            return await agree_erasure(context.complaints.office, press.case.complaint.id, at.account, press.key)
        case "batal-hapus":
            return await refuse_erasure(context.complaints.office, press.case.complaint.id, at.account, press.key)
        case "atasan":
            return await presses.hand_up(press)
        case "cabut":
            return await presses.take_key(press, fields.get("account", ""), conflict="conflict" in fields)
        case _:
            return None


async def _propose(context: Context, at: AtDesk, press: Pressed, fields: Fields, photo: bytes) -> Outcome:
    reason, words = fields.get("reason", ""), _words(fields)
    if not photo:
        if reason == "tuntas":
            raise NotTaken(_NO_PROOF)
        return await at.desk.presses.propose_fix(press, reason, words)
    known = await context.complaints.office.answered(f"account:{at.account}", press.key) if press.key else None
    try:
        made = await checked_photo(photo)
    except NotUsable as unusable:
        raise NotTaken(str(unusable)) from None
    if known is None and await asyncio.to_thread(seen_before, made, await _known_hashes(context, at, press)):
        raise NotTaken(_SAME_PHOTO)
    added, ref = await at.desk.presses.add_proof(press, made, await asyncio.to_thread(proof_hash, made))
    if not ref:
        return added
    return await at.desk.presses.propose_fix(press, reason, words, ref)


async def _known_hashes(context: Context, at: AtDesk, press: Pressed) -> list[str]:
    """Of every proof that was given before, and, opened in this session alone, of what the sender sent."""
    office, complaint = context.complaints.office, press.case.complaint
    used = {one.event.proof for one in await office.history(complaint.id) if isinstance(one.event, FixProposed)}
    # A photo that was sent up, but whose proposal was then refused, may be sent again.
    hashes = [row.text for row in await office.plains(PROOF_HASH) if row.complaint != complaint.id or row.ref in used]
    own = () if press.case.text is None else press.case.text.files
    later = [one.event for one in await office.history(complaint.id) if isinstance(one.event, FileAdded)]
    sent = [one.ref for one in own if one.what == "photo"] + [one.ref for one in later if one.what == "photo"]
    for ref in sent:
        content = await at.desk.reading.content(press.case, ref)
        if content is not None:
            hashes.append(await asyncio.to_thread(proof_hash, content))
    return hashes


def _words(fields: Fields) -> str:
    words = fields.get("words", "").replace("\r\n", "\n").strip()
    if not words:
        raise NotTaken(_NO_WORDS)
    if len(words) > LONGEST_WORDS:
        raise NotTaken(_TOO_LONG)
    return words


def _summary(context: Context, fields: Fields) -> str:
    """Public words. What gives the sender away is refused, by the same rules as the sender's own hints."""
    words = " ".join(_words(fields).split())
    if len(words) > LONGEST_SUMMARY:
        raise NotTaken(_SUMMARY_LONG)
    names = [account.name for account in context.doorkeeper.accounts.all()]
    found = telltales(words, names)
    if found:
        raise NotTaken(points_at_somebody(one.kind for one in found))
    if "..." in words:
        raise NotTaken("Lengkapi dahulu bagian yang bertitik-titik.")
    return words


def _twin(at: AtDesk, fields: Fields) -> str:
    found = at.desk.by_number(fields.get("number", "") or fields.get("into", ""), at.account)
    if not found:
        raise NotTaken(_NO_TWIN)
    return found
