"""The TV as loudspeaker in a real browser, its line cut in mid-sentence: it is heard to the end, and the announcer learns of it."""

import pytest

from server.config import Times
from server.description import SAMPLE
from tests.browser.cable import Cable
from tests.browser.guest import LINE_LOST
from tests.browser.hall import MakeHall
from tests.browser.tv_announcer import TV_SPEAKS, TvAnnouncer, tone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

OFFICE = SAMPLE.read_text(encoding="utf-8") + TV_SPEAKS


async def test_a_blip_ends_no_sound_and_a_page_that_is_loaded_anew_says_so(make_hall: MakeHall) -> None:
    hall = await make_hall(Times(hero=1.0, tv_back=60.0), OFFICE)
    async with Cable(hall.server.port) as cable, TvAnnouncer(hall.server) as announcer:
        tv = await hall.tv(url=cable.url)
        tv.pardon(*LINE_LOST)
        await tv.page.keyboard.press("Enter")
        await announcer.until_ready(ready=True)
        await announcer.hand_over(413, tone(4))
        assert await announcer.becomes(413) == {"seq": 413, "state": "playing"}

        await cable.cut()
        await announcer.until_ready(ready=False)
        await cable.mend()

        assert await announcer.becomes(413) == {"seq": 413, "state": "played"}

        await announcer.hand_over(414, tone(30))
        assert await announcer.becomes(414) == {"seq": 414, "state": "playing"}
        await tv.page.reload()
        assert await announcer.becomes(414) == {"seq": 414, "state": "gone", "why": "gone"}
