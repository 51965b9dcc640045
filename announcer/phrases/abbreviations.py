"""What is written short and said long. An office's own list goes before this one."""

import re
from collections.abc import Sequence
from types import MappingProxyType

from announcer.phrases.rules import Rule, fixed, read_out
from announcer.phrases.tokens import Token

EXPANDED = MappingProxyType(
    {
        "SKTM": "surat keterangan tidak mampu",
        "SKU": "surat keterangan usaha",
        "SKDU": "surat keterangan domisili usaha",
        "SKD": "surat keterangan domisili",
        "SKCK": "surat keterangan catatan kepolisian",
        "SKL": "surat keterangan lahir",
        "SKBM": "surat keterangan belum menikah",
        "SPPT": "surat pemberitahuan pajak terutang",
        "SPTJM": "surat pernyataan tanggung jawab mutlak",
        "KTP-el": "K T P elektronik",
        "e-KTP": "K T P elektronik",
        "WIB": "waktu indonesia barat",
        "WITA": "waktu indonesia tengah",
        "WIT": "waktu indonesia timur",
        "APBDes": "A P B desa",
        "RAPBDes": "R A P B desa",
        "RPJMDes": "R P J M desa",
        "RKPDes": "R K P desa",
    }
)
"""No word of the language is written so, so small letters are understood too."""

_CAPITALS = MappingProxyType({name.lower(): said for name, said in EXPANDED.items()})

_TITLES = MappingProxyType(
    {
        "sdr": "saudara",
        "sdri": "saudari",
        "bpk": "bapak",
        "bp": "bapak",
        "hj": "hajah",
        "ny": "nyonya",
        "tn": "tuan",
        "nn": "nona",
        "ir": "insinyur",
        "drs": "doktorandus",
        "dra": "doktoranda",
        "prof": "profesor",
        "drg": "dokter gigi",
        "ust": "ustaz",
        "ustz": "ustazah",
        "alm": "almarhum",
        "almh": "almarhumah",
        "yth": "yang terhormat",
        "jl": "jalan",
        "jln": "jalan",
        "gg": "gang",
        "kec": "kecamatan",
        "kab": "kabupaten",
        "kel": "kelurahan",
        "prov": "provinsi",
        "ds": "desa",
        "dsn": "dusun",
        "kp": "kampung",
        "tgl": "tanggal",
        "bln": "bulan",
        "thn": "tahun",
        "th": "tahun",
        "pkl": "pukul",
        "telp": "telepon",
        "hlm": "halaman",
        "no": "nomor",
        "an": "atas nama",
    }
)
"""The full stop belongs to them, and the first letter may be a capital."""

STOPLESS = MappingProxyType(
    {
        "yg": "yang",
        "dgn": "dengan",
        "utk": "untuk",
        "tsb": "tersebut",
        "krn": "karena",
        "pd": "pada",
        "tdk": "tidak",
        "blm": "belum",
        "sdh": "sudah",
        "hrs": "harus",
        "ttg": "tentang",
        "org": "orang",
        "dkk": "dan kawan kawan",
        "dll": "dan lain lain",
        "dsb": "dan sebagainya",
        "dst": "dan seterusnya",
    }
)
"""Written without one; where one follows and no small letter after it, it is the end of the sentence."""

_STOP_FORGOTTEN = (
    *("sdr", "sdri", "bpk", "ny", "tn", "nn", "hj", "drg", "ust", "ustz", "jl", "jln", "gg", "kec", "kab", "dsn"),
    *("tgl", "bln", "thn", "th", "pkl", "telp", "yth"),
)
"""Titles that are no words, and so are understood without their full stop too."""

_WITH_SIGNS = MappingProxyType(
    {
        "a.n": "atas nama",
        "a/n": "atas nama",
        "u.p": "untuk perhatian",
        "d.a": "dengan alamat",
        "d/a": "dengan alamat",
        "s.d": "sampai dengan",
        "s/d": "sampai dengan",
        "a.l": "antara lain",
        "dan/atau": "dan atau",
        "d.h": "dahulu",
    }
)

_NO_PERSON = (
    *(
        "Desa",
        "Dusun",
        "Dinas",
        "Kantor",
        "Balai",
        "Kecamatan",
        "Kelurahan",
        "Kabupaten",
        "Kota",
        "Kepala",
        "Pemerintah",
    ),
    *("Puskesmas", "Sekolah", "Bank", "Kec", "Kel", "Kab", "Bapak", "Ibu", "Pak", "Bu"),
    *("Lurah", "Camat", "Bupati", "Kades", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
)
"""Before them "dr" is "dari", before another capital somebody who heals."""

_BEFORE, _AFTER = "(?<![A-Za-z0-9.])", "(?![A-Za-z0-9])"


def _any_of(names: Sequence[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _capitals(match: re.Match[str]) -> Sequence[Token]:
    return read_out(_CAPITALS[match[0].lower()])


def _title(match: re.Match[str]) -> Sequence[Token]:
    return read_out(_TITLES[match[1].lower()])


def _stopless(match: re.Match[str]) -> Sequence[Token]:
    name = match[1].lower()
    return read_out(STOPLESS.get(name) or _TITLES[name])


def _with_signs(match: re.Match[str]) -> Sequence[Token]:
    return read_out(_WITH_SIGNS[match[1].lower()])


def _doctor(match: re.Match[str]) -> Sequence[Token]:
    """By the spelling rules: "dr." heals, "Dr." holds a degree."""
    return read_out("dokter" if match[1] == "d" else "doktor")


ABBREVIATIONS = (
    Rule(re.compile(rf"{_BEFORE}(?i:({_any_of(tuple(_WITH_SIGNS))}))(?:\.(?!\.)|{_AFTER})"), _with_signs, expands=True),
    Rule(re.compile(rf"{_BEFORE}(?i:{_any_of(tuple(EXPANDED))}){_AFTER}"), _capitals, expands=True),
    Rule(re.compile(rf"{_BEFORE}([Dd])r\.(?!\.)"), _doctor),
    Rule(re.compile(rf"{_BEFORE}([Dd])r(?=\s+[A-Z][a-z])(?!\s+(?:{_any_of(_NO_PERSON)}){_AFTER})"), _doctor),
    fixed(rf"{_BEFORE}dr{_AFTER}", "dari"),
    fixed(rf"{_BEFORE}(?i:no)(?=\s[0-9])", "nomor"),
    fixed(rf"{_BEFORE}H\.(?=\s*[A-Z][a-z])", "haji"),
    fixed(rf"{_BEFORE}K\.?H\.?(?=\s*[A-Z][a-z])", "kiai haji"),
    fixed(rf"{_BEFORE}[Hh]r(?:\.(?!\.)(?=\s*\S)|{_AFTER})", "hari"),
    fixed(rf"{_BEFORE}(?i:lt)\.?(?=\s?(?:[0-9]|[IVX]+{_AFTER}|(?i:dasar|atas|bawah){_AFTER}))", "lantai"),
    # "I Gd. Putra" is a name of Bali.
    fixed(rf"{_BEFORE}(?<!I )[Gg]dg?(?:\.(?!\.)(?=\s*\S)|(?=\s[A-Z0-9]))", "gedung"),
    Rule(re.compile(rf"{_BEFORE}(?i:({_any_of(tuple(_TITLES))}))\.(?!\.)(?=\s*\S)"), _title, expands=True),
    Rule(
        re.compile(rf"{_BEFORE}(?i:({_any_of((*STOPLESS, *_STOP_FORGOTTEN))})){_AFTER}(?:\.(?=\s+[a-z0-9]|[,;)]))?"),
        _stopless,
        expands=True,
    ),
)
