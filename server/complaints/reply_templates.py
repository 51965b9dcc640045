"""Sentences that officials begin an answer with: kept in clear, so without anything about a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.complaints.kept import PlainRow

KIND = "template"
MOST = 40
LONGEST_TITLE = 60
LONGEST_BODY = 1500


@dataclass(frozen=True, slots=True)
class Template:
    """`ref`: 16 hex digits."""

    ref: str
    title: str
    body: str


BUILT_IN = (
    Template(
        "builtin-received",
        "Sudah diteruskan",
        "Terima kasih. Aduan Anda sudah kami periksa dan kami teruskan kepada yang menangani. Perkembangannya kami tulis di sini.",
    ),
    Template(
        "builtin-place",
        "Minta letak lebih jelas",
        "Terima kasih. Supaya tidak salah tempat, mohon tuliskan patokan yang lebih jelas. Nama dan alamat Anda tidak perlu ditulis.",
    ),
    Template(
        "builtin-when",
        "Minta waktu kejadian",
        "Terima kasih. Kapan kira-kira hal ini terjadi, dan apakah masih berlangsung? Tulis sejauh Anda merasa aman.",
    ),
    Template(
        "builtin-plan",
        "Rencana perbaikan",
        "Petugas sudah melihat ke tempatnya. Perbaikan kami rencanakan pada ... Bila lewat tanggal itu belum beres, tulis di sini.",
    ),
    Template(
        "builtin-done",
        "Sudah selesai",
        "Perbaikan sudah selesai. Mohon diperiksa. Bila belum beres, tekan Belum beres: aduan ini kami buka kembali.",
    ),
    Template(
        "builtin-elsewhere",
        "Bukan kewenangan desa",
        "Hal ini bukan kewenangan desa. Kami meneruskannya kepada ... dan menuliskan nomornya di sini begitu kami terima.",
    ),
)
"""What a new office begins with; a template of its own with the same title takes the place of one."""


def row_of(template: Template) -> PlainRow:
    return PlainRow(template.ref, KIND, f"{template.title}\n{template.body}")


def template_of(row: PlainRow) -> Template:
    title, _, body = row.text.partition("\n")
    return Template(row.ref, title, body)


def offered(rows: Sequence[PlainRow]) -> tuple[Template, ...]:
    """The office's own by title, then those of the built-in ones whose title it has not used. An empty body hides a built-in one."""
    own = sorted((template_of(row) for row in rows), key=lambda template: template.title.casefold())
    titles = {template.title.casefold() for template in own}
    return (
        *(template for template in own if template.body),
        *(template for template in BUILT_IN if template.title.casefold() not in titles),
    )


def typed(ref: str, title: str, body: str) -> Template | None:
    """A template as it was typed, made neat; None when one of the two is missing or too long."""
    neat, text = " ".join(title.split()), body.replace("\r\n", "\n").strip()
    if not 1 <= len(neat) <= LONGEST_TITLE or not 1 <= len(text) <= LONGEST_BODY:
        return None
    return Template(ref, neat, text)
