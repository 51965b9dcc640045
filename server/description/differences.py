"""What has changed between two descriptions, in sentences that a head of services can read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from server.description.counter import Counter
from server.description.fields import Between
from server.description.office import Description
from server.description.printer import Printer
from server.description.service import Service
from server.description.tv import Screen
from server.description.week import Week

DAY_WORDS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
PRINTER_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "none": "tanpa printer",
        "network": "printer jaringan",
        "usb": "printer USB",
        "file": "printer pada berkas",
        "browser": "cetak dari peramban",
    }
)
Thing = TypeVar("Thing")


def differences(old: Description, new: Description) -> tuple[str, ...]:
    """One sentence for each change, in the order of the settings pages; empty when both say the same."""
    found = (
        *_office(old, new),
        *_things("Layanan", old.services, new.services, lambda s: s.letter, lambda s: s.name, _service),
        *_things("Loket", old.counters, new.counters, lambda c: c.id, lambda c: c.name, _counter),
        *_hours(old.hours, new.hours),
        *_tv(old, new),
        *_things("Layar", old.screens, new.screens, lambda s: s.name, lambda s: s.title, _screen),
        *_printer(old.printer, new.printer),
        *_rules(old, new),
    )
    return found if found or old == new else ("Diubah tanpa akibat yang terlihat.",)


def _became(label: str, old: object, new: object) -> Iterator[str]:
    if old != new:
        yield f"{label} {old} menjadi {new}"


def _office(old: Description, new: Description) -> Iterator[str]:
    yield from _sentences("", [*_became("Nama kantor:", f"“{old.name}”", f"“{new.name}”")])
    yield from _sentences("", [*_became("Zona waktu:", old.zone_name, new.zone_name)])
    if old.phone_tickets != new.phone_tickets:
        yield f"Warga {'boleh' if new.phone_tickets else 'tidak boleh lagi'} mengambil nomor dari HP sendiri."
    if old.show_officials != new.show_officials:
        yield f"Nama petugas {'ditampilkan' if new.show_officials else 'tidak lagi ditampilkan'} kepada warga."
    if old.logo != new.logo:
        yield "Logo dihapus." if new.logo is None else "Logo dipasang." if old.logo is None else "Logo diganti."


def _things(
    kind: str,
    old: Sequence[Thing],
    new: Sequence[Thing],
    key: Callable[[Thing], str],
    name: Callable[[Thing], str],
    changes: Callable[[Thing, Thing], Iterator[str]],
) -> Iterator[str]:
    """What came, what went, what changed, and a new order of what stayed."""
    before, after = {key(thing): thing for thing in old}, {key(thing): thing for thing in new}
    for mark, thing in before.items():
        if mark not in after:
            yield f"{kind} {_named(mark, name(thing))} dihapus."
    for mark, thing in after.items():
        if mark not in before:
            yield f"{kind} {_named(mark, name(thing))} ditambahkan."
        else:
            yield from _sentences(f"{kind} {mark}", [*changes(before[mark], thing)])
    stayed = [mark for mark in before if mark in after]
    order = [mark for mark in after if mark in before]
    if stayed != order:
        yield f"Urutan {kind.lower()}: {', '.join(order)}."


def _named(mark: str, name: str) -> str:
    return mark if name.casefold() in {mark.casefold(), f"loket {mark}"} else f"{mark} ({name})"


def _sentences(subject: str, changes: Sequence[str]) -> Iterator[str]:
    if changes:
        words = ", ".join(changes)
        yield f"{subject}: {words}." if subject else f"{words}."


def _service(old: Service, new: Service) -> Iterator[str]:
    yield from _became("nama", f"“{old.name}”", f"“{new.name}”")
    yield from _became("nama pendek", f"“{old.short}”", f"“{new.short}”")
    yield from _became("gambar", old.icon, new.icon)
    yield from _became("lama biasa", f"{old.minutes} menit", f"{new.minutes} menit")
    yield from _became("syarat", _list(old.papers), _list(new.papers))
    yield from _became("kuota sehari", old.quota or "tanpa batas", new.quota or "tanpa batas")


def _counter(old: Counter, new: Counter) -> Iterator[str]:
    yield from _became("nama", f"“{old.name}”", f"“{new.name}”")
    yield from _became("keterangan", f"“{old.label}”", f"“{new.label}”")
    yield from _became("layanan", _list(old.services), _list(new.services))


def _screen(old: Screen, new: Screen) -> Iterator[str]:
    yield from _became("judul", f"“{old.title}”", f"“{new.title}”")
    yield from _became("loket", _list(old.counters), _list(new.counters))
    yield from _became("ukuran", _size(old), _size(new))


def _size(screen: Screen) -> str:
    parts = [
        *([f"{screen.diagonal} inci"] if screen.diagonal is not None else []),
        *([_metres(screen.distance)] if screen.distance is not None else []),
    ]
    return " dan ".join(parts) or "seperti TV utama"


def _hours(old: Week, new: Week) -> Iterator[str]:
    if old.automatic != new.automatic:
        yield f"Hari layanan dibuka dan ditutup {'menurut jam' if new.automatic else 'oleh petugas'}."
    for weekday, (before, after) in enumerate(zip(old.spans(), new.spans(), strict=True)):
        yield from _sentences("", [*_became(f"Jam {DAY_WORDS[weekday]}:", _span(before), _span(after))])
        if before is not None or after is not None:
            yield from _sentences(
                "", [*_became(f"Istirahat {DAY_WORDS[weekday]}:", _pauses(old, weekday), _pauses(new, weekday))]
            )
    if came := sorted(set(new.closed) - set(old.closed)):
        yield f"Hari libur kantor ditambahkan: {_list(came)}."
    if went := sorted(set(old.closed) - set(new.closed)):
        yield f"Hari libur kantor dihapus: {_list(went)}."
    if old.holidays != new.holidays:
        yield f"Libur nasional {'ikut' if new.holidays else 'tidak lagi'} menjadi hari tanpa layanan."


def _span(span: Between | None) -> str:
    return "tutup" if span is None else f"{_clock(span[0])}–{_clock(span[1])}"


def _pauses(week: Week, weekday: int) -> str:
    return " dan ".join(_span(pause) for pause in week.pauses_of(weekday)) or "tidak ada"


def _clock(time: str) -> str:
    return time.replace(":", ".")


def _tv(old: Description, new: Description) -> Iterator[str]:
    yield from _sentences("", [*_became("Ukuran TV:", f"{old.tv.diagonal} inci", f"{new.tv.diagonal} inci")])
    distances = _became("Jarak terjauh dari TV:", _metres(old.tv.distance), _metres(new.tv.distance))
    yield from _sentences("", [*distances])
    yield from _sentences("", [*_became("Tepi layar TV:", f"{old.tv.edge} %", f"{new.tv.edge} %")])
    if old.notes != new.notes:
        yield f"Kartu info TV sekarang: {' | '.join(new.notes) or 'tidak ada'}"
    before, after = {m.digest: m for m in old.media}, {m.digest: m for m in new.media}
    for digest, medium in {**before, **after}.items():
        kind = "Video" if medium.video else "Gambar"
        if digest not in after:
            yield f"{kind} “{medium.words}” dilepas dari layar."
        elif digest not in before:
            yield f"{kind} “{medium.words}” dipasang di layar."
        elif before[digest].words != medium.words:
            yield f"{kind} di layar: keterangan “{before[digest].words}” menjadi “{medium.words}”."


def _metres(distance: float) -> str:
    return f"{distance:g} m".replace(".", ",")


def _printer(old: Printer, new: Printer) -> Iterator[str]:
    changes = [
        *_became("jenis", PRINTER_WORDS[old.kind], PRINTER_WORDS[new.kind]),
        *_became("alamat", old.address or "kosong", new.address or "kosong"),
        *_became("kertas", f"{old.paper} mm", f"{new.paper} mm"),
        *_became("pemotong", _yes(old.cutter), _yes(new.cutter)),
    ]
    yield from _sentences("Printer", changes)


def _rules(old: Description, new: Description) -> Iterator[str]:
    before, after = old.rules, new.rules
    changes = [
        *_became("prioritas berturut-turut paling banyak", before.priority_ratio, after.priority_ratio),
        *_became("batas didahului", before.brake, after.brake),
        *_became("yang terlewat kembali setelah", f"{before.return_after} orang", f"{after.return_after} orang"),
        *_became("alihan didahulukan", _yes(before.transfer_first), _yes(after.transfer_first)),
    ]
    yield from _sentences("Aturan antrean", changes)


def _yes(value: bool) -> str:
    return "ya" if value else "tidak"


def _list(words: Sequence[str]) -> str:
    return ", ".join(words) or "tidak ada"
