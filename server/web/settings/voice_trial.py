"""*Tes suara*: the real loudspeaker of a room says a sentence like a call. What becomes of it stands on `/atur/suara`."""

from starlette.requests import Request
from starlette.responses import Response

from server.description import Description
from server.description.template import MOST_SIGNS, speakable
from server.description.voice import Templates
from server.web.announcing import Announced, announce
from server.web.context import context_of, visitor_of
from server.web.pages import problem
from server.web.present.speech_order import SAMPLE_TICKET
from server.web.present.voice_frame import counter_words, in_small_letters
from server.web.settings.form_page import saved
from server.web.settings.typed import typed_of
from server.web.settings.voice import PATH


async def try_voice(request: Request) -> Response:
    """Have the trial said in one room, and lead back to the page that tells of it."""
    typed, context = await typed_of(request), context_of(request)
    room = typed.raw("room")
    text = trial_text(context.description, room)
    outcome = await announce(context, visitor_of(request).actor, text, room=room, test=True, key=typed.raw("key"))
    if isinstance(outcome, Announced):
        return saved(PATH, "dites")
    return problem(request, outcome.sentence, **outcome.more)


def trial_text(office: Description, room: str) -> str:
    """A call of nobody: "Tes suara. Nomor antrean A012, silakan ke loket 2." with a counter of that room."""
    counters = [counter for counter in office.counters if office.room_of(counter.id) == office.room(room).name]
    counter, service = (counters or office.counters)[0], office.services[0]

    def said(template: str) -> str:
        filled = template.replace("{nomor}", SAMPLE_TICKET).replace("{loket}", counter_words(office.voice, counter))
        # A counter may have a sign in its name that nobody can say; its calls leave it out too.
        return speakable(f"Tes suara. {filled.replace('{layanan}', in_small_letters(service.name))}")

    most = MOST_SIGNS["announcement"]
    # A sentence of the office's own may be too long together with the first words.
    return next(text for text in (said(office.voice.templates.call), said(Templates().call)) if len(text) <= most)
