"""`/atur/aduan`: the board, its categories, hamlets and units are changed without scripts, and hold at once."""

import httpx
import pytest

from server.description.complaints import BUILT_IN, Hamlet, Unit
from server.domain.access import Role
from tests.live_office import TOKEN, LiveOffice
from tests.server.settings_form import problems_in, typed

PATH = "/atur/aduan"


@pytest.fixture
async def desk(live: LiveOffice) -> httpx.AsyncClient:
    return await live.client(TOKEN)


async def test_the_board_is_closed_and_its_clocks_are_changed(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    page = (await desk.get(PATH)).text
    assert f"Kategori ({len(BUILT_IN)})" in page
    answer = await typed(desk, PATH, {"open": None, "answer_days": "3", "identity_days": "60", "office_day": "50"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PATH}?kabar=tersimpan")
    section = live.running.context.description.complaints
    assert (section.open, section.answer_days, section.identity_days, section.limits.office_day) == (False, 3, 60, 50)
    history = (await desk.get("/atur/riwayat")).text
    assert "Warga tidak dapat lagi mengirim aduan." in history
    assert "Tenggat aduan: jawaban pertama 5 hari kerja menjadi 3 hari kerja." in history


async def test_what_is_wrong_is_said_beside_its_field(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    answer = await typed(desk, PATH, {"confirm_days": "9", "info_days": "", "address_hour": "4"})
    assert answer.status_code == 422
    assert problems_in(answer.text) == {
        "confirm_days": "Isi angka bulat 10 sampai 30.",
        "info_days": "Isi dulu bagian ini.",
        "address_hour": "Isi angka bulat 5 sampai 500.",
    }
    answer = await typed(desk, PATH, {"identity_days": "400"})
    assert problems_in(answer.text) == {"text_days": "Jangan lebih singkat daripada identitas."}
    assert live.running.context.description.complaints.identity_days == 90


async def test_a_category_is_added_moved_changed_and_removed(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    path = f"{PATH}/kategori"
    new = {"name": "Pasar desa", "clock": "5", "coarse": "kebersihan", "secrecy": "open", "place": "2", "text": "400"}
    assert (await typed(desk, f"{path}/baru", new)).headers["location"] == f"{path}?kabar=tersimpan"
    # The same form, sent twice, makes nothing twice.
    assert (await typed(desk, f"{path}/baru", new)).headers["location"] == f"{path}?kabar=tetap"
    section = live.running.context.description.complaints
    assert [one.code for one in section.categories[:3]] == ["jalan", "pasar_desa", "lampu"]
    made = section.categories[1]
    assert (made.clock, made.coarse, made.may_be_open, made.keep_text_days) == (5, "kebersihan", True, 400)
    assert "Pasar desa" in (await desk.get(path)).text

    assert (await typed(desk, f"{path}/pasar_desa", {"secrecy": "secret", "place": "1"})).status_code == 303
    made = live.running.context.description.complaints.categories[0]
    assert (made.code, made.forced_secret, made.may_be_open) == ("pasar_desa", True, False)

    based_on = live.running.context.current.digest
    answer = await desk.post(f"{path}/pasar_desa/hapus", data={"based_on": based_on, "key": "k"})
    assert answer.status_code == 303
    assert live.running.context.description.complaints.categories == BUILT_IN
    assert (await desk.get(f"{path}/pasar_desa")).status_code == 404


@pytest.mark.parametrize(
    ("code", "changes", "problem"),
    [
        ("pungli", {"secrecy": "anonymous"}, "Selalu ditangani sebagai rahasia"),
        ("pungli", {"secrecy": "open", "coarse": "prasarana"}, "Selalu ditangani sebagai rahasia"),
        ("pelayanan", {"secrecy": "open"}, "Tidak boleh terbuka: hanya prasarana dan kebersihan"),
        ("baru", {"name": "Bansos", "secrecy": "open", "coarse": "prasarana"}, ""),
    ],
)
async def test_nobody_opens_what_has_to_stay_secret(
    live: LiveOffice, desk: httpx.AsyncClient, code: str, changes: dict[str, str], problem: str
) -> None:
    answer = await typed(desk, f"{PATH}/kategori/{code}", changes)
    if problem:
        assert answer.status_code == 422
        assert problems_in(answer.text)["secrecy"].startswith(problem)
        assert live.running.context.description.complaints.categories == BUILT_IN
    else:
        # A category of the office's own that is only named like one gets another code.
        assert live.running.context.description.complaints.categories[-1].code == "bansos_2"


async def test_hamlets_and_units(live: LiveOffice, desk: httpx.AsyncClient) -> None:
    assert "Belum ada" in (await desk.get(f"{PATH}/dusun")).text
    for _ in range(2):
        answer = await typed(desk, f"{PATH}/dusun/baru", {"name": "Krajan", "adults": "300"})
        assert answer.status_code == 303
    assert (await typed(desk, f"{PATH}/dusun/krajan", {"adults": "290"})).status_code == 303
    assert live.running.context.description.complaints.hamlets == (Hamlet("krajan", "Krajan", 290),)
    answer = await typed(desk, f"{PATH}/dusun/baru", {"name": "krajan", "adults": "1"})
    assert problems_in(answer.text) == {"name": "Nama ini sudah dipakai dusun lain."}

    unit = {"name": "Seksi Teknik", "category-jalan": "1", "category-lampu": "1"}
    for _ in range(2):
        assert (await typed(desk, f"{PATH}/bagian/baru", unit)).status_code == 303
    assert (await typed(desk, f"{PATH}/bagian/seksi_teknik", {"category-lampu": None})).status_code == 303
    section = live.running.context.description.complaints
    assert section.units == (Unit("seksi_teknik", "Seksi Teknik"),)
    assert [one.code for one in section.categories if one.unit] == ["jalan"]
    assert "Jalan, jembatan, selokan" in (await desk.get(f"{PATH}/bagian")).text

    for path in ("dusun/krajan", "bagian/seksi_teknik"):
        based_on = live.running.context.current.digest
        answer = await desk.post(f"{PATH}/{path}/hapus", data={"based_on": based_on, "key": path})
        assert answer.status_code == 303
    section = live.running.context.description.complaints
    assert (section.units, section.hamlets, section.categories) == ((), (), BUILT_IN)


@pytest.mark.parametrize("path", ["kategori/tidak_ada", "dusun/tidak_ada", "bagian/tidak_ada"])
async def test_what_does_not_exist_is_not_found(desk: httpx.AsyncClient, path: str) -> None:
    assert (await desk.get(f"{PATH}/{path}")).status_code == 404
    assert (await desk.post(f"{PATH}/{path}/hapus", data={})).status_code == 404


async def test_only_heads_change_it(live: LiveOffice) -> None:
    official = await live.client(cookies=await live.official(), accept="text/html")
    assert (await official.get(PATH)).status_code == 403
    head = await live.client(cookies=await live.official(Role.HEAD_OF_SERVICES), accept="text/html")
    assert "Papan aduan" in (await head.get("/atur")).text
    assert (await head.get(PATH)).status_code == 200
