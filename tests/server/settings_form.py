"""A settings form as a browser without scripts fills it in and sends it."""

import html
import re
from collections.abc import Mapping

import httpx

FORM = re.compile(r'<form class="section" method="post" action="([^"]*)".*?</form>', re.DOTALL)


def fields_of(page: str, action: str) -> dict[str, str]:
    """What a browser would send of the form with that action, as the page stands."""
    form = next(found[0] for found in FORM.finditer(page) if found[1] == action)
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        named = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        ticked = named.get("type") not in {"checkbox", "radio"} or " checked" in tag
        if ticked and named.get("type") != "file":
            sent[named["name"]] = html.unescape(named.get("value", ""))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        sent[name] = html.unescape(text)
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


async def typed(desk: httpx.AsyncClient, path: str, changes: Mapping[str, str | None]) -> httpx.Response:
    """Open the page, type, press its button. None unticks a box."""
    fields = fields_of((await desk.get(path)).text, path) | dict(changes)
    return await desk.post(path, data={name: value for name, value in fields.items() if value is not None})


def problems_in(page: str) -> dict[str, str]:
    found = re.findall(r'<span id="([\w-]+)-problem" class="field-problem">.*?</svg>([^<]*)<', page, re.DOTALL)
    return {name: html.unescape(words) for name, words in found}
