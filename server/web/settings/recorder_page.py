"""The page on which a voice is recorded, as a view: the prompts, and below them what becomes of the pack."""

from display.recorder_view import PromptLine, RecorderView
from display.settings_view import Field, FormSection, Group, LinksSection, PressSection, Section, WordsSection
from server.voice_packs.languages import INDONESIAN, LANGUAGES
from server.voice_packs.prompts import prompts_of
from server.voice_packs.workbench import Draft
from server.web.context import Context
from server.web.settings.fields import Fields
from server.web.settings.recorder_packs import LONGEST_NAME, PATH, sentence_field
from server.web.settings.typed import Typed

_ADVICE = (
    "Satu orang, satu ruang sepi, sekali duduk. Kipas, AC, dan TV dimatikan.",
    "Mikrofon sejengkal dari mulut. Suara tenang dan rata, seperti di tengah kalimat, bukan seperti bertanya.",
    "Diam sebentar sebelum dan sesudah setiap kata. Ujungnya dipotong dan keras suaranya diratakan sendiri.",
)
_WHOLE = "Semua kata sudah direkam."
_PART = "Masih {missing} kata belum direkam; kalimat yang memakainya diucapkan suara komputer."
_LATER = "Masih {missing} kata belum direkam; selama itu panggilan dalam bahasa ini dilewati."
_ASKED = "Semua rekaman “{name}” dihapus dan tidak dapat dikembalikan. Unduh dulu bila masih perlu. Lanjutkan?"


def recorder_view(
    context: Context,
    draft: Draft,
    clip: str,
    key: str,
    *,
    typed: Typed | None = None,
    wrong: tuple[str, ...] = (),
    problem: str = "",
    notice: str = "",
) -> RecorderView:
    """`clip` names the prompt that is asked; without it, it is the first that was not recorded."""
    picture, manifest = context.now_picture(), draft.manifest
    lines = tuple(
        PromptLine(prompt.clip, prompt.words, prompt.hint, prompt.group, place, draft.clip(prompt.said) is not None)
        for place, prompt in enumerate(prompts_of(manifest.language, manifest.sentence, picture.description), start=1)
    )
    at = next((line for line in lines if line.clip == clip), None) or _first_open(lines)
    path = f"{PATH}/{draft.id}"
    return RecorderView(
        office=picture.description.name,
        clock=picture.clock(),
        title=manifest.name,
        lead=LANGUAGES[manifest.language],
        sections=(
            *_use(draft, lines, context.current.digest, key),
            WordsSection("Supaya terdengar baik", _ADVICE),
            _naming(draft, typed, context.current.digest, key),
            _removal(draft, context.current.digest, key),
        ),
        back_path=PATH,
        back_words="Rekam suara",
        problem=problem,
        notice=notice,
        path=path,
        prompts=lines,
        at=at,
        before=lines[at.place - 2] if at.place > 1 else None,
        after=lines[at.place] if at.place < len(lines) else None,
        wrong=wrong,
        key=key,
    )


def _first_open(lines: tuple[PromptLine, ...]) -> PromptLine:
    return next((line for line in lines if not line.done), lines[0])


def _use(draft: Draft, lines: tuple[PromptLine, ...], based_on: str, key: str) -> tuple[Section, ...]:
    path, missing = f"{PATH}/{draft.id}", sum(1 for line in lines if not line.done)
    if missing == len(lines):
        return ()
    part = _PART if draft.manifest.language == INDONESIAN else _LATER
    how_far = part.format(missing=missing) if missing else _WHOLE
    press = PressSection("Pakai", how_far, f"{path}/selesai", "Siapkan untuk dipakai", based_on, f"{key}-selesai")
    links = LinksSection(
        "" if draft.stale else "Siap dipakai",
        (("/atur/suara", "Pilih di halaman Suara"), (f"{path}/unduh", "Unduh sebagai satu berkas")),
    )
    if not draft.finished:
        return (press,)
    return (press, links) if draft.stale else (links,)


def _naming(draft: Draft, typed: Typed | None, based_on: str, key: str) -> FormSection:
    manifest = draft.manifest
    values = {"name": manifest.name, "sentence": manifest.sentence} if typed is None else typed.fields
    fields = Fields(values, {} if typed is None else typed.problems)
    asked: tuple[Field, ...] = (fields("name", "Nama", most=LONGEST_NAME, wide=True),)
    if manifest.language != INDONESIAN:
        asked += (sentence_field(fields),)
    return FormSection("Nama", f"{PATH}/{draft.id}", (Group("", asked),), based_on, f"{key}-nama")


def _removal(draft: Draft, based_on: str, key: str) -> PressSection:
    question = _ASKED.format(name=draft.manifest.name)
    path = f"{PATH}/{draft.id}/hapus"
    return PressSection("", "", path, "Hapus rekaman ini", based_on, f"{key}-hapus", question)
