"""Complaints out of OpenSID and Google Forms: what becomes of each field, and what is dropped."""

import io
import json
import zipfile

import pytest

from server.exchange.complaint_rows import Unreadable, row_key, rows_of
from server.exchange.google_form import google_rows, is_google_form, meanings
from server.exchange.opensid import is_opensid, opensid_rows
from server.exchange.photo_archive import PhotoArchive

HEADERS = "id,config_id,id_pengaduan,nik,nama,email,telepon,judul,isi,status,foto,ip_address,created_at,updated_at"
COMPLAINT = (
    '1,1,NULL,3301010101800001,Siti,siti@contoh.id,081234567890,Lampu mati,"Lampu di pertigaan mati, gelap.",2,lampu.jpg,'
    "36.80.1.2,2024-05-01 09:11:12,2024-05-03 10:00:00"
)
REPLY = "2,1,1,0,Admin,NULL,NULL,Re,Sudah dijadwalkan.,3,NULL,127.0.0.1,2024-05-02 08:00:00,2024-05-02 08:00:00"
OTHER = "3,1,NULL,NULL,Budi,,,Sampah,Sampah menumpuk di pasar.,3,,10.0.0.1,2024-06-01 00:00:00,"
SHORT = "4,1,NULL,NULL,Ani,,,Hai,Hai,1,,10.0.0.1,2024-06-01 00:00:00,"
TABLE = "\r\n".join([HEADERS, COMPLAINT, REPLY, OTHER, SHORT, ""])


def test_an_opensid_table_becomes_complaints_with_their_replies() -> None:
    rows = rows_of(TABLE.encode())
    assert is_opensid([*rows[0]])
    first, second, third = opensid_rows(rows)
    assert first.story == (
        "Lampu mati\nLampu di pertigaan mati, gelap.\n\n"
        "Balasan (Admin, 2024-05-02): Sudah dijadwalkan.\n\n"
        "[Dipindahkan dari OpenSID, diterima di sana 2024-05-01, Sedang Diproses.]"
    )
    assert (first.name, first.contact) == ("Siti", "081234567890, NIK 3301010101800001, siti@contoh.id")
    assert (first.day, first.state, first.photo, first.replies) == ("2024-05-01", "Sedang Diproses", "lampu.jpg", 1)
    assert (second.state, second.contact, second.trouble) == ("Selesai Diproses", "", "")
    assert third.trouble == "isinya terlalu pendek"


def test_the_network_address_goes_nowhere() -> None:
    for row in opensid_rows(rows_of(TABLE.encode())):
        told = json.dumps([row.story, row.name, row.contact, row.title, row.photo])
        assert "36.80.1.2" not in told
        assert "10.0.0.1" not in told


def test_nothing_personal_is_told_by_accident() -> None:
    row = opensid_rows(rows_of(TABLE.encode()))[0]
    assert not any(word in repr(row) for word in ("Siti", "0812", "3301", "Lampu"))


def test_a_row_is_known_again_whatever_became_of_it_there() -> None:
    before = opensid_rows(rows_of(TABLE.encode()))
    later = opensid_rows(
        rows_of(TABLE.replace('gelap.",2,', 'gelap.",3,').replace("2024-05-03 10", "2024-07-03 11").encode())
    )
    assert [row.key for row in before] == [row.key for row in later]
    other = opensid_rows(rows_of(TABLE.replace("gelap", "terang").encode()))
    assert other[0].key != before[0].key
    assert row_key({"a": "x  y", "b": ""}) == row_key({"A ": " x y"})


@pytest.mark.parametrize("shape", ["list", "phpmyadmin"])
def test_rows_come_as_json_too(shape: str) -> None:
    rows = [dict(row) for row in rows_of(TABLE.encode())]
    rows[0]["id_pengaduan"] = None  # type: ignore[assignment]
    table = rows if shape == "list" else [{"type": "header"}, {"type": "table", "name": "pengaduan", "data": rows}]
    assert opensid_rows(rows_of(json.dumps(table).encode())) == opensid_rows(rows_of(TABLE.encode()))


def test_a_table_with_semicolons_a_mark_or_of_windows_is_read() -> None:
    table = TABLE.replace('"Lampu di pertigaan mati, gelap."', "Lampu di pertigaan mati – gelap.").replace(",", ";")
    wanted = [row.story for row in opensid_rows(rows_of(table.encode()))]
    assert [row.story for row in opensid_rows(rows_of(table.encode("utf-8-sig")))] == wanted
    assert [row.story for row in opensid_rows(rows_of(table.encode("cp1252")))] == wanted


@pytest.mark.parametrize("content", [b"", b"[", b"{}", b'{"a": 1}', b"id,isi\n", b"[" * 100_000])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        rows_of(content)
    assert str(refusal.value).endswith(".")


def test_a_story_that_is_too_long_is_left_to_a_person() -> None:
    long = TABLE.replace("Sampah menumpuk di pasar.", "x" * 4001)
    assert "pindahkan sendiri" in opensid_rows(rows_of(long.encode()))[1].trouble


FORM = (
    "Stempel waktu,Alamat Email,Nama lengkap,No HP (WhatsApp),Jenis aduan,Isi aduan Anda,Lokasi kejadian,Foto bukti,"
    "Rahasiakan nama saya?,Cuaca\n"
    "22/11/2026 10.33.15,a@b.id,Siti,0812,Jalan,Jalan berlubang dalam.,Depan SD,https://drive/1,Ya,Hujan\n"
)


def test_a_google_form_is_understood_by_its_questions() -> None:
    rows = rows_of(FORM.encode())
    assert is_google_form([*rows[0]])
    assert not is_opensid([*rows[0]])
    row = google_rows(rows)[0]
    assert row.story == (
        "Jalan berlubang dalam.\n\nCuaca: Hujan\n\nBerkas: https://drive/1\n\n[Dipindahkan dari Google Forms, ditulis 2026-11-22.]"
    )
    assert (row.name, row.contact, row.category, row.landmark) == ("Siti", "0812, a@b.id", "Jalan", "Depan SD")
    assert (row.day, row.secret) == ("2026-11-22", True)


def test_an_english_form_with_the_year_first() -> None:
    table = "Timestamp,Keluhan,Alamat Email\n2026/11/22 10:33:15 AM GMT+7,Air keruh sejak Senin.,x@y.id\n"
    row = google_rows(rows_of(table.encode()))[0]
    assert (row.day, row.contact, row.landmark, row.secret) == ("2026-11-22", "x@y.id", "", False)
    assert dict(meanings(["Timestamp", "Keluhan"])) == {"Timestamp": "day", "Keluhan": "story"}


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def test_only_a_photo_that_is_named_is_taken_out() -> None:
    archive = PhotoArchive(zipped(upload__Lampu_dot_jpg=b"foto", besar_dot_jpg=b"0" * 500), most_bytes=100)
    assert archive.photo("lampu.jpg") == b"foto"
    assert archive.photo("../../upload/lampu.jpg") == b"foto"
    assert archive.photo("besar.jpg") is None
    assert archive.photo("lain.jpg") is None
    assert archive.photo("") is None
    assert PhotoArchive(b"", 100).photo("lampu.jpg") is None


def test_a_damaged_archive_is_refused_or_gives_nothing() -> None:
    with pytest.raises(Unreadable):
        PhotoArchive(b"PK no zip", 100)
    whole = bytearray(zipped(a_dot_jpg=b"foto" * 20))
    whole[36:42] = b"\xff" * 6
    assert PhotoArchive(bytes(whole), 1000).photo("a.jpg") is None
