"""Why a press on the complaint board is not carried out, in words: one sentence for every refusal, and what to do."""

from collections.abc import Mapping
from types import MappingProxyType

from server.domain.complaint_refusals import ComplaintRefusal as Why
from server.web.sentence import Sentence

_FORBIDDEN = frozenset(
    {
        Why.SENDER_ONLY,
        Why.CLOCK_ONLY,
        Why.OFFICIALS_ONLY,
        Why.NOT_A_READER,
        Why.NOT_A_CUSTODIAN,
        Why.CONFLICT,
        Why.NO_POST,
    }
)
_TITLE = "Tidak dapat dilakukan"
REFUSAL_WORDS: Mapping[Why, str] = MappingProxyType(
    {
        Why.UNKNOWN_COMPLAINT: "Aduan ini tidak ada. Kembali ke daftar.",
        Why.WRONG_STATE: "Langkah ini tidak berlaku lagi: aduan sudah berpindah tahap. Muat ulang halamannya.",
        Why.HELD: "Aduan ini masih menunggu diperiksa apakah spam. Loloskan atau arsipkan dahulu.",
        Why.NOT_HELD: "Aduan ini sudah lolos pemeriksaan. Muat ulang halamannya.",
        Why.ERASED: "Isinya sudah dihapus, jadi langkah ini tidak dapat dilakukan.",
        Why.BAD_CODE: "Pilihan itu tidak dikenal. Muat ulang halaman, lalu pilih lagi.",
        Why.SENDER_ONLY: "Hanya pelapor, dengan kode rahasianya, yang boleh melakukan ini.",
        Why.CLOCK_ONLY: "Langkah ini berjalan sendiri bila waktunya tiba.",
        Why.OFFICIALS_ONLY: "Hanya petugas yang boleh melakukan ini.",
        Why.NOT_A_READER: "Aduan ini tidak diserahkan kepada Anda. Hubungi Kasi Pelayanan.",
        Why.NOT_STAFFED: "Papan aduan belum dibuka. Kepala membukanya di Meja aduan.",
        Why.NO_RECIPIENT: "Tidak ada petugas yang boleh menerima aduan tentang orang ini. Sampaikan ke BPD atau kecamatan.",
        Why.DAY_CHANGED: "Hari baru saja berganti. Kirim sekali lagi.",
        Why.STAFF_CHANGED: "Susunan petugas baru saja berubah. Kirim sekali lagi.",
        Why.NO_VAULT: "Nama tidak dapat disimpan dengan aman karena pemegang kunci belum lengkap. Kirim tanpa nama.",
        Why.TWICE: "Nomor aduan bertabrakan. Kirim sekali lagi.",
        Why.UNKNOWN_CATEGORY: "Jenis aduan ini tidak ada lagi. Pilih yang lain.",
        Why.UNKNOWN_HAMLET: "Dusun ini tidak ada di daftar. Pilih yang lain.",
        Why.NOBODY_NAMED: "Belum ada yang dipilih. Pilih bagian atau orangnya.",
        Why.NOBODY_IN_UNIT: "Di bagian ini belum ada orang yang boleh membaca aduan ini. Pilih bagian lain, atau orangnya.",
        Why.UNKNOWN_UNIT: "Bagian ini tidak ada di meja aduan. Pilih yang lain.",
        Why.UNKNOWN_ACCOUNT: "Orang ini belum punya kunci meja aduan. Minta ia membuka Meja aduan sekali, lalu simpan susunan petugas.",
        Why.CONFLICT: "Aduan ini menyangkut orang itu, jadi tidak boleh diserahkan kepadanya. Pilih orang lain.",
        Why.CONFLICT_UNKNOWN: "Baca dahulu siapa yang dilaporkan: buka aduannya, lalu tekan lagi.",
        Why.READS_ALREADY: "Orang ini sudah dapat membaca aduannya.",
        Why.LAST_READER: "Ini pembaca terakhir aduan itu. Serahkan dahulu kepada orang lain.",
        Why.NO_RUNG: "Tidak ada tingkat di atasnya yang boleh membaca aduan ini.",
        Why.ALREADY_ESCALATED: "Aduan ini sudah naik tingkat karena tenggat yang sama.",
        Why.SAME_COMPLAINT: "Aduan tidak dapat digabung dengan dirinya sendiri. Pilih aduan lain.",
        Why.PARENT_CLOSED: "Aduan induknya sudah selesai. Pilih aduan lain, atau tangani sendiri.",
        Why.OTHER_CLASS: "Kelas kedua aduan berbeda, jadi tidak dapat digabung.",
        Why.OTHER_CATEGORY: "Jenis kedua aduan berbeda, jadi tidak dapat digabung.",
        Why.PARENT_UNSEEN: "Aduan induknya belum diperiksa. Terima dan periksa dahulu aduan itu, lalu gabungkan.",
        Why.PARENT_CONFLICT: "Aduan ini menyangkut orang yang menangani aduan induknya, jadi tidak dapat digabung.",
        Why.UNKNOWN_PROOF: "Foto buktinya tidak ditemukan. Unggah sekali lagi.",
        Why.NOT_RAISED: "Kelas hanya dapat dinaikkan. Pilih kelas yang lebih tertutup.",
        Why.NOT_LOWERED: "Kelas hanya dapat diturunkan. Pilih kelas yang lebih terbuka.",
        Why.CLASS_FORCED: "Jenis aduan ini tidak boleh memakai kelas itu.",
        Why.NOT_PUBLIC: "Dari aduan RAHASIA tidak ada yang diumumkan.",
        Why.SUMMARY_CHANGED: "Ringkasannya sudah diganti. Muat ulang, lalu baca yang baru.",
        Why.ALREADY_RATED: "Penilaian sudah diberikan. Terima kasih.",
        Why.NO_IDENTITY: "Pelapor tidak meninggalkan nama atau kontak.",
        Why.UNKNOWN_REQUEST: "Permintaan ini tidak ada. Muat ulang halamannya.",
        Why.REQUEST_OVER: "Permintaan ini sudah selesai atau ditolak. Buat permintaan baru bila masih perlu.",
        Why.NOT_A_CUSTODIAN: "Hanya pemegang kunci identitas yang boleh memutuskan ini.",
        Why.ALREADY_APPROVED: "Anda sudah menyetujui permintaan ini.",
        Why.HOLDER_NEEDED: "Pemegang kunci nama ini harus menyetujui lebih dahulu. Minta ia membuka Permintaan identitas.",
        Why.OWN_REQUEST: "Permintaan Anda sendiri disetujui pemegang kunci lain. Minta mereka membuka Permintaan identitas.",
        Why.NOT_APPROVED: "Permintaan ini belum disetujui. Tunggu pemegang kunci.",
        Why.NOT_COMPARED: "Lihat dahulu identitasnya, dan cocokkan dengan orang yang hadir.",
        Why.ERASURE_ASKED: "Penghapusan aduan ini sudah diminta. Tunggu persetujuan rekan.",
        Why.ERASURE_STOPPED: "Pelapor menolak penghapusan ini dengan kodenya. Hanya ia sendiri yang dapat menghapusnya.",
        Why.NO_ERASURE: "Tidak ada permintaan hapus yang menunggu. Muat ulang halamannya.",
        Why.SECOND_NEEDED: "Yang meminta tidak boleh menyetujui sendiri. Minta rekan lain.",
        Why.TOO_SOON: "Belum waktunya.",
        Why.ROOT_MADE: "Angka bukti minggu itu sudah dibuat.",
        Why.BAD_STAFFING: "Susunan petugas belum benar. Isi Kasi Pelayanan, dan pemegang kunci tiga orang berbeda atau kosong.",
        Why.NO_POST: "Hanya orang yang ada di susunan petugas meja aduan yang boleh melakukan ini. Minta Kasi Pelayanan menambahkan Anda.",
        Why.SHEET_CHANGED: "Lembar ini tidak menunggu lagi: sudah diputuskan, atau sudah diganti. Muat ulang halamannya.",
        Why.POST_TOO_NEW: "Anda baru hari ini ada di susunan petugas. Minta rekan yang lebih lama, atau ulangi besok.",
        Why.OWN_SHEET: "Lembar yang Anda buat sendiri harus dicocokkan rekan lain.",
    }
)


def complaint_sentence(refusal: Why) -> Sentence:
    """The refusal for people and programs."""
    status = 404 if refusal is Why.UNKNOWN_COMPLAINT else 403 if refusal in _FORBIDDEN else 409
    return Sentence(
        status,
        f"complaint-{refusal.value.replace('_', '-')}",
        _TITLE,
        REFUSAL_WORDS[refusal],
        "/aduan",
        "Ke Papan aduan",
    )
