"""Residents' complaint pages say nothing that an old neighbour would have to look up, and nothing that insults the sender."""

import html
import re

import pytest

from display.render import Renderer
from tests.display.board_samples import BOARDS
from tests.display.complaint_sending_samples import SENDINGS
from tests.display.complaint_tracking_samples import TRACKINGS
from tests.display.samples import LIVE

RENDERER = Renderer()
HARD = ("cakram", "ingatan", "triwulan", "sidik", "cap mingguan", "javascript", "kiriman sampah", "kelas terbuka")
PAGES = {**SENDINGS, **BOARDS, **TRACKINGS}


@pytest.mark.parametrize("name", PAGES)
def test_no_hard_word_is_on_a_page_for_residents(name: str) -> None:
    words = html.unescape(re.sub(r"<[^>]+>", " ", RENDERER.page(PAGES[name], LIVE))).lower()
    assert [word for word in HARD if word in words] == []
