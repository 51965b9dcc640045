"""`/aduan/sop`: how complaints are handled here, made of the rules that the server itself keeps. For everybody, and to be printed."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from display.desk_paper_views import SopView
from server.description.complaints import CategoryEntry
from server.web.complaints.desk_words import CLASS_WORDS, RUNG_WORDS, day_words
from server.web.context import Context, context_of
from server.web.pages import html

PATH = "/aduan/sop"
_CLASSES = (
    (CLASS_WORDS["open"], "Ringkasan tulisan petugas, hari, dan dusun", "Tidak wajib, disimpan terkunci"),
    (CLASS_WORDS["anonymous"], "Ringkasan tanpa dusun dan hari, bersama aduan lain", "Tidak wajib, disimpan terkunci"),
    (
        CLASS_WORDS["secret"],
        "Tidak ada, hanya jumlah yang sudah digabung",
        "Tidak wajib, terbuka bila dua dari tiga orang setuju",
    ),
)
_RIGHTS = (
    "Menyampaikan aduan tanpa biaya, tanpa nama, dan tanpa akun.",
    "Menerima nomor aduan dan kode rahasia sebagai tanda terima yang ditandatangani komputer kantor.",
    "Melihat perjalanan aduan, menjawab, menambah foto, dan mengetahui siapa membuka apa.",
    "Menyatakan “belum beres”: aduan dibuka kembali.",
    "Menyetujui atau menolak ringkasan sebelum diumumkan.",
    "Menaikkan atau menurunkan kelas, menarik aduan, dan menghapus isinya.",
    "Mengadu ke Ombudsman RI (telepon 137) bila tidak ditangani.",
)
_ENDS = (
    ("Selesai", "Pelapor mengakui masalahnya beres."),
    ("Ditutup karena tidak ada jawaban", "Kantor mengajukan selesai dan pelapor diam. Tidak dihitung sebagai selesai."),
    (
        "Diarsipkan",
        "Dengan alasan yang dapat dibaca pelapor: spam, tidak jelas, fitnah, sedang di pengadilan, di luar pelayanan.",
    ),
    ("Diteruskan", "Kepada kecamatan, kabupaten, SP4N-LAPOR!, inspektorat, atau Ombudsman, dengan nomornya di sana."),
    ("Digabung", "Dengan aduan lain tentang hal yang sama."),
    ("Ditarik", "Oleh pelapor, atau karena keterangan yang diminta tidak dilengkapi."),
)


def sop_view(context: Context) -> SopView:
    section, office = context.description.complaints, context.complaints.office
    staffed = office.state.staffed
    ladder = ("", "", "", "") if staffed is None else staffed.ladder
    settle = sorted({category.clock for category in section.categories})
    return SopView(
        office=context.description.name,
        clock=context.now_picture().clock(),
        open=section.open and staffed is not None and bool(staffed.keys),
        posts=tuple(
            (words, "ada" if one else "belum ada, tingkat ini dilewati")
            for words, one in zip(RUNG_WORDS[1:], ladder, strict=True)
        ),
        classes=_CLASSES,
        steps=(
            ("Diterima", "Nomor dan kode diberikan", "seketika"),
            ("Diperiksa dan diserahkan", "Kasi Pelayanan", f"{section.verify_days} hari kerja"),
            ("Dijawab isinya", "Unit yang menangani", f"{section.answer_days} hari kerja"),
            (
                "Ditindaklanjuti sampai selesai",
                "Unit yang menangani",
                f"{' / '.join(map(str, settle))} hari kerja menurut jenisnya",
            ),
            ("Melengkapi keterangan", "Pelapor, bila ditanya", f"{section.info_days} hari"),
            (
                "Mengakui selesai atau belum beres",
                "Pelapor",
                f"{section.confirm_days} hari kerja, lalu ditutup sendiri",
            ),
            ("Lewat batas", "Naik satu tingkat sendiri", "keesokan harinya"),
        ),
        terms=tuple((one.name, _class_of(one), str(one.clock)) for one in section.categories),
        rights=_RIGHTS,
        keeping=(
            ("Nama dan kontak", f"dihapus {section.identity_days} hari sesudah aduan berakhir"),
            ("Isi, foto, percakapan", f"dihapus {section.text_days} hari sesudah aduan berakhir"),
            ("Yang tinggal", "langkah tanpa isi, dan ringkasan yang sudah diumumkan"),
            ("Alamat perangkat", "tidak disimpan"),
        ),
        ends=_ENDS,
        as_of=day_words(office.today()),
    )


async def show(request: Request) -> Response:
    return html(request, sop_view(context_of(request)))


def _class_of(category: CategoryEntry) -> str:
    if category.forced_secret:
        return f"selalu {CLASS_WORDS['secret']}"
    return f"boleh {CLASS_WORDS['open']}" if category.may_be_open else f"paling terbuka {CLASS_WORDS['anonymous']}"


def routes() -> list[Route]:
    return [Route(PATH, show, methods=["GET"])]
