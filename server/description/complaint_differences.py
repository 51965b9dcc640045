"""What has changed about the complaint board between two descriptions, in sentences."""

from collections.abc import Iterator

from server.description.change_words import became, sentences, things, yes_or_no
from server.description.complaint_category_entry import COARSE_NAMES, CategoryEntry
from server.description.complaint_section import Complaints, Hamlet, Unit
from server.description.office import Description


def complaint_differences(old: Description, new: Description) -> Iterator[str]:
    """One sentence for each change of the section."""
    before, after = old.complaints, new.complaints
    if before.open != after.open:
        yield f"Warga {'dapat' if after.open else 'tidak dapat lagi'} mengirim aduan."
    if before.tv != after.tv:
        yield f"Papan aduan {'ditampilkan' if after.tv else 'tidak lagi ditampilkan'} di TV."
    yield from things(
        "Kategori aduan", before.categories, after.categories, _code, _name, lambda o, n: _category(before, after, o, n)
    )
    yield from things("Dusun", before.hamlets, after.hamlets, _id, _place, _hamlet)
    yield from things("Bagian", before.units, after.units, _unit_id, _unit_name, _unit)
    yield from sentences("Tenggat aduan", [*_clocks(before, after)])
    yield from sentences("Penyimpanan aduan", [*_keeping(before, after)])
    yield from sentences("Batas aduan", [*_limits(before, after)])


def clock_words(days: int) -> str:
    return f"{days} hari kerja"


def _category(before: Complaints, after: Complaints, old: CategoryEntry, new: CategoryEntry) -> Iterator[str]:
    yield from became("nama", f"“{old.name}”", f"“{new.name}”")
    yield from became("gambar", old.icon, new.icon)
    yield from became("tenggat", clock_words(old.clock), clock_words(new.clock))
    yield from became("kelompok", COARSE_NAMES[old.coarse], COARSE_NAMES[new.coarse])
    yield from became("wajib rahasia", yes_or_no(old.forced_secret), yes_or_no(new.forced_secret))
    yield from became("boleh terbuka", yes_or_no(old.may_be_open), yes_or_no(new.may_be_open))
    yield from became("bagian", _handled_by(before, old.unit), _handled_by(after, new.unit))
    yield from became("identitas disimpan", _kept(old.keep_identity_days), _kept(new.keep_identity_days))
    yield from became("isi disimpan", _kept(old.keep_text_days), _kept(new.keep_text_days))


def _handled_by(section: Complaints, unit_id: str) -> str:
    unit = section.unit(unit_id)
    return "kepala pelayanan" if unit is None else f"“{unit.name}”"


def _kept(days: int | None) -> str:
    return "seperti yang lain" if days is None else f"{days} hari"


def _hamlet(old: Hamlet, new: Hamlet) -> Iterator[str]:
    yield from became("nama", f"“{old.name}”", f"“{new.name}”")
    yield from became("penduduk dewasa", old.adults, new.adults)


def _unit(old: Unit, new: Unit) -> Iterator[str]:
    yield from became("nama", f"“{old.name}”", f"“{new.name}”")


def _clocks(old: Complaints, new: Complaints) -> Iterator[str]:
    yield from became("verifikasi", clock_words(old.verify_days), clock_words(new.verify_days))
    yield from became("jawaban pertama", clock_words(old.answer_days), clock_words(new.answer_days))
    yield from became("konfirmasi pelapor", clock_words(old.confirm_days), clock_words(new.confirm_days))
    yield from became("melengkapi aduan", f"{old.info_days} hari", f"{new.info_days} hari")


def _keeping(old: Complaints, new: Complaints) -> Iterator[str]:
    yield from became("identitas", f"{old.identity_days} hari", f"{new.identity_days} hari")
    yield from became("isi", f"{old.text_days} hari", f"{new.text_days} hari")


def _limits(old: Complaints, new: Complaints) -> Iterator[str]:
    yield from became("sejam dari satu alamat", old.limits.address_hour, new.limits.address_hour)
    yield from became("sehari sebelum diperiksa dulu", old.limits.office_day, new.limits.office_day)


def _code(category: CategoryEntry) -> str:
    return category.code


def _name(category: CategoryEntry) -> str:
    return category.name


def _id(hamlet: Hamlet) -> str:
    return hamlet.id


def _place(hamlet: Hamlet) -> str:
    return hamlet.name


def _unit_id(unit: Unit) -> str:
    return unit.id


def _unit_name(unit: Unit) -> str:
    return unit.name
