"""What was done at the office's door, in sentences. The names are today's: the log knows ids alone."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import assert_never

from server.domain.door_events import (
    AccountAdded,
    AccountChanged,
    DeviceAdmitted,
    DeviceRenamed,
    DeviceRevoked,
    DoorEvent,
    SecretRenewed,
)
from server.web.door_words import DEVICE_WORDS, ROLE_WORDS

_SECRET_WORDS: Mapping[str, str] = MappingProxyType({"pin": "PIN", "password": "kata sandi"})
_SHOWN_OF_ID = 4


def door_words(event: DoorEvent, name_of: Callable[[str], str], device_name_of: Callable[[str], str]) -> str:
    """One sentence. The functions give the present name of an account or a device by its id, "" where there is none."""
    match event:
        case DeviceAdmitted(device=device, role=role):
            return f"{_device(device, role, device_name_of)} diizinkan."
        case DeviceRenamed(device=device, role=role):
            return f"Nama {_small(_device(device, role, device_name_of))} diganti."
        case DeviceRevoked(device=device, role=role):
            return f"{_device(device, role, device_name_of)} dicabut."
        case AccountAdded(account=account, role=role):
            return f"Akun {_person(account, name_of)} dibuat sebagai {_role(role)}."
        case AccountChanged():
            return _changed(event, _person(event.account, name_of))
        case SecretRenewed(account=account, secret=secret, issued=issued):
            what = _SECRET_WORDS.get(secret, "kunci masuk")
            who = _person(account, name_of)
            return f"{_big(what)} baru sekali pakai dibuat untuk {who}." if issued else f"{_big(who)} mengganti {what}."
        case _:
            assert_never(event)


def _changed(event: AccountChanged, who: str) -> str:
    match event.what:
        case "renamed":
            return f"Nama akun {who} diganti."
        case "role":
            return f"Peran {who} menjadi {_role(event.role)}."
        case "stopped":
            return f"Akun {who} dinonaktifkan."
        case "resumed":
            return f"Akun {who} diaktifkan lagi."
        case "erased":
            return f"Akun {who} dihapus."
        case _:
            return f"Akun {who} diubah."


def _person(account: str, name_of: Callable[[str], str]) -> str:
    return name_of(account) or f"petugas yang sudah dihapus ({account[:_SHOWN_OF_ID]})"


def _device(device: str, role: str, name_of: Callable[[str], str]) -> str:
    """Without a name the beginning of its id tells it from others."""
    name = name_of(device)
    return f"{DEVICE_WORDS.get(role, 'Perangkat')} {f'“{name}”' if name else f'({device[:_SHOWN_OF_ID]})'}"


def _role(role: str) -> str:
    return ROLE_WORDS.get(role, "petugas")


def _big(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
