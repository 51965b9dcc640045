"""What must agree in the complaint section: above all, that nobody who has something to fear is shown in the open."""

import re
from collections.abc import Iterator, Sequence

from server.description.complaint_category_entry import ALWAYS_SECRET, MAY_BE_OPEN, CategoryEntry
from server.description.complaint_section import Complaints
from server.description.office import Description


def complaint_disagreements(description: Description) -> Iterator[str]:
    """Every disagreement, each one Indonesian sentence that says what to change."""
    section = description.complaints
    yield from _twice("Kode kategori aduan", [category.code for category in section.categories])
    yield from _twice("Nama kategori aduan", [category.name.casefold() for category in section.categories])
    yield from _twice("Kode dusun", [hamlet.id for hamlet in section.hamlets])
    yield from _twice("Nama dusun", [hamlet.name.casefold() for hamlet in section.hamlets])
    yield from _twice("Kode bagian", [unit.id for unit in section.units])
    yield from _twice("Nama bagian", [unit.name.casefold() for unit in section.units])
    for category in section.categories:
        yield from _category(category, section)
    if not any(not category.forced_secret for category in section.categories):
        yield "Semua kategori aduan wajib rahasia. Sediakan paling sedikit satu kategori lain, misalnya “Lainnya”."
    if section.text_days < section.identity_days:
        yield "Isi aduan disimpan lebih singkat daripada identitas pelapornya. Samakan, atau simpan isi lebih lama."


def secret_problem(code: str, forced_secret: bool) -> str | None:
    """Why a category of that code cannot be handled so; None when it can."""
    if code in ALWAYS_SECRET and not forced_secret:
        return "selalu ditangani sebagai rahasia, karena pelapornya dapat terancam. Biarkan wajib rahasia"
    return None


def open_problem(category: CategoryEntry) -> str | None:
    """Why the senders of a category cannot choose open; None when they can, or when it is not offered."""
    if not category.may_be_open:
        return None
    if category.forced_secret or category.code in ALWAYS_SECRET:
        return "wajib rahasia, jadi tidak boleh terbuka. Matikan salah satunya"
    if category.coarse not in MAY_BE_OPEN:
        return "tidak boleh terbuka: hanya prasarana dan kebersihan yang boleh. Ganti kelompoknya, atau matikan"
    return None


def _category(category: CategoryEntry, section: Complaints) -> Iterator[str]:
    for problem in (secret_problem(category.code, category.forced_secret), open_problem(category)):
        if problem is not None:
            yield f"Kategori aduan “{category.name}” {problem}."
    if category.unit and section.unit(category.unit) is None:
        yield (
            f"Kategori aduan “{category.name}” diteruskan ke bagian “{category.unit}”, tetapi bagian itu tidak ada. "
            "Tambahkan bagiannya, atau pilih yang lain."
        )
    identity = section.identity_days if category.keep_identity_days is None else category.keep_identity_days
    text = section.text_days if category.keep_text_days is None else category.keep_text_days
    own = category.keep_identity_days is not None or category.keep_text_days is not None
    if own and text < identity:
        yield (
            f"Kategori aduan “{category.name}”: isinya disimpan lebih singkat daripada identitas pelapornya. "
            "Samakan, atau simpan isi lebih lama."
        )


def _twice(what: str, names: Sequence[str]) -> Iterator[str]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield f"{what} “{name}” dipakai dua kali. Beri masing-masing yang berbeda."
            return


_NOT_IN_A_CODE = re.compile(r"[^a-z0-9]+")


def code_from(name: str, taken: Sequence[str], fallback: str) -> str:
    """A code made from a name, so that events and files can be read: `jalan_rusak`, `jalan_rusak_2`."""
    plain = _NOT_IN_A_CODE.sub("_", name.lower()).strip("_")[:28].strip("_")
    plain = plain if plain[:1].isalpha() else f"{fallback}_{plain}".strip("_")
    return next(code for code in (plain, *(f"{plain}_{n}" for n in range(2, 100))) if code not in taken)
