"""A kind of page, by the names of its templates."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """A kind of page: its template is `{name}.html`, the file of a part `parts/{name}/{part}.html`."""

    name: str
    parts: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        return f"{self.name}.html"

    def part(self, part_id: str) -> str:
        return f"parts/{self.name}/{part_id}.html"
