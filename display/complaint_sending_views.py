"""What somebody who sends a complaint is shown: one question a screen, and in the end the receipt."""

from dataclasses import dataclass

from display.clock_view import Clock


@dataclass(frozen=True, slots=True)
class SendOption:
    """One thing to choose. `more`: what it means, or ""."""

    value: str
    words: str
    more: str = ""
    icon: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SendView:
    """`/aduan/baru`. `step`: apa, tentang, tempat, cerita, foto, kelas, nama or periksa; its template is `complaints/send_{step}.html`.

    `carried`: what was answered on other screens, as hidden fields. Only what a step asks for is filled in: `text` is the landmark or
    the story, `files` (words, place) what was uploaded, `rows` (question, answer, step) what is about to be sent, `hints` (title,
    what was found, advice) what gives the sender away. `work`: the challenge of the proof of work; `rules`, `names`: JSON for the hints.
    """

    office: str
    clock: Clock
    step: str
    place: int  # 1 is the first
    places: int
    carried: tuple[tuple[str, str], ...]
    options: tuple[SendOption, ...] = ()
    tracks: tuple[SendOption, ...] = ()
    text: str = ""
    most: int = 0
    name: str = ""
    contact: str = ""
    files: tuple[tuple[str, int], ...] = ()
    voice: str = ""
    show_photo: bool = False
    rows: tuple[tuple[str, str, str], ...] = ()
    hints: tuple[tuple[str, str, str], ...] = ()
    note: str = ""
    named: bool = True  # a name can be kept
    editing: bool = False  # came from the last screen and goes back there
    work: str = ""
    rules: str = ""
    names: str = ""
    problem: str = ""
    overheard: bool = False  # it travels unencrypted: who shares the network could read along
    official: bool = False  # an official writes for somebody else
    shared: bool = False  # a kiosk for everybody
    idle_ms: int = 60_000
    away: str = "/aduan"  # where "Batal" leads


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """The answer to a complaint that was sent. `stage`: keep (number, code, QR) | leave (a warning) | done.

    The code's 16 digits stand in `groups` of four; `answer_by` is the last day of the first answer. `host`: the office's address, `near`:
    it opens from the office's own network alone. `carried` are hidden fields. `paper`: "browser", "office" or "" for no printer;
    `printed` what became of the slip. `qr_svg` is made by the server, trusted.
    """

    office: str
    clock: Clock
    stage: str
    number: str
    groups: tuple[str, ...] = ()
    qr_svg: str = ""
    host: str = ""
    near: bool = False
    day: str = ""
    answer_by: str = ""
    klass_words: str = ""
    held: bool = False
    official: bool = False
    carried: tuple[tuple[str, str], ...] = ()
    paper: str = ""
    printed: str = ""
    problem: str = ""
    shared: bool = False
    idle_ms: int = 60_000
    away: str = "/aduan"


ComplaintSendingView = SendView | ReceiptView
