"""Whoever asks in a way that an address does not take is told every way that it takes (RFC 9110, section 15.5.6)."""

import httpx
import pytest

from tests.live_office import TOKEN, LiveOffice
from tests.server.problems import problem_of


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/api/v1/counters/1/next", "GET, HEAD, POST"),
        ("/api/v1/tickets", "POST"),
        ("/api/v1/tickets/x", "GET, HEAD"),
        ("/api/v1/complaints", "GET, HEAD, POST"),  # loaded late
        ("/ambil", "GET, HEAD, POST"),
        ("/layar", "GET, HEAD"),
        ("/loket", "GET, HEAD, POST"),
        ("/atur/layanan/A", "GET, HEAD, POST"),  # loaded late
        ("/siapkan/kantor", "GET, HEAD, POST"),
        ("/healthz", "GET, HEAD"),
        ("/assets/live.js", "GET, HEAD"),
        ("/assets/tidak-ada.js", "GET, HEAD"),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "OPTIONS"])
async def test_every_method_of_the_path_is_named(live: LiveOffice, method: str, path: str, allowed: str) -> None:
    answer = await (await live.client(TOKEN)).request(method, path)

    problem_of(answer, 405, "wrong-method")
    assert answer.headers["allow"] == allowed


async def test_a_person_is_told_on_a_page_and_in_the_header_alike(live: LiveOffice) -> None:
    browser = await live.client(accept="text/html", origin=live.url)
    answer: httpx.Response = await browser.post("/layar")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert "Cara tidak sesuai" in answer.text
