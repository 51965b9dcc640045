"""`/atur/aturan`: who is next, as far as the office may choose."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from display.settings_view import Group
from server.description import Description, QueueRules
from server.web.settings.fields import Fields
from server.web.settings.form_page import FormPage, Values, save, show
from server.web.settings.typed import Typed

PATH = "/atur/aturan"


def _values(office: Description) -> Values:
    rules = office.rules
    return {
        "priority_ratio": str(rules.priority_ratio),
        "brake": str(rules.brake),
        "return_after": str(rules.return_after),
        "transfer_first": "1" if rules.transfer_first else "",
    }


def _groups(fields: Fields, _office: Description) -> tuple[Group, ...]:
    return (
        Group(
            "",
            (
                fields(
                    "priority_ratio",
                    "Prioritas berturut-turut",
                    "number",
                    unit="orang",
                    help="Setelah sekian lansia, disabilitas, ibu hamil, atau pembawa balita, dipanggil satu menurut urutan datang.",
                ),
                fields(
                    "brake",
                    "Batas didahului",
                    "number",
                    unit="kali",
                    help="Siapa pun yang sudah didahului sekian kali dipanggil berikutnya.",
                ),
                fields(
                    "return_after",
                    "Yang terlewat kembali setelah",
                    "number",
                    unit="orang",
                    help="Warga yang terlewat lalu melapor menunggu di belakang sekian orang.",
                ),
                fields(
                    "transfer_first",
                    "Nomor yang dialihkan menjadi yang pertama di tempat baru",
                    "tick",
                    help="Tanpa ini ia mengikuti urutan datangnya.",
                    wide=True,
                ),
            ),
        ),
    )


def _applied(typed: Typed, office: Description) -> Description:
    rules = QueueRules(
        priority_ratio=typed.whole("priority_ratio", 1, 10),
        brake=typed.whole("brake", 1, 20),
        return_after=typed.whole("return_after", 0, 20),
        transfer_first=typed.ticked("transfer_first"),
    )
    return msgspec.structs.replace(office, rules=rules)


RULES_PAGE = FormPage(
    PATH, "Aturan antrean", _values, _groups, _applied, lead="Berlaku untuk panggilan berikutnya di semua loket."
)


async def show_rules(request: Request) -> Response:
    return await show(request, RULES_PAGE)


async def save_rules(request: Request) -> Response:
    return await save(request, RULES_PAGE)
