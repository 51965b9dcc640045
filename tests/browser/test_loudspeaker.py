"""Whether the room heard a call: the tablet says it in words, and in red when it did not."""

import pytest
from playwright.async_api import expect

from server.config import Times
from tests.browser.hall import Hall, MakeHall
from tests.browser.loudspeaker import Loudspeaker

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


# The alarm is away for a few seconds only: on a busy machine nobody may look in them.
NOTE_THE_END_OF_THE_ALARM = """() => {
  const noted = new MutationObserver(() => {
    if (document.querySelector("#alarms [data-code=announcer]") !== null) return;
    document.documentElement.dataset.alarmEnded = "1";
    noted.disconnect();
  });
  noted.observe(document.body, {childList: true, subtree: true});
}"""


async def test_from_silence_to_heard(hall: Hall) -> None:
    await hall.api.open_day()
    await hall.api.take("AAA")
    tablet = await hall.tablet("1")
    alarm = tablet.page.locator("#alarms [data-code=announcer]")
    last = tablet.page.locator("#last-call")
    await expect(alarm).to_have_text("Pengeras suara terputus. Panggil dengan suara sendiri.")

    async with Loudspeaker(hall.server) as loudspeaker:
        await expect(alarm).to_have_count(0)
        await hall.api.call("1")
        await expect(last).to_contain_text("menunggu diucapkan")
        call = await loudspeaker.next_call()
        await loudspeaker.say(speaking=call)
        await expect(last).to_contain_text("sedang diucapkan")
        await loudspeaker.say(spoken=call)
        await expect(last).to_contain_text("terdengar ✓")
        await tablet.look("tablet-heard")

        await hall.api.call("1")
        await loudspeaker.say(unspoken=await loudspeaker.next_call(), why="no_device")
        await expect(last.locator(".unheard")).to_have_text("tidak terdengar: tidak ada perangkat suara")
        await loudspeaker.say(ready={"voice": "none", "sound": "none", "why": "no_device"})
        await expect(tablet.page.locator("#alarms [data-code=sound]")).to_contain_text("Tidak ada perangkat suara")
        await tablet.look("tablet-unheard")

    await expect(alarm).to_be_visible()


async def test_a_loudspeaker_that_hangs_counts_as_gone(make_hall: MakeHall) -> None:
    hall = await make_hall(Times(beat=0.4, silence=3.0))
    await hall.api.open_day()
    tablet = await hall.tablet("1")
    alarm = tablet.page.locator("#alarms [data-code=announcer]")
    await expect(alarm).to_be_visible()
    await tablet.page.evaluate(NOTE_THE_END_OF_THE_ALARM)
    async with Loudspeaker(hall.server, alive=False):
        # It says that it is there, and then nothing more: not even that it lives.
        await expect(tablet.page.locator("html")).to_have_attribute("data-alarm-ended", "1")
        await expect(alarm).to_be_visible()
