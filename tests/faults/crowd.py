"""People who press at once, and what must be true of the log afterwards."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

COUNTERS = [str(number) for number in range(1, 9)]


class Crowd:
    """Presses with keys, and remembers what was answered. What was never answered stays in `open`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pressed = 0
        self.answers: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {}
        self.open: dict[str, tuple[str, dict[str, Any]]] = {}

    async def press(self, api: httpx.AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """One press with a key of its own. Raises `httpx.TransportError` when no answer comes."""
        self._pressed += 1
        key = f"{self._name}-{self._pressed}"
        self.open[key] = (path, body)
        reply = await self._send(api, key, path, body)
        del self.open[key]
        self.answers[key] = (path, body, reply)
        return reply

    async def is_answered_the_same(self, api: httpx.AsyncClient) -> None:
        """Every key that was answered gets the same answer once more."""
        for key, (path, body, reply) in self.answers.items():
            assert await self._send(api, key, path, body) == reply, key

    async def finish(self, api: httpx.AsyncClient) -> None:
        """Press again what was never answered, with the same keys."""
        for key, (path, body) in list(self.open.items()):
            self.answers[key] = (path, body, await self._send(api, key, path, body))
            del self.open[key]

    async def _send(self, api: httpx.AsyncClient, key: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await api.post(path, json=body, headers={"Idempotency-Key": key})
        assert answer.status_code in {200, 201}, answer.text
        return dict(answer.json())

    async def takes_and_calls(self, api: httpx.AsyncClient, again: Callable[[], bool]) -> None:
        """Two people at the kiosk and four officials, until `again` says no or the server is gone."""

        async def people() -> None:
            while again():
                await self.press(api, "tickets", {"service": "A"})

        async def official(counter: str) -> None:
            while again():
                await self.press(api, f"counters/{counter}/next", {"version": None})

        pressing = (people(), people(), *(official(counter) for counter in COUNTERS[:4]))
        for end in await asyncio.gather(*pressing, return_exceptions=True):
            # That no answer comes any more is what the test wants; anything else is a failure.
            if end is not None and not isinstance(end, httpx.TransportError):
                raise end


async def whole_log(api: httpx.AsyncClient) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    while True:
        part = (await api.get("events", params={"after": len(events), "limit": 1_000})).json()
        events.extend(part["events"])
        if len(events) >= part["head"]:
            return events


def is_sound(events: list[dict[str, Any]], crowd: Crowd) -> None:
    """Dense numbers, every ticket once and in order, every call once and in order, and nothing lost that was answered."""
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    taken = [event["ticket"] for event in events if event["kind"] == "ticket_taken"]
    called = [event["ticket"] for event in events if event["kind"] == "ticket_called"]
    assert taken == [f"A{number:03d}" for number in range(1, len(taken) + 1)]
    assert called == taken[: len(called)]
    replies = [reply for _, _, reply in crowd.answers.values()]
    tickets = [reply["ticket"] for reply in replies if "ticket" in reply]
    calls = [reply["called"] for reply in replies if reply.get("called")]
    assert len(set(tickets)) == len(tickets)
    assert len(set(calls)) == len(calls)
    assert set(tickets) <= set(taken)
    assert set(calls) <= set(called)
