"""The counter tablet's view: who is here, who is next, and whether the room heard and saw the last call."""

from display.views import Alarm, CounterView, LastCall
from server.domain.calls import Call, Outcome
from server.domain.counters import Counter
from server.domain.next_up import waiting_for
from server.domain.queue import QueueState
from server.presence import Presence, Voice
from server.web.present.picture import Picture
from server.web.words import STATE_WORDS, UNSPOKEN_WORDS

_LISTED = 12


def counter_view(
    picture: Picture, counter: Counter, *, key: str = "", problem: str = "", notice: str = ""
) -> CounterView:
    state = picture.state
    waiting = list(waiting_for(state, counter))
    present = state.tickets[counter.ticket] if counter.ticket else None
    described = picture.description.counter(counter.id)
    return CounterView(
        office=picture.description.name,
        clock=picture.clock(),
        id=counter.id,
        name=picture.counter_name(counter.id),
        services=described.label if described else "",
        day_open=state.day is not None,
        status=counter.status,
        ticket=counter.ticket,
        ticket_state=present.state if present else "",
        ticket_state_word=STATE_WORDS[present.state] if present else "",
        ticket_service=picture.service_name(present.service) if present else "",
        since_ms=present.since.elapsed_ms(picture.now.stamp) if present and picture.now else 0,
        next_ticket=waiting[0].number if waiting else "",
        waiting=len(waiting),
        waiting_tickets=tuple(ticket.number for ticket in waiting[:_LISTED]),
        priority_tickets=tuple(ticket.number for ticket in waiting[:_LISTED] if ticket.priority),
        last_call=_last_call(state, counter),
        alarms=alarms(picture.presence),
        version=counter.version,
        key=key,
        problem=problem,
        notice=notice,
    )


def _last_call(state: QueueState, counter: Counter) -> LastCall | None:
    call = next((call for call in state.newest_calls() if call.counter == counter.id), None)
    if call is None:
        return None
    heard, words = _heard(call)
    times = state.tickets[call.ticket].calls
    shown_words = "tampil ✓" if call.shown else "belum tampil"
    return LastCall(call.seq, call.ticket, heard, words, call.shown, shown_words, times)


def _heard(call: Call) -> tuple[str, str]:
    match call.outcome:
        case Outcome.SPOKEN:
            return "heard", "terdengar ✓"
        case Outcome.SPEAKING:
            return "speaking", "sedang diucapkan"
        case Outcome.UNSPOKEN:
            return "unheard", f"tidak terdengar: {UNSPOKEN_WORDS.get(call.why, 'pengeras suara bermasalah')}"
        case Outcome.WITHDRAWN:
            return "withdrawn", "panggilan ditarik"
        case Outcome.QUEUED:
            return "waiting", "menunggu diucapkan"


def alarms(presence: Presence) -> tuple[Alarm, ...]:
    """What officials must know: the room hears or sees less than it should."""
    found = [alarm for alarm in (_voice_alarm(presence.voice),) if alarm is not None]
    if presence.screens == 0:
        found.append(Alarm("tv", "TV terputus. Warga tidak melihat panggilan; panggil juga dengan suara."))
    return tuple(found)


def _voice_alarm(voice: Voice | None) -> Alarm | None:
    if voice is None:
        return Alarm("announcer", "Pengeras suara terputus. Panggil dengan suara sendiri.")
    if voice.voice == "silent":
        return Alarm("sound", "Suara dimatikan. Panggil dengan suara sendiri.")
    match voice.sound:
        case "speech":
            return None
        case "chime":
            return Alarm("sound", "Hanya lonceng yang berbunyi: suara Indonesia tidak ada. Sebut nomornya sendiri.")
        case _:
            return Alarm(
                "sound", "Tidak ada perangkat suara. Periksa kabel pengeras, dan panggil dengan suara sendiri."
            )
