"""`/atur/suara`: what each room hears, a trial of it, and how the loudspeaker speaks."""

import asyncio
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import ListSection, Row, Section, SettingsView
from display.voice_view import VoiceView
from server.description import Description
from server.domain.moment import Moment
from server.web import hearing
from server.web.context import Context, context_of
from server.web.present.voice_state import room_voices
from server.web.settings.form_page import FormPage, save, show
from server.web.settings.voice_form import voice_applied, voice_groups, voice_values

PATH = "/atur/suara"
WORDS_PATH = f"{PATH}/kata"
ROOMS_PATH = f"{PATH}/ruang"
RECORDER_PATH = f"{PATH}/rekam"
VOICE_SCREEN = "voice"
_LEAD = "Panggilan diucapkan oleh komputer atau TV yang terhubung ke pengeras suara."


async def voice_page(context: Context) -> FormPage:
    known = await asyncio.to_thread(context.packs.ready)
    return FormPage(
        PATH,
        "Suara",
        voice_values,
        partial(voice_groups, recordings=known),
        partial(voice_applied, recordings=known),
        lead=_LEAD,
        more=_more,
        hear=hearing.PATH,
        dressed=_dressed,
        screen=VOICE_SCREEN,
    )


async def show_voice(request: Request) -> Response:
    return await show(request, await voice_page(context_of(request)))


async def save_voice(request: Request) -> Response:
    return await save(request, await voice_page(context_of(request)))


def voice_picture(context: Context, now: Moment | None) -> VoiceView:
    """What changes on the page by itself."""
    picture = context.picture(now)
    return VoiceView(picture.description.name, picture.clock(), "", "", (), rooms=room_voices(picture))


def _dressed(context: Context, view: SettingsView, key: str) -> SettingsView:
    return VoiceView(
        office=view.office,
        clock=view.clock,
        title=view.title,
        lead=view.lead,
        sections=view.sections,
        back_path=view.back_path,
        back_words=view.back_words,
        problem=view.problem,
        notice=view.notice,
        newer=view.newer,
        rooms=room_voices(context.now_picture()),
        key=f"{key}-tes",
    )


async def _more(context: Context, _key: str) -> tuple[Section, ...]:
    office = context.description
    words = f"{len(office.voice.words)} kata, {len(office.voice.short)} singkatan"
    links = (
        Row("Ucapan kata", words, WORDS_PATH, icon="scroll-text"),
        Row("Ruang", _rooms_words(office), ROOMS_PATH, icon="volume-2"),
        Row("Rekam suara sendiri", "Suara orang setempat, juga dalam bahasa daerah", RECORDER_PATH, icon="users"),
    )
    return (ListSection("Lainnya", links),)


def _rooms_words(office: Description) -> str:
    return ", ".join(room.title for room in office.rooms) or "Satu ruang untuk semua loket"
