"""`/atur/suara`: what the room can hear, and how it is tried out."""

from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import FactsSection, WordsSection
from server.presence import Voice
from server.web.context import context_of
from server.web.settings.form_page import settings_page
from server.web.words import UNSPOKEN_WORDS

_VOICES = {
    "pyttsx3": "suara buatan komputer",
    "clips": "rekaman suara",
    "silent": "dimatikan",
    "none": "tidak ada",
}.items()
_SOUNDS = {"speech": "panggilan diucapkan", "chime": "hanya lonceng", "none": "tidak terdengar apa-apa"}.items()
_ADVICE = (
    "Coba: ambil satu nomor, lalu panggil dari tablet loket. Di tablet tertulis “terdengar” setelah panggilan selesai diucapkan.",
    "Keras lemahnya suara diatur di pengeras atau di komputer yang terhubung ke pengeras.",
    "Tanpa pengeras suara, panggil dengan suara sendiri; TV dan HP warga tetap mengikuti.",
)


async def show_voice(request: Request) -> Response:
    voice = context_of(request).presence.voice
    sections = (FactsSection("Keadaan sekarang", _facts(voice)), WordsSection("Mencoba suara", _ADVICE))
    lead = "Panggilan diucapkan oleh komputer yang terhubung ke pengeras suara."
    return settings_page(request, "Suara", sections, lead=lead)


def _facts(voice: Voice | None) -> tuple[tuple[str, str], ...]:
    if voice is None:
        return (("Pengeras suara", "Terputus. Nyalakan komputernya dan jalankan silakan announce."),)
    found = [
        ("Pengeras suara", "Tersambung"),
        ("Yang terdengar di ruangan", dict(_SOUNDS).get(voice.sound, voice.sound)),
    ]
    if voice.voice:
        found.append(("Jenis suara", dict(_VOICES).get(voice.voice, voice.voice)))
    if voice.why:
        found.append(("Sebabnya", UNSPOKEN_WORDS.get(voice.why, "pengeras suara bermasalah")))
    return tuple(found)
