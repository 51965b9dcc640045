"""Every refusal of the rules in Indonesian: one clear sentence, with what to do."""

from typing import assert_never

from server.domain.refusals import (
    AlreadyServing,
    AnnouncementIsHeard,
    AnnouncementsWait,
    ClockIsWrong,
    CounterInUse,
    CounterIsBusy,
    CounterIsStaffed,
    CounterMovedOn,
    DateIsRight,
    DayIsClosed,
    LetterIsReady,
    NobodyAtCounter,
    NotAway,
    NotForThisCounter,
    NothingToUndo,
    NotTaking,
    PeopleWait,
    PressMovedOn,
    QuotaSpent,
    Refusal,
    SameTarget,
    ServesElsewhere,
    ServiceInUse,
    TicketAtCounter,
    TicketIsOver,
    TooSoon,
    UndoTooLate,
    UnknownAnnouncement,
    UnknownCounter,
    UnknownLetter,
    UnknownReason,
    UnknownService,
    UnknownTicket,
)
from server.web.sentence import Sentence


def refusal_sentence(refusal: Refusal) -> Sentence:
    match refusal:
        case UnknownService(service=service) if not service.strip():
            return Sentence(
                404, "unknown-service", "Layanan belum dipilih", "Layanan belum dipilih. Pilih layanan lebih dahulu."
            )
        case UnknownCounter(counter=counter) if not counter.strip():
            return Sentence(
                404, "unknown-counter", "Loket belum dipilih", "Loket belum dipilih. Pilih loket lebih dahulu."
            )
        case UnknownService(service=service):
            return Sentence(
                404, "unknown-service", "Layanan tidak ada", f"Tidak ada layanan {service}. Pilih layanan lain."
            )
        case UnknownCounter(counter=counter):
            return Sentence(404, "unknown-counter", "Loket tidak ada", f"Tidak ada loket {counter}. Pilih loket lain.")
        case UnknownTicket():
            return Sentence(404, "unknown-ticket", "Nomor tidak ada", "Nomor ini tidak dikenal. Ambil nomor baru.")
        case DayIsClosed():
            return Sentence(
                409,
                "day-closed",
                "Layanan belum dibuka",
                "Hari layanan belum dibuka. Minta petugas membukanya lebih dahulu.",
            )
        case CounterMovedOn():
            return Sentence(
                409,
                "counter-moved-on",
                "Loket sudah berubah",
                "Keadaan loket sudah berubah sejak tombol ditekan. Lihat layar, lalu tekan lagi bila masih perlu.",
            )
        case CounterIsBusy(ticket=ticket):
            return Sentence(
                409,
                "counter-busy",
                "Loket masih melayani",
                f"Nomor {ticket} masih di loket ini. Tekan Selesai lebih dahulu.",
            )
        case NobodyAtCounter():
            return Sentence(
                409,
                "nobody-at-counter",
                "Tidak ada nomor di loket",
                "Belum ada nomor yang dipanggil. Panggil nomor berikutnya dahulu.",
            )
        case AlreadyServing(ticket=ticket):
            return Sentence(
                409,
                "already-serving",
                "Nomor sedang dilayani",
                f"Nomor {ticket} sedang dilayani. Tekan Selesai bila sudah selesai.",
            )
        case TicketIsOver(ticket=ticket):
            return Sentence(
                409, "ticket-over", "Nomor sudah berakhir", f"Nomor {ticket} sudah berakhir. Ambil nomor baru."
            )
        case TooSoon(ticket=ticket, ms=ms):
            return Sentence(
                409,
                "too-soon",
                "Baru saja dipanggil",
                f"Nomor {ticket} baru saja dipanggil. Tunggu {-(-ms // 1000)} detik lalu panggil lagi.",
            )
        case TicketAtCounter(ticket=ticket, counter=counter):
            return Sentence(
                409,
                "ticket-at-counter",
                "Nomor sudah di loket",
                f"Nomor {ticket} sudah di loket {counter}. Pilih nomor lain.",
            )
        case NotForThisCounter(ticket=ticket):
            return Sentence(
                409,
                "not-for-this-counter",
                "Bukan untuk loket ini",
                f"Nomor {ticket} bukan untuk loket ini. Minta loketnya memanggil atau memindahkannya.",
            )
        case NotAway(ticket=ticket):
            return Sentence(
                409,
                "not-away",
                "Nomor tidak sedang ditunda",
                f"Nomor {ticket} tidak sedang ditunda atau terlewat. Lihat daftar antrean.",
            )
        case SameTarget(ticket=ticket):
            return Sentence(
                409,
                "same-target",
                "Tujuan sama",
                f"Nomor {ticket} sudah di tujuan itu. Pilih layanan atau loket lain.",
            )
        case UnknownReason():
            return Sentence(422, "unknown-reason", "Alasan tidak dikenal", "Pilih alasan menunda dari daftar.")
        case NothingToUndo():
            return Sentence(
                409,
                "nothing-to-undo",
                "Tidak ada yang dibatalkan",
                "Tidak ada tombol yang dapat dibatalkan di loket ini. Lanjutkan seperti biasa.",
            )
        case UndoTooLate():
            return Sentence(
                409,
                "undo-too-late",
                "Sudah lewat waktunya",
                "Tombol hanya dapat dibatalkan dalam 10 detik. Perbaiki dengan tombol lain.",
            )
        case PressMovedOn(ticket=ticket):
            return Sentence(
                409,
                "press-moved-on",
                "Nomor sudah berlanjut",
                f"Nomor {ticket} sudah berubah sejak tombol itu, jadi tidak dapat dibatalkan. Lihat daftar antrean.",
            )
        case CounterIsStaffed(counter=counter):
            return Sentence(
                409,
                "counter-staffed",
                "Loket sudah dijaga",
                f"Petugas lain sudah di loket {counter}. Pilih loket lain, atau ambil alih bila ia sudah pergi.",
            )
        case ServesElsewhere(counter=counter, ticket=ticket):
            return Sentence(
                409,
                "serves-elsewhere",
                "Masih melayani di loket lain",
                f"Anda masih melayani nomor {ticket} di loket {counter}. Selesaikan dahulu di sana.",
            )
        case NotTaking():
            return Sentence(
                409,
                "not-taking",
                "Nomor tidak diberikan lagi",
                "Pengambilan nomor hari ini sudah ditutup. Tanyakan kepada petugas, atau datang pada hari lain.",
            )
        case QuotaSpent(service=service):
            return Sentence(
                409,
                "quota-spent",
                "Hari ini penuh",
                f"Nomor layanan {service} untuk hari ini sudah habis. Tanyakan kepada petugas, atau datang lebih pagi pada hari lain.",
            )
        case PeopleWait(count=count):
            return Sentence(
                409,
                "people-wait",
                "Masih ada orang",
                f"Masih ada {count} orang yang menunggu, ditunda, atau dilayani. Pilih apa yang terjadi dengan nomor mereka.",
            )
        case DateIsRight(date=date):
            return Sentence(
                409,
                "date-is-right",
                "Tanggal tidak perlu diperbaiki",
                f"Tanggal di komputer kantor {date}. Periksa jam komputer bila itu tidak benar.",
            )
        case ClockIsWrong(date=date):
            return Sentence(
                409,
                "clock-is-wrong",
                "Jam belum benar",
                f"Jam komputer kantor sekarang menunjukkan tanggal {date}. Betulkan jam komputer dulu, lalu cocokkan lagi.",
            )
        case UnknownLetter():
            return Sentence(
                404,
                "unknown-letter",
                "Surat tidak ada",
                "Surat ini tidak ada di daftar. Mungkin sudah diambil; muat ulang daftar.",
            )
        case LetterIsReady(ticket=ticket):
            return Sentence(
                409,
                "letter-ready",
                "Surat sudah di daftar",
                f"Surat nomor {ticket} sudah di daftar. Cari di daftar surat.",
            )
        case UnknownAnnouncement():
            return Sentence(
                404,
                "unknown-announcement",
                "Pengumuman tidak ada",
                "Pengumuman ini tidak ada di daftar hari ini. Muat ulang daftar.",
            )
        case AnnouncementIsHeard():
            return Sentence(
                409,
                "announcement-heard",
                "Sudah terdengar",
                "Pengumuman ini sedang atau sudah terdengar, jadi tidak dapat dibatalkan. Umumkan ralatnya bila perlu.",
            )
        case AnnouncementsWait(count=count):
            return Sentence(
                409,
                "announcements-wait",
                "Pengumuman masih menunggu",
                f"Masih ada {count} pengumuman yang belum terdengar. Tunggu sampai terdengar, atau batalkan salah satu.",
            )
        case ServiceInUse(service=service, count=count):
            return Sentence(
                409,
                "service-in-use",
                "Layanan masih dipakai",
                f"Layanan {service} sudah dipakai {count} nomor hari ini. Hapus setelah hari layanan ditutup.",
            )
        case CounterInUse(counter=counter):
            return Sentence(
                409,
                "counter-in-use",
                "Loket masih dipakai",
                f"Loket {counter} sudah melayani hari ini. Hapus setelah hari layanan ditutup.",
            )
        case _:
            assert_never(refusal)
