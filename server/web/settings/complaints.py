"""`/atur/aduan`: whether residents may complain, how long the office has to answer, and how long it keeps what they wrote."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import Group, LinksSection, Section
from server.description import Description
from server.description.complaint_section import Complaints, Limits
from server.web.context import Context
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, save, show
from server.web.settings.typed import Typed

PATH = "/atur/aduan"
_LEAD = (
    "Aduan warga disimpan tersegel: halaman ini mengatur papannya, bukan membukanya. "
    "Siapa yang menangani aduan dipilih di Meja aduan."
)
_DAYS = "hari kerja"


def _values(office: Description) -> Values:
    section = office.complaints
    return {
        "open": "1" if section.open else "",
        "tv": "1" if section.tv else "",
        "verify_days": str(section.verify_days),
        "answer_days": str(section.answer_days),
        "confirm_days": str(section.confirm_days),
        "info_days": str(section.info_days),
        "identity_days": str(section.identity_days),
        "text_days": str(section.text_days),
        "address_hour": str(section.limits.address_hour),
        "office_day": str(section.limits.office_day),
    }


def _groups(fields: Fields, _office: Description) -> tuple[Group, ...]:
    return (
        Group(
            "",
            (
                fields("open", "Warga boleh mengirim aduan", "tick", wide=True),
                fields("tv", "Papan aduan ikut tampil di TV", "tick", wide=True),
            ),
        ),
        Group(
            "Tenggat",
            (
                fields("verify_days", "Diperiksa dan diteruskan dalam", "number", unit=_DAYS, help="1 sampai 5."),
                fields("answer_days", "Jawaban pertama dalam", "number", unit=_DAYS, help="1 sampai 14."),
                fields(
                    "confirm_days", "Pelapor diam: selesai sendiri setelah", "number", unit=_DAYS, help="10 sampai 30."
                ),
                fields("info_days", "Waktu pelapor melengkapi", "number", unit="hari", help="30 sampai 90."),
            ),
            "Tenggat penyelesaian diatur di tiap kategori. Hari libur diatur di Jam dan hari libur.",
        ),
        Group(
            "Penyimpanan",
            (
                fields("identity_days", "Identitas dihapus setelah", "number", unit="hari", help="14 sampai 3650."),
                fields("text_days", "Isi dan foto dihapus setelah", "number", unit="hari", help="14 sampai 3650."),
            ),
            "Dihitung sejak aduan selesai. Yang tersisa hanya kerangka tanpa isi.",
        ),
        Group(
            "Batas",
            (
                fields("address_hour", "Aduan sejam dari satu alamat", "number", help="5 sampai 500."),
                fields("office_day", "Aduan sehari", "number", help="20 sampai 5000. Selebihnya diperiksa dulu."),
            ),
            "Banyak warga memakai satu Wi-Fi, jadi batas ini longgar.",
        ),
    )


def _applied(typed: Typed, office: Description) -> Description:
    identity, text = typed.whole("identity_days", 14, 3650), typed.whole("text_days", 14, 3650)
    if not typed.problems and text < identity:
        typed.problems["text_days"] = "Jangan lebih singkat daripada identitas."
    section = msgspec.structs.replace(
        office.complaints,
        open=typed.ticked("open"),
        tv=typed.ticked("tv"),
        verify_days=typed.whole("verify_days", 1, 5),
        answer_days=typed.whole("answer_days", 1, 14),
        confirm_days=typed.whole("confirm_days", 10, 30),
        info_days=typed.whole("info_days", 30, 90),
        identity_days=identity,
        text_days=text,
        limits=Limits(typed.whole("address_hour", 5, 500), typed.whole("office_day", 20, 5000)),
    )
    return msgspec.structs.replace(office, complaints=section)


async def _above(context: Context, _key: str) -> tuple[Section, ...]:
    section: Complaints = context.description.complaints
    return (
        LinksSection(
            "",
            (
                (f"{PATH}/kategori", f"Kategori ({len(section.categories)})"),
                (f"{PATH}/dusun", f"Dusun ({len(section.hamlets)})"),
                (f"{PATH}/bagian", f"Bagian yang menangani ({len(section.units)})"),
                ("/meja", "Meja aduan"),
            ),
        ),
    )


_PAGE = FormPage(PATH, "Papan aduan", _values, _groups, _applied, lead=_LEAD, above=_above)


async def show_complaints(request: Request) -> Response:
    return await show(request, _PAGE)


async def save_complaints(request: Request) -> Response:
    return await save(request, _PAGE)
