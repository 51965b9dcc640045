"""What the handlers of one office work with. Made by the composition root, carried by the application."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from display.render import Renderer
from display.views import Live
from server.calendar_days import CalendarDays
from server.complaints.door import ComplaintsDoor
from server.config import Config
from server.current_office import CurrentOffice
from server.description import Description
from server.domain.access import PUBLIC, Visitor
from server.domain.moment import Moment
from server.media_shelf import MediaShelf
from server.office import Office
from server.page_speech import PageSpeech
from server.paper.print_queue import PrintQueue
from server.presence import Presence
from server.private.doorkeeper import Doorkeeper
from server.private.names import Names
from server.voice_packs.recording_desk import RecordingDesk
from server.voice_packs.shelf import PackShelf
from server.web.buckets import Buckets
from server.web.counted_address import counted
from server.web.kiosk_pace import KioskPace
from server.web.note_texts import NoteTexts
from server.web.peers import Peers
from server.web.present.picture import Picture
from server.web.screens import Screens
from server.web.setup.first_start import FirstStart
from server.web.speaking.speaking import Speaking

if TYPE_CHECKING:
    from server.complaints.complaints import Complaints


@dataclass(frozen=True, slots=True)
class Context:
    config: Config
    office: Office
    current: CurrentOffice
    calendar: CalendarDays
    media: MediaShelf
    doorkeeper: Doorkeeper
    presence: Presence
    paper: PrintQueue
    renderer: Renderer
    screens: Screens
    peers: Peers
    tickets_per_address: Buckets
    kiosk_pace: KioskPace
    speech: PageSpeech
    notes: NoteTexts
    speaking: Speaking
    packs: PackShelf
    recording: RecordingDesk
    complaints_door: ComplaintsDoor
    started_mono_ms: int
    first_start: FirstStart = field(default_factory=FirstStart)

    @property
    def names(self) -> Names:
        """Display names of the office's people, by the id of their account."""
        return self.doorkeeper.names

    @property
    def complaints(self) -> "Complaints":
        """For the complaints' own pages, which stand behind their door. All others ask the door, and may find it closed."""
        opened = self.complaints_door.opened
        if opened is None:
            raise RuntimeError("the complaints are not open")
        return opened

    @property
    def description(self) -> Description:
        """The office as it is described at this moment: settings change it while the server runs."""
        return self.current.description

    def picture(self, now: Moment | None) -> Picture:
        return Picture(self.description, self.office.state, self.presence, now, self.names.of, self.calendar.name_of)

    def now_picture(self) -> Picture:
        return self.picture(self.office.clock.now())

    def live(self, screen: str = "") -> Live:
        """What a page's script is told; without a screen the page is never updated."""
        times = self.config.times
        return Live(
            screen=screen,
            seq=self.office.head,
            epoch=self.office.epoch,
            beat_ms=int(times.beat * 1000),
            silence_ms=int(times.silence * 1000),
            retry_most_ms=int((times.phone_retry if screen.startswith("ticket-") else times.retry) * 1000),
            hero_ms=int(times.hero * 1000),
        )


def context_of(connection: HTTPConnection) -> Context:
    context = connection.app.state.context
    assert isinstance(context, Context)
    return context


def visitor_of(connection: HTTPConnection) -> Visitor:
    """Who asks, as the guard at the door found out."""
    visitor = connection.scope.get("silakan.visitor", PUBLIC)
    assert isinstance(visitor, Visitor)
    return visitor


def address_of(connection: HTTPConnection) -> str:
    """The peer's network address as limits count it."""
    return counted(connection.client.host if connection.client else "")
