"""The log in sentences that a head of services can read: who did what."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

from server.domain.events import (
    AppointmentDue,
    ClockConfirmed,
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterStaffed,
    DayClosed,
    DayCorrected,
    DayOpened,
    DoorEvent,
    Event,
    LetterCalled,
    LetterCollected,
    LetterReady,
    LogRestored,
    OfficeConfigured,
    PressUndone,
    ServiceContinued,
    ServingStarted,
    TakingResumed,
    TakingStopped,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketHeld,
    TicketMissed,
    TicketNoted,
    TicketRecalled,
    TicketReturned,
    TicketTaken,
    TicketTransferred,
)
from server.web.present.history_door import door_words
from server.web.present.history_sounds import SoundEvent, sound_words


class Kind(StrEnum):
    """What a line of the history is about."""

    SETTINGS = "pengaturan"
    DAY = "hari"
    COUNTER = "loket"
    TICKET = "nomor"
    CALL = "panggilan"
    DOOR = "akses"


KIND_WORDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SETTINGS: "Pengaturan",
        Kind.DAY: "Hari layanan",
        Kind.COUNTER: "Loket dan petugas",
        Kind.TICKET: "Nomor antrean",
        Kind.CALL: "Pengeras suara dan TV",
        Kind.DOOR: "Akun dan perangkat",
    }
)
_ACTORS: Mapping[str, str] = MappingProxyType(
    {
        "clock": "Jadwal otomatis",
        "setup": "Penyiapan",
        "api": "Program (token API)",
        "console": "Di komputer server",
        "public": "Warga",
    }
)
_CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "kiosk": "di kios",
        "phone": "dari HP",
        "official": "oleh petugas",
        "counter": "langsung di loket",
        "api": "lewat program",
    }
)
_ENDS: Mapping[str, str] = MappingProxyType({"day_closed": " karena hari layanan ditutup", "resident": " oleh warga"})


def _nameless(_of: str) -> str:
    return ""


def who(actor: str, name_of: Callable[[str], str]) -> str:
    """An actor of the log for people. `name_of` gives the display name of an account's id, "" when it was erased."""
    kind, _, rest = actor.partition(":")
    if kind == "account":
        return name_of(rest) or "Petugas yang sudah dihapus"
    return _ACTORS.get(actor, "Perangkat" if kind == "device" else actor)


def kind_of(event: Event) -> Kind:
    if isinstance(event, DoorEvent):
        return Kind.DOOR
    match event:
        case OfficeConfigured() | LogRestored():
            return Kind.SETTINGS
        case DayOpened() | DayClosed() | DayCorrected() | ClockConfirmed() | TakingStopped() | TakingResumed():
            return Kind.DAY
        case CounterOpened() | CounterClosed() | CounterPaused() | CounterStaffed() | PressUndone():
            return Kind.COUNTER
        case _:
            return Kind.CALL if isinstance(event, SoundEvent) else Kind.TICKET


def what(
    event: Event,
    name_of: Callable[[str], str],
    changes: tuple[str, ...],
    origin: Event | None = None,
    device_name_of: Callable[[str], str] = _nameless,
) -> str:
    """The event in one sentence; `changes` are those of the settings, when it is a change of them. `origin`: see `sound_words`."""
    if isinstance(event, SoundEvent):
        return sound_words(event, origin)
    if isinstance(event, DoorEvent):
        return door_words(event, name_of, device_name_of)
    match event:
        case OfficeConfigured():
            return " ".join(changes) or "Pengaturan kantor disimpan."
        case LogRestored(gap=gap):
            return f"Data dipulihkan dari cadangan; {gap} nomor tiap layanan dilewati."
        case DayOpened(date=date):
            return f"Hari layanan {_date(date)} dibuka."
        case DayClosed(date=date):
            return f"Hari layanan {_date(date)} ditutup."
        case DayCorrected(date=date):
            return f"Tanggal hari layanan dibetulkan menjadi {_date(date)}."
        case ClockConfirmed():
            return "Jam komputer yang diragukan dinyatakan benar."
        case TakingStopped():
            return "Pengambilan nomor dihentikan."
        case TakingResumed():
            return "Pengambilan nomor dibuka lagi."
        case CounterOpened() | CounterClosed() | CounterPaused() | CounterStaffed() | PressUndone():
            return _at_counter(event, name_of)
        case LetterReady() | LetterCalled() | LetterCollected():
            return _letter(event)
        case _:
            return _ticket(event)


def _letter(event: LetterReady | LetterCalled | LetterCollected) -> str:
    match event:
        case LetterReady(ticket=ticket, day=day):
            return f"Surat nomor {ticket} ({_date(day)}) siap diambil."
        case LetterCalled(ticket=ticket, day=day):
            return f"Surat nomor {ticket} ({_date(day)}) dipanggil."
        case LetterCollected(ticket=ticket, why="collected"):
            return f"Surat nomor {ticket} diambil."
        case LetterCollected(ticket=ticket):
            return f"Surat nomor {ticket} dihapus dari daftar: keliru."
        case _:
            assert_never(event)


def _at_counter(
    event: CounterOpened | CounterClosed | CounterPaused | CounterStaffed | PressUndone, name_of: Callable[[str], str]
) -> str:
    match event:
        case CounterOpened(counter=counter):
            return f"Loket {counter} dibuka."
        case CounterClosed(counter=counter):
            return f"Loket {counter} ditutup."
        case CounterPaused(counter=counter):
            return f"Loket {counter} istirahat."
        case CounterStaffed(counter=counter, account=""):
            return f"Loket {counter} ditinggalkan petugasnya."
        case CounterStaffed(counter=counter, account=account):
            return f"{name_of(account) or 'Petugas yang sudah dihapus'} bertugas di loket {counter}."
        case PressUndone(counter=counter):
            return f"Tombol terakhir di loket {counter} diurungkan."
        case _:
            assert_never(event)


def _ticket(
    event: TicketTaken
    | AppointmentDue
    | TicketCalled
    | TicketRecalled
    | ServingStarted
    | ServiceContinued
    | TicketNoted
    | TicketHeld
    | TicketReturned
    | TicketTransferred
    | TicketFinished
    | TicketMissed
    | TicketCancelled,
) -> str:
    match event:
        case TicketTaken(ticket=ticket, channel=channel):
            return f"Nomor {ticket} diambil {_CHANNELS.get(channel, channel)}."
        case AppointmentDue(ticket=ticket):
            return f"Waktu janji nomor {ticket} tiba."
        case TicketCalled(ticket=ticket, counter=counter):
            return f"Nomor {ticket} dipanggil ke loket {counter}."
        case TicketRecalled(ticket=ticket, counter=counter):
            return f"Nomor {ticket} dipanggil ulang ke loket {counter}."
        case ServingStarted(ticket=ticket, counter=counter):
            return f"Nomor {ticket} mulai dilayani di loket {counter}."
        case ServiceContinued(ticket=ticket, service=service):
            return f"Nomor {ticket} dilanjutkan dengan layanan {service}."
        case TicketNoted(ticket=ticket):
            return f"Nomor {ticket} diberi catatan."
        case TicketHeld(ticket=ticket, counter=counter):
            return f"Nomor {ticket} ditunda di loket {counter}."
        case TicketReturned(ticket=ticket):
            return f"Nomor {ticket} kembali menunggu."
        case TicketTransferred(ticket=ticket, service=service, to=to):
            return f"Nomor {ticket} dialihkan ke {f'loket {to}' if to else f'layanan {service}'}."
        case TicketFinished(ticket=ticket, counter=counter, why=why):
            return f"Nomor {ticket} selesai di loket {counter}{_ENDS.get(why, '')}."
        case TicketMissed(ticket=ticket, counter=counter):
            return f"Nomor {ticket} tidak hadir di loket {counter}."
        case TicketCancelled(ticket=ticket, why=why):
            return f"Nomor {ticket} dibatalkan{_ENDS.get(why, '')}."
        case _:
            assert_never(event)


def plain_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula: names are typed by people (OWASP, CSV injection)."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _date(iso: str) -> str:
    return "-".join(reversed(iso.split("-")))
