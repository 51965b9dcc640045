"""What residents may complain about, and the list that a new office begins with."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from server.description.fields import Name

Slug = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,31}\Z")]
Clock = Literal[2, 5, 14, 60]
"""Working days in which a complaint is to be settled: small matters, information, service, and what has to be investigated."""
Coarse = Literal["prasarana", "kebersihan", "pelayanan", "informasi", "lingkungan_sosial", "lainnya"]
"""The only groups that the public sees of a complaint that is not open. More of them would let people stand alone."""
KeptDays = Annotated[int, Meta(ge=14, le=3650)]
"""14 days at least, so that nothing goes that was said a moment ago."""


class CategoryEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a complaint is about. `icon` names a file of assets/icons.

    `forced_secret`: always handled as secret (RAHASIA). `may_be_open`: the sender may choose open (TERBUKA). `unit`: who gets it first,
    "" for the head of services. Without days of its own a category keeps what the section says.
    """

    code: Slug
    name: Name
    icon: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}\Z")] = "circle-question-mark"
    clock: Clock = 14
    coarse: Coarse = "lainnya"
    forced_secret: bool = False
    may_be_open: bool = False
    unit: Annotated[str, Meta(pattern=r"^(|[a-z][a-z0-9_]{0,31})\Z")] = ""
    keep_identity_days: KeptDays | None = None
    keep_text_days: KeptDays | None = None


BUILT_IN = (
    CategoryEntry("jalan", "Jalan, jembatan, selokan", "construction", coarse="prasarana", may_be_open=True),
    CategoryEntry("lampu", "Lampu jalan, listrik", "lightbulb", coarse="prasarana", may_be_open=True),
    CategoryEntry("sampah", "Sampah, kebersihan", "trash-2", coarse="kebersihan", may_be_open=True),
    CategoryEntry("air", "Air bersih, saluran air", "droplets", coarse="prasarana", may_be_open=True),
    CategoryEntry("bangunan", "Bangunan, fasilitas umum", "building-2", coarse="prasarana", may_be_open=True),
    CategoryEntry("pelayanan", "Pelayanan kantor", "users", clock=5, coarse="pelayanan"),
    CategoryEntry("administrasi", "Surat, KTP, KK, akta", "file-text", coarse="pelayanan"),
    CategoryEntry("informasi", "Minta informasi", "info", clock=5, coarse="informasi"),
    CategoryEntry("aspirasi", "Usul, aspirasi", "megaphone", clock=5, coarse="informasi"),
    CategoryEntry("petugas_tidak_di_tempat", "Petugas tidak di tempat", "user-x", coarse="pelayanan"),
    CategoryEntry(
        "perilaku_petugas", "Perilaku petugas, perangkat", "triangle-alert", 60, "lingkungan_sosial", forced_secret=True
    ),
    CategoryEntry("pungli", "Diminta uang, pungli", "hand-coins", 60, "lingkungan_sosial", forced_secret=True),
    CategoryEntry("bansos", "Bantuan sosial", "wheat", 60, "lingkungan_sosial", forced_secret=True),
    CategoryEntry("tanah", "Tanah, batas lahan", "land-plot", 60, "lingkungan_sosial", forced_secret=True),
    CategoryEntry("kekerasan", "Kekerasan, ancaman", "shield-alert", 60, "lingkungan_sosial", forced_secret=True),
    CategoryEntry("pemilihan", "Pemilihan kepala desa, perangkat", "vote", 60, "lingkungan_sosial", forced_secret=True),
    CategoryEntry("lainnya", "Lainnya", "circle-question-mark", coarse="lainnya"),
)

ALWAYS_SECRET = frozenset(category.code for category in BUILT_IN if category.forced_secret)
"""Whoever complains about these has something to fear: no office can handle them in the open."""
MAY_BE_OPEN = frozenset({"prasarana", "kebersihan"})
"""Only about things, never about people."""
COARSE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "prasarana": "Jalan, air, dan bangunan",
        "kebersihan": "Kebersihan",
        "pelayanan": "Pelayanan kantor",
        "informasi": "Informasi dan usul",
        "lingkungan_sosial": "Lingkungan dan sosial",
        "lainnya": "Lainnya",
    }
)
