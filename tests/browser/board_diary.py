"""What stood on the TV, picture by picture: hero and table together, so that a test can ask what was to be seen at one moment."""

from dataclasses import dataclass

from playwright.async_api import Page

# Runs before the page's own scripts. Notes every change once, with the page's own clock.
DIARY = """
window.diary = [];
new MutationObserver(() => {
  const hero = document.querySelector("#hero .call");
  const entry = {
    hero: hero === null ? "" : hero.querySelector(".call-number").textContent,
    table: Array.from(document.querySelectorAll("#counters .counter-ticket"), one => one.textContent),
  };
  const last = window.diary[window.diary.length - 1];
  if (last === undefined || last.hero !== entry.hero || String(last.table) !== String(entry.table)) {
    window.diary.push(Object.assign(entry, {at: performance.now()}));
  }
}).observe(document, {childList: true, subtree: true, characterData: true});
"""


@dataclass(frozen=True)
class Moment:
    """`at`: milliseconds of the page's clock. `table`: the numbers that stood in it, by counter."""

    at: float
    hero: str
    table: tuple[str, ...]


async def read_diary(page: Page) -> list[Moment]:
    entries = await page.evaluate("window.diary")
    return [Moment(entry["at"], entry["hero"], tuple(word for word in entry["table"] if word)) for entry in entries]


def first_seen(diary: list[Moment], number: str) -> Moment:
    """When a number came into the hero."""
    return next(moment for moment in diary if moment.hero == number)
