"""What the pages about paper show: what becomes of a ticket's print, the printer's page, and the poster."""

from dataclasses import dataclass

from display.clock_view import Clock


@dataclass(frozen=True, slots=True)
class PaperNote:
    """What becomes of one ticket on paper, told below its number.

    `state`: waiting | printed | trouble, or browser where the page prints itself. `repeat`: the job that may be printed once
    more, or "".
    """

    state: str
    words: str
    repeat: str
    key: str
    number: str = ""  # to be noted down; stands after the words
    wide: bool = False  # of a browser's printer: 80 mm instead of 58


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One thing that was to be printed."""

    job: str
    time: str  # "09.41"
    name: str  # "A012", "Lengkapi dulu", "Cetak uji"
    state: str  # waiting | printing | printed | failed | unsure
    state_words: str
    again: bool  # it may be printed again


@dataclass(frozen=True, slots=True)
class PrintingView:
    """`/cetak`, for officials. `rows` newest first."""

    office: str
    clock: Clock
    printer: str  # "Printer jaringan 192.168.1.60", or that there is none
    trouble: str  # one sentence, or ""
    rows: tuple[PrintRow, ...]
    key: str


@dataclass(frozen=True, slots=True)
class PosterFormView:
    """`/poster`: what the poster is to say. Nothing of it is kept."""

    office: str
    clock: Clock
    address: str
    wifi: str
    key: str
    problem: str


@dataclass(frozen=True, slots=True)
class PosterView:
    """The poster itself, one page of A4. `wifi_qr` is "" where the office has no Wi-Fi for residents."""

    office: str
    clock: Clock
    title: str  # "Ambil nomor dengan HP"
    wifi: str
    password: str
    wifi_qr: str  # inline SVG, made by the server
    address: str
    address_qr: str  # inline SVG, made by the server


PaperView = PrintingView | PosterFormView | PosterView
