"""The recorder page to draw: a word that is asked, one that is done, and one that was refused."""

from dataclasses import replace

from display.recorder_view import PromptLine, RecorderView
from display.settings_view import FormSection, Group, LinksSection, PressSection, WordsSection
from tests.display.settings_samples import CLOCK, FIELDS, OFFICE

PATH = "/atur/suara/rekam/0123456789ab"
WORDS = (("huruf-a", "A"), ("nol", "nol"), ("nomor-antrean", "nomor antrean"), ("silakan-ke", "silakan ke"))
PROMPTS = tuple(
    PromptLine(clip, words, "Ucapkan seperti di tengah kalimat.", "Kalimat", place, done=place < 3)
    for place, (clip, words) in enumerate(WORDS, start=1)
)
ASKED = RecorderView(
    office=OFFICE,
    clock=CLOCK,
    title="Suara Bu Sri",
    lead="Bahasa Indonesia",
    sections=(
        PressSection("Pakai", "Masih 2 kata.", f"{PATH}/selesai", "Siapkan untuk dipakai", "d" * 64, "k-selesai"),
        LinksSection("", (("/atur/suara", "Pilih di halaman Suara"), (f"{PATH}/unduh", "Unduh sebagai satu berkas"))),
        WordsSection("Supaya terdengar baik", ("Satu orang, satu ruang sepi.",)),
        FormSection("Nama", PATH, (Group("", FIELDS[:1]),), "d" * 64, "k-nama"),
        PressSection("", "", f"{PATH}/hapus", "Hapus rekaman ini", "d" * 64, "k-hapus", "Dihapus. Lanjutkan?"),
    ),
    back_path="/atur/suara/rekam",
    back_words="Rekam suara",
    path=PATH,
    prompts=PROMPTS,
    at=PROMPTS[2],
    before=PROMPTS[1],
    after=PROMPTS[3],
    key="k",
)
RECORDERS = {
    "recorder": ASKED,
    "recorder-done": replace(ASKED, at=PROMPTS[0], before=None, after=PROMPTS[1], notice="Tersimpan."),
    "recorder-wrong": replace(ASKED, wrong=("Suaranya terlalu pelan. Dekatkan mikrofon, lalu rekam lagi.",)),
}
