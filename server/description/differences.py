"""What has changed between two descriptions, in sentences that a head of services can read."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from server.description.announcement_differences import announcement_differences
from server.description.change_words import became, listed, sentences, span_words, things, yes_or_no
from server.description.complaint_differences import complaint_differences
from server.description.counter import Counter
from server.description.office import Description
from server.description.printer import Printer
from server.description.service import Service
from server.description.tv import Screen
from server.description.voice_differences import voice_differences
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


def differences(old: Description, new: Description) -> tuple[str, ...]:
    """One sentence for each change, in the order of the settings pages; empty when both say the same."""
    found = (
        *_office(old, new),
        *things("Layanan", old.services, new.services, lambda s: s.letter, lambda s: s.name, _service),
        *things("Loket", old.counters, new.counters, lambda c: c.id, lambda c: c.name, _counter),
        *_hours(old.hours, new.hours),
        *_tv(old, new),
        *things("Layar", old.screens, new.screens, lambda s: s.name, lambda s: s.title, _screen),
        *_printer(old.printer, new.printer),
        *_rules(old, new),
        *voice_differences(old, new),
        *announcement_differences(old, new),
        *complaint_differences(old, new),
    )
    return found if found or old == new else ("Diubah tanpa akibat yang terlihat.",)


def _office(old: Description, new: Description) -> Iterator[str]:
    yield from sentences("", [*became("Nama kantor:", f"“{old.name}”", f"“{new.name}”")])
    yield from sentences("", [*became("Zona waktu:", old.zone_name, new.zone_name)])
    if old.phone_tickets != new.phone_tickets:
        yield f"Warga {'boleh' if new.phone_tickets else 'tidak boleh lagi'} mengambil nomor dari HP sendiri."
    if old.show_officials != new.show_officials:
        yield f"Nama petugas {'ditampilkan' if new.show_officials else 'tidak lagi ditampilkan'} kepada warga."
    if old.logo != new.logo:
        yield "Logo dihapus." if new.logo is None else "Logo dipasang." if old.logo is None else "Logo diganti."


def _service(old: Service, new: Service) -> Iterator[str]:
    yield from became("nama", f"“{old.name}”", f"“{new.name}”")
    yield from became("nama pendek", f"“{old.short}”", f"“{new.short}”")
    yield from became("gambar", old.icon, new.icon)
    yield from became("lama biasa", f"{old.minutes} menit", f"{new.minutes} menit")
    yield from became("syarat", listed(old.papers), listed(new.papers))
    yield from became("kuota sehari", old.quota or "tanpa batas", new.quota or "tanpa batas")


def _counter(old: Counter, new: Counter) -> Iterator[str]:
    yield from became("nama", f"“{old.name}”", f"“{new.name}”")
    yield from became("keterangan", f"“{old.label}”", f"“{new.label}”")
    yield from became("layanan", listed(old.services), listed(new.services))


def _screen(old: Screen, new: Screen) -> Iterator[str]:
    yield from became("judul", f"“{old.title}”", f"“{new.title}”")
    yield from became("loket", listed(old.counters), listed(new.counters))
    yield from became("ukuran", _size(old), _size(new))


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
        yield from sentences("", [*became(f"Jam {DAY_WORDS[weekday]}:", span_words(before), span_words(after))])
        if before is not None or after is not None:
            yield from sentences(
                "", [*became(f"Istirahat {DAY_WORDS[weekday]}:", _pauses(old, weekday), _pauses(new, weekday))]
            )
    if came := sorted(set(new.closed) - set(old.closed)):
        yield f"Hari libur kantor ditambahkan: {listed(came)}."
    if went := sorted(set(old.closed) - set(new.closed)):
        yield f"Hari libur kantor dihapus: {listed(went)}."
    if old.holidays != new.holidays:
        yield f"Libur nasional {'ikut' if new.holidays else 'tidak lagi'} menjadi hari tanpa layanan."


def _pauses(week: Week, weekday: int) -> str:
    return " dan ".join(span_words(pause) for pause in week.pauses_of(weekday)) or "tidak ada"


def _tv(old: Description, new: Description) -> Iterator[str]:
    yield from sentences("", [*became("Ukuran TV:", f"{old.tv.diagonal} inci", f"{new.tv.diagonal} inci")])
    distances = became("Jarak terjauh dari TV:", _metres(old.tv.distance), _metres(new.tv.distance))
    yield from sentences("", [*distances])
    yield from sentences("", [*became("Tepi layar TV:", f"{old.tv.edge} %", f"{new.tv.edge} %")])
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
        *became("jenis", PRINTER_WORDS[old.kind], PRINTER_WORDS[new.kind]),
        *became("alamat", old.address or "kosong", new.address or "kosong"),
        *became("kertas", f"{old.paper} mm", f"{new.paper} mm"),
        *became("pemotong", yes_or_no(old.cutter), yes_or_no(new.cutter)),
    ]
    yield from sentences("Printer", changes)


def _rules(old: Description, new: Description) -> Iterator[str]:
    before, after = old.rules, new.rules
    changes = [
        *became("prioritas berturut-turut paling banyak", before.priority_ratio, after.priority_ratio),
        *became("batas didahului", before.brake, after.brake),
        *became("yang terlewat kembali setelah", f"{before.return_after} orang", f"{after.return_after} orang"),
        *became("alihan didahulukan", yes_or_no(before.transfer_first), yes_or_no(after.transfer_first)),
    ]
    yield from sentences("Aturan antrean", changes)
