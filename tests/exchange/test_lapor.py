"""The package for LAPOR: its fields, in three forms, and nobody's name."""

import io
import json
import zipfile

import pytest

from server.exchange.lapor import Attachment, LaporReport, lapor_zip, title_of

REPORT = LaporReport(
    kind="pengaduan",
    title="Jembatan <retak>",
    text="Jembatan retak.\nMobil tidak berani lewat & memutar.",
    day="2026-11-16",
    place="Dusun Krajan, dekat SD",
    agency="Dinas Pekerjaan Umum",
    category="Jalan, jembatan, selokan",
    anonymous=True,
    secret=False,
    attachments=(Attachment("foto-1.webp", b"RIFF"),),
)


def opened() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(lapor_zip(REPORT)))


def test_the_fields_are_those_of_the_form() -> None:
    with opened() as archive:
        assert json.loads(archive.read("lapor.json")) == {
            "klasifikasi": "pengaduan",
            "judul": "Jembatan <retak>",
            "isi": "Jembatan retak.\nMobil tidak berani lewat & memutar.",
            "tanggal_kejadian": "2026-11-16",
            "lokasi": "Dusun Krajan, dekat SD",
            "instansi_tujuan": "Dinas Pekerjaan Umum",
            "kategori": "Jalan, jembatan, selokan",
            "lampiran": ["lampiran/foto-1.webp"],
            "anonim": True,
            "rahasia": False,
        }
        assert archive.read("lampiran/foto-1.webp") == b"RIFF"


def test_text_and_page_say_the_same_and_the_page_cannot_run() -> None:
    with opened() as archive:
        text = archive.read("lapor.txt").decode("utf-8-sig")
        page = archive.read("lapor.html").decode()
    assert "Klasifikasi:\r\npengaduan\r\n" in text
    assert "Mobil tidak berani lewat & memutar." in text
    assert "\r\r" not in text
    assert "Anonim:\r\nya" in text
    assert "Jembatan &lt;retak&gt;" in page
    assert "<br>Mobil tidak berani lewat &amp; memutar." in page
    assert "<retak>" not in page


def test_the_archive_tells_no_time() -> None:
    with opened() as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert lapor_zip(REPORT) == lapor_zip(REPORT)


@pytest.mark.parametrize(
    ("story", "title"),
    [
        ("Lampu mati. Sudah lama.", "Lampu mati"),
        ("Lampu mati\nSudah lama.", "Lampu mati"),
        ("x" * 120, "x" * 99 + "…"),
        ("  ", ""),
    ],
)
def test_a_title_is_made_of_the_first_sentence(story: str, title: str) -> None:
    assert title_of(story) == title
