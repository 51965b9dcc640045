"""What the recorder page is given to show: one prompt in large letters, and all of them in a list."""

from dataclasses import dataclass

from display.settings_view import SettingsView


@dataclass(frozen=True, slots=True)
class PromptLine:
    """One thing to read out. `clip` names it in addresses; `place` counts from 1."""

    clip: str
    words: str
    hint: str
    group: str
    place: int
    done: bool


@dataclass(frozen=True, slots=True)
class RecorderView(SettingsView):
    """`/atur/suara/rekam/{pack}`. `path` is the page's own; `wrong` are the sentences about the recording that was just sent."""

    path: str = ""
    prompts: tuple[PromptLine, ...] = ()
    at: PromptLine | None = None
    before: PromptLine | None = None
    after: PromptLine | None = None
    wrong: tuple[str, ...] = ()
    key: str = ""

    @property
    def done(self) -> int:
        return sum(1 for prompt in self.prompts if prompt.done)
