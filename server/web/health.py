"""Is it well? `/healthz` for anyone, `/metrics` for the office's own machine and for automation."""

from collections import Counter

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from server.voice_trouble import voice_trouble
from server.web.context import context_of
from server.web.present.voice_state import rooms_of
from server.web.vital_signs import vital_signs


async def healthz(request: Request) -> Response:
    context = context_of(request)
    status, body = vital_signs(context.office, context.presence, [room.name for room in rooms_of(context.description)])
    return Response(body, status, media_type="application/json")


async def metrics(request: Request) -> Response:
    """Prometheus text format 0.0.4. Counts only: no numbers of tickets, no names."""
    context = context_of(request)
    office, state = context.office, context.office.state
    tickets = Counter(ticket.state.value for ticket in state.tickets.values())
    calls = Counter(call.outcome.value for call in state.calls.values())
    uptime_s = (office.clock.now().mono_ms - context.started_mono_ms) / 1000
    lines = [
        *_metric("silakan_log_head", "gauge", "Number of the newest event", {"": office.head}),
        *_metric("silakan_uptime_seconds", "gauge", "Seconds since the start", {"": uptime_s}),
        *_metric("silakan_day_open", "gauge", "1 while the service day is open", {"": int(state.day is not None)}),
        *_metric("silakan_tickets", "gauge", "Tickets of the day by state", _labelled("state", tickets)),
        *_metric("silakan_calls", "gauge", "Calls of the day by outcome", _labelled("outcome", calls)),
        *_metric("silakan_sockets", "gauge", "Connected sockets", {"": len(context.peers)}),
        *_metric("silakan_sockets_dropped_total", "counter", "Sockets ended for silence", {"": context.peers.dropped}),
        *_metric(
            "silakan_frames_skipped_total", "counter", "Frames a slow screen was spared", {"": context.screens.skipped}
        ),
        *_metric("silakan_commits_failed_total", "counter", "Commits that failed", {"": office.medium.failures}),
        *_metric(
            "silakan_announcer_connected",
            "gauge",
            "1 while an announcer is",
            {"": int(context.presence.voice is not None)},
        ),
        *_metric(
            "silakan_room_speaks",
            "gauge",
            "1 while calls are spoken in the room",
            {
                f'{{room="{room.name}"}}' if room.name else "": int(not voice_trouble(context.presence, room.name))
                for room in rooms_of(context.description)
            },
        ),
        *_metric("silakan_screens_connected", "gauge", "TVs that were let in", {"": context.presence.screens}),
    ]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def _labelled(label: str, counts: Counter[str]) -> dict[str, int | float]:
    return {f'{{{label}="{value}"}}': count for value, count in sorted(counts.items())}


def _metric(name: str, kind: str, words: str, values: dict[str, int | float]) -> list[str]:
    return [
        f"# HELP {name} {words}",
        f"# TYPE {name} {kind}",
        *(f"{name}{labels} {value}" for labels, value in values.items()),
    ]


def routes() -> list[Route]:
    return [Route("/healthz", healthz, methods=["GET"]), Route("/metrics", metrics, methods=["GET"])]
