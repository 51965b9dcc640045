"""Paper in words: what stands on a slip, and what people are told about the printer."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from display.paper_views import PaperNote, PrintingView, PrintRow
from server.description.printer import Printer
from server.domain.ahead import ahead_of
from server.domain.moment import Moment
from server.domain.print_job import PrintJob, PrintState
from server.domain.tickets import Ticket, TicketState
from server.paper.printer import Trouble
from server.paper.slip import PapersNeeded, TicketPaper, TrialPaper
from server.web.present.picture import Picture
from server.web.words import DAYS, SHORT_MONTHS, clock_words

_LISTED = 40

# What is wrong, and what an official does about it.
TROUBLE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        Trouble.NO_PAPER: "Kertas tiket habis. Isi gulungan baru.",
        Trouble.LITTLE_PAPER: "Kertas tiket hampir habis. Siapkan gulungan baru.",
        Trouble.OFFLINE: "Printer tiket tidak terhubung. Periksa listrik, kabel, dan alamatnya.",
        Trouble.NOT_READY: "Printer tiket belum siap. Periksa tutup dan lampunya.",
        Trouble.NO_ANSWER: "Printer tiket macet. Matikan, tunggu sebentar, lalu nyalakan lagi.",
        Trouble.FORBIDDEN: "Komputer kantor tidak diizinkan memakai printer tiket. Minta pengelola memberi izinnya.",
        Trouble.BROKEN: "Printer tiket tidak dapat dipakai. Periksa alamatnya di pengaturan.",
        Trouble.LATE: "Tidak dicetak: terlalu lama menunggu printer.",
        Trouble.CUT_OFF: "Belum pasti tercetak: komputer kantor berhenti saat mencetak.",
    }
)
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "none": "Kantor ini tidak memakai printer tiket.",
        "browser": "Tiket dicetak oleh peramban di kios.",
        "network": "Printer jaringan",
        "usb": "Printer USB",
        "file": "Printer di komputer ini,",
    }
)
_STATES: Mapping[PrintState, str] = MappingProxyType(
    {
        PrintState.WAITING: "menunggu printer",
        PrintState.PRINTING: "sedang dicetak",
        PrintState.PRINTED: "tercetak",
        PrintState.FAILED: "tidak tercetak",
        PrintState.UNSURE: "belum pasti tercetak",
    }
)
_NAMES: Mapping[str, str] = MappingProxyType({"papers": "Lengkapi dulu", "test": "Cetak uji"})


def ticket_paper(picture: Picture, ticket: Ticket, address: str) -> TicketPaper:
    """A ticket for paper. `address` is what its code leads to."""
    return TicketPaper(
        office=picture.description.name,
        number=ticket.number,
        service=picture.service_name(ticket.service),
        ahead=ahead_of(picture.state, ticket) if ticket.state is TicketState.WAITING else 0,
        when=_when(picture.now),
        address=address,
    )


def papers_needed(picture: Picture, service: str) -> PapersNeeded:
    """The list of what a service asks for, by its letter."""
    described = picture.description.service(service)
    papers = () if described is None else described.papers
    return PapersNeeded(picture.description.name, picture.service_name(service), papers, _when(picture.now))


def trial_paper(picture: Picture) -> TrialPaper:
    return TrialPaper(picture.description.name, printer_words(picture.description.printer), _when(picture.now))


def printer_words(printer: Printer) -> str:
    """`Printer jaringan 192.168.1.60`."""
    return f"{_KINDS[printer.kind]} {printer.address}".strip() if printer.address else _KINDS[printer.kind]


def note_of(job: PrintJob, *, repeat: str = "", key: str = "") -> PaperNote:
    """What stands below the number on the kiosk. `repeat`: the job that may be printed once more."""
    if job.kind == "papers":
        return _list_note(job, key)
    match job.state:
        case PrintState.WAITING | PrintState.PRINTING:
            return PaperNote("waiting", "Tiket sedang dicetak.", "", key)
        case PrintState.PRINTED:
            return PaperNote("printed", "Ambil tiket Anda di bawah.", repeat, key)
        case PrintState.UNSURE:
            return PaperNote("trouble", "Tiket tidak keluar? Catat nomor Anda:", repeat, key, job.ticket)
        case PrintState.FAILED:
            return PaperNote("trouble", f"{_shortly(job.why)} Catat nomor Anda:", "", key, job.ticket)


def _list_note(job: PrintJob, key: str) -> PaperNote:
    """The same of the list of papers, which stands on the screen as well."""
    match job.state:
        case PrintState.WAITING | PrintState.PRINTING:
            return PaperNote("waiting", "Daftar ini sedang dicetak.", "", key)
        case PrintState.PRINTED:
            return PaperNote("printed", "Ambil daftar ini di bawah.", "", key)
        case PrintState.UNSURE | PrintState.FAILED:
            return PaperNote("trouble", "Daftar tidak tercetak. Foto atau catat daftar ini.", "", key)


def unprinted_note(number: str) -> PaperNote:
    """For a ticket that could not even be handed to the printer."""
    return PaperNote("trouble", "Tiket tidak tercetak. Catat nomor Anda:", "", "", number)


def browser_note(printer: Printer) -> PaperNote:
    return PaperNote("browser", "Cetak tiket ini bila perlu.", "", "", wide=printer.paper == 80)


def printing_view(picture: Picture, jobs: tuple[PrintJob, ...], *, key: str) -> PrintingView:
    printer = picture.description.printer
    return PrintingView(
        office=picture.description.name,
        clock=picture.clock(),
        printer=printer_words(printer),
        trouble=TROUBLE_WORDS.get(picture.presence.printer_trouble, ""),
        rows=tuple(_row(picture, job) for job in jobs[:_LISTED]),
        key=key,
    )


def _row(picture: Picture, job: PrintJob) -> PrintRow:
    made = datetime.fromtimestamp(job.made_ms / 1000, UTC).astimezone(picture.description.zone)
    words = _STATES[job.state]
    if job.state in {PrintState.FAILED, PrintState.UNSURE} and job.why in TROUBLE_WORDS:
        words = f"{words}. {TROUBLE_WORDS[job.why]}"
    return PrintRow(
        job=job.id,
        time=clock_words(made.hour, made.minute),
        name=job.ticket or _NAMES.get(job.kind, ""),
        state=job.state,
        state_words=words,
        again=job.state in {PrintState.PRINTED, PrintState.FAILED, PrintState.UNSURE},
    )


def _shortly(why: str) -> str:
    """What a resident needs to know of it."""
    return "Kertas habis." if why == Trouble.NO_PAPER else "Tiket tidak tercetak."


def _when(now: Moment | None) -> str:
    if now is None:
        return ""
    local = now.local
    date = f"{DAYS[local.weekday()]}, {local.day} {SHORT_MONTHS[local.month - 1]} {local.year}"
    return f"{date}   {clock_words(local.hour, local.minute)}"
