"""The views of the office's devices, and of one that wants to become one."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from display.staff_views import AskingDevice, Choice, DeviceLine, DevicesView, PairingCodeView, PairingView
from server.domain.access import DeviceRow, Role
from server.private.pairing import Asking
from server.web.door_words import DEVICE_WORDS
from server.web.present.picture import Picture
from server.web.words import SHORT_MONTHS, clock_words

OLDEST_CHROMIUM = 69
"""What the TVs of 2020 run: pages are tested from there on."""
_HERE_S = 30.0
_MUCH_SKEW_MS = 60_000
_DAY_MS = 86_400_000
_ENGINES = (
    ("Edge", re.compile(r"Edg/(\d+)")),
    ("Samsung Internet", re.compile(r"SamsungBrowser/(\d+)")),
    ("Chromium", re.compile(r"(?:Chrome|Chromium)/(\d+)")),
    ("Firefox", re.compile(r"Firefox/(\d+)")),
    ("Safari", re.compile(r"Version/(\d+)[\d.]* .*Safari")),
)
_CHROMIUM = re.compile(r"(?:Chrome|Chromium)/(\d+)")
_ICONS: Mapping[str, str] = MappingProxyType(
    {Role.TV: "tv", Role.KIOSK: "ticket", Role.STAFF: "tablet", Role.ANNOUNCER: "volume-2"}
)
_ROLE_HELP: Mapping[str, str] = MappingProxyType(
    {
        Role.STAFF: "Petugas masuk di sini dengan nama dan PIN",
        Role.TV: "Menampilkan panggilan di ruang tunggu",
        Role.KIOSK: "Warga mengambil nomor di sini",
    }
)


def browser_words(agent: str) -> str:
    """`Chromium 120`; a program is called by its own name, and nothing is made up."""
    for name, pattern in _ENGINES:
        if found := pattern.search(agent):
            return f"{name} {found[1]}"
    return agent.partition(" ")[0][:40] or "peramban belum diketahui"


def is_too_old(agent: str) -> bool:
    found = _CHROMIUM.search(agent)
    return found is not None and int(found[1]) < OLDEST_CHROMIUM


def pairing_view(picture: Picture, *, role: str, secure: bool, key: str, problem: str) -> PairingView:
    """`secure`: a secret may travel this way. Otherwise a tablet of the staff is sent to the guide first."""
    return PairingView(
        office=picture.description.name,
        clock=picture.clock(),
        roles=tuple(
            Choice(name, DEVICE_WORDS[name], more, name == role)
            for name, more in _ROLE_HELP.items()
            if secure or name != Role.STAFF
        ),
        tablet_way="" if secure else "/aman",
        key=key,
        problem=problem,
    )


def pairing_code_view(picture: Picture, asking: Asking, *, minutes_left: int) -> PairingCodeView:
    return PairingCodeView(
        office=picture.description.name,
        clock=picture.clock(),
        role=DEVICE_WORDS[asking.role],
        code=asking.code,
        minutes_left=minutes_left,
    )


def devices_view(
    picture: Picture,
    devices: Sequence[DeviceRow],
    silent_for: Callable[[str], float | None],
    *,
    present: str,
    asking: Asking | None,
    code: str,
    key: str,
    problem: str,
    notice: str,
) -> DevicesView:
    return DevicesView(
        office=picture.description.name,
        clock=picture.clock(),
        devices=tuple(_line(picture, row, silent_for(row.id), present) for row in devices),
        asking=None if asking is None else _asking(asking, devices),
        code=code,
        key=key,
        problem=problem,
        notice=notice,
    )


def _asking(asking: Asking, devices: Sequence[DeviceRow]) -> AskingDevice:
    same = sum(1 for row in devices if row.role == asking.role)
    word = DEVICE_WORDS[asking.role]
    return AskingDevice(
        code=asking.code,
        name=f"{word} {same + 1}" if same else word,
        roles=tuple(
            Choice(name, words, chosen=name == asking.role)
            for name, words in DEVICE_WORDS.items()
            if asking.secure or name != Role.STAFF
        ),
        what=f"{browser_words(asking.agent)} di alamat {asking.address or 'komputer ini'}",
    )


def _line(picture: Picture, row: DeviceRow, silent_s: float | None, present: str) -> DeviceLine:
    connected = silent_s is not None and silent_s < _HERE_S
    warnings = []
    if is_too_old(row.agent):
        warnings.append(
            f"Perambannya terlalu tua (di bawah Chromium {OLDEST_CHROMIUM}): layar mungkin tidak tampil benar. Perbarui."
        )
    if row.skew_ms is not None and abs(row.skew_ms) > _MUCH_SKEW_MS:
        warnings.append(f"Jam perangkat {_skew_words(row.skew_ms)}. Perbaiki agar riwayatnya mudah dibaca.")
    return DeviceLine(
        id=row.id,
        name=row.name or DEVICE_WORDS.get(row.role, row.role),
        role=DEVICE_WORDS.get(row.role, row.role),
        icon=_ICONS.get(row.role, "monitor"),
        seen="tersambung sekarang" if connected else _seen_words(picture, row, silent_s),
        connected=connected,
        browser=browser_words(row.agent),
        warnings=tuple(warnings),
        added=_date_words(picture, row.created_ms),
        present=row.id == present,
    )


def _seen_words(picture: Picture, row: DeviceRow, silent_s: float | None) -> str:
    if picture.now is None or not row.seen_ms:
        return "belum pernah terlihat"
    ago_ms = picture.now.wall_ms - row.seen_ms
    if silent_s is not None:
        ago_ms = min(ago_ms, int(silent_s * 1000))
    minutes = max(0, ago_ms) // 60_000
    if minutes < 2:
        return "terlihat baru saja"
    if minutes < 90:
        return f"terlihat {minutes} menit lalu"
    if ago_ms < _DAY_MS:
        return f"terlihat {minutes // 60} jam lalu"
    return f"terakhir terlihat {ago_ms // _DAY_MS} hari lalu"


def _skew_words(skew_ms: int) -> str:
    minutes = abs(skew_ms) // 60_000
    much = (
        f"{minutes} menit"
        if minutes < 120
        else f"{minutes // 60} jam"
        if minutes < 2_880
        else f"{minutes // 1_440} hari"
    )
    return f"{much} lebih {'cepat' if skew_ms > 0 else 'lambat'} daripada jam kantor"


def _date_words(picture: Picture, wall_ms: int) -> str:
    local = datetime.fromtimestamp(wall_ms / 1000, UTC).astimezone(picture.description.zone)
    return f"{local.day} {SHORT_MONTHS[local.month - 1]} {local.year} {clock_words(local.hour, local.minute)}"
