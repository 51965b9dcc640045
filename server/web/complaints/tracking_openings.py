"""Who opened a complaint and on which day, and who saw or wanted to see who its sender is: one sentence each."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from server.domain.complaint_codes import SENDER
from server.domain.complaint_events import (
    CaseOpened,
    CustodiansChanged,
    ErasureAsked,
    ErasureStopped,
    IdentityApproved,
    IdentityAsked,
    IdentityClosed,
    IdentityRefused,
    KeysGranted,
    KeysRevoked,
)
from server.domain.day_record import DayRecord
from server.web.complaints.desk_words import IDENTITY_WORDS, OPENING_WORDS, day_words

_OPENED = {"text": "membaca aduan ini", "photo": "melihat fotonya", "identity": "MELIHAT NAMA ANDA"}.items()


def openings(records: Iterable[DayRecord[Any]], name_of: Callable[[str], str]) -> tuple[str, ...]:
    """In order of the log; what happened twice on a day is said once. `name_of` of an account that is gone is ""."""
    return tuple(
        dict.fromkeys(_lines(records, lambda account: name_of(account) or "Petugas yang sudah tidak bekerja di sini"))
    )


def _lines(records: Iterable[DayRecord[Any]], name: Callable[[str], str]) -> Iterator[str]:
    asked: dict[str, IdentityAsked] = {}
    for record in records:
        match record.event:
            case CaseOpened(what=what, by=by, reason=reason):
                why = OPENING_WORDS.get(reason) or IDENTITY_WORDS.get(reason, reason)
                words = f"{name(by)} {dict(_OPENED).get(what, what)}. Alasan: {_small(why)}."
            case IdentityAsked(request=request, by=by, reason=reason, minutes=minutes) as event:
                asked[request] = event
                why = _small(IDENTITY_WORDS.get(reason, reason))
                words = f"{name(by)} meminta melihat nama Anda selama {minutes} menit. Alasan: {why}."
            case IdentityApproved(request=request, custodian=custodian):
                words = f"{name(custodian)} mengizinkan permintaan {_of(asked, request, name)}."
            case IdentityRefused(request=request, custodian=custodian):
                words = f"{name(custodian)} menolak permintaan {_of(asked, request, name)}."
            case IdentityClosed(request=request):
                words = f"Nama Anda tertutup kembali bagi {_of(asked, request, name)}."
            case KeysGranted(to=to, as_rung=False):
                words = f"{name(to)} diberi kunci untuk membaca aduan ini."
            case CustodiansChanged(custodians=custodians):
                words = f"Kunci nama Anda sekarang dipegang oleh {_and([name(one) for one in custodians])}."
            case ErasureAsked(by=by):
                words = f"{name(by)} meminta seluruh aduan ini dihapus: katanya Anda sendiri datang memintanya."
            case ErasureStopped(by=by):
                who = "Anda menghentikan" if by == SENDER else f"{name(by)} membatalkan"
                words = f"{who} penghapusan aduan ini."
            case KeysRevoked(account=account, conflict=True):
                words = f"{name(account)} tidak dapat membaca aduan ini lagi, dan tidak akan diberi lagi."
            case KeysRevoked(account=account):
                words = f"{name(account)} tidak dapat membaca aduan ini lagi."
            case _:
                continue
        yield f"{day_words(record.day)}: {words}"


def _of(asked: dict[str, IdentityAsked], request: str, name: Callable[[str], str]) -> str:
    return name(asked[request].by) if request in asked else "itu"


def _and(names: list[str]) -> str:
    return " dan ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
