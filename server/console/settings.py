"""How a server is to run: flags over SILAKAN_* over `setelan.toml` in the data directory over what is built in."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from server.console import text_file
from server.console.failure import Misuse
from server.description.toml_place import place_in_words
from server.domain.frozen import Frozen

FILE_NAME = "setelan.toml"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
DEFAULT_SPEED = 60.0
SLOWEST, FASTEST = 0.1, 100_000.0
_KEYS = frozenset({"host", "port", "https_port", "hosts"})


class Flags(Frozen):
    """What stands on the command line; None where nothing does."""

    data: Path | None = None
    host: str | None = None
    port: int | None = None
    https_port: int | None = None


class Settings(Frozen):
    """Ports are 0 to 65535, 0 for any free one; `https_port` None: no https. `chosen_port`: somebody asked for just this port."""

    data: Path
    host: str
    port: int
    hosts: tuple[str, ...]
    api_token: str
    chosen_port: bool
    https_port: int | None = None
    open311_key: str = ""


def data_directory(flag: Path | None, environment: Mapping[str, str]) -> Path:
    """Where the office's data lies. Raises `Misuse` when nobody says."""
    found = named_directory(flag, environment)
    if found is None:
        raise Misuse("Direktori data belum disebut; tambahkan --data DIR atau isi variabel SILAKAN_DATA.")
    return found


def named_directory(flag: Path | None, environment: Mapping[str, str]) -> Path | None:
    """The same, None when nobody says."""
    kept = environment.get("SILAKAN_DATA", "")
    return flag if flag is not None else Path(kept) if kept else None


def settings(flags: Flags, environment: Mapping[str, str], *, default_data: Path | None = None) -> Settings:
    """Everything in its order of precedence. Raises `Misuse` for a setting that makes no sense."""
    data = named_directory(flags.data, environment) or default_data or data_directory(None, environment)
    kept = _kept(data / FILE_NAME)
    host = flags.host or environment.get("SILAKAN_HOST") or _text(kept, "host", DEFAULT_HOST)
    given = flags.port if flags.port is not None else environment.get("SILAKAN_PORT") or kept.get("port")
    flag = flags.https_port
    secure = flag if flag is not None else environment.get("SILAKAN_HTTPS_PORT") or kept.get("https_port")
    return Settings(
        data=data,
        host=host,
        port=DEFAULT_PORT if given is None else _port(given),
        hosts=_hosts(environment.get("SILAKAN_HOSTS") or kept.get("hosts", ())),
        api_token=environment.get("SILAKAN_API_TOKEN", ""),
        chosen_port=given is not None,
        https_port=None if secure is None else _port(secure),
        open311_key=environment.get("SILAKAN_OPEN311_KEY", ""),
    )


def check_store(store: str, bus: str) -> None:
    """Raises `Misuse` for an address of a store or bus that this version does not have."""
    for option, address, built_in in (("--store", store, "sqlite:"), ("--bus", bus, "memory:")):
        if address != built_in:
            raise Misuse(f"{option} {address} belum didukung versi ini; hapus pilihan itu atau pakai {built_in}")


def day_speed(speed: float | None, *, day: bool) -> float | None:
    """How many times as fast as a real day the demo lives through one; None without such a day. Raises `Misuse`."""
    if not day:
        if speed is not None:
            raise Misuse("--speed hanya berlaku bersama --day; tambahkan --day atau hapus --speed.")
        return None
    speed = DEFAULT_SPEED if speed is None else speed
    if not SLOWEST <= speed <= FASTEST:
        raise Misuse(f"--speed {speed:g} tidak sah; pakai angka {SLOWEST:g} sampai {FASTEST:g}, misalnya 60.")
    return speed


def _kept(path: Path) -> Mapping[str, object]:
    if not path.is_file():
        return {}
    try:
        kept = tomllib.loads(text_file.read(path))
    except tomllib.TOMLDecodeError as error:
        place = place_in_words(error)
        raise Misuse(f"Berkas {path} bukan TOML yang benar ({place}); perbaiki bagian itu lalu coba lagi.") from error
    for key in kept:
        if key not in _KEYS:
            raise Misuse(f"Setelan {key} di {path} tidak dikenal; yang ada: {', '.join(sorted(_KEYS))}.")
    return kept


def _text(kept: Mapping[str, object], key: str, otherwise: str) -> str:
    value = kept.get(key, otherwise)
    if not isinstance(value, str):
        raise Misuse(f"Setelan {key} di {FILE_NAME} harus berupa teks dalam tanda kutip.")
    return value


def _port(given: object) -> int:
    try:
        port = int(str(given))
    except ValueError:
        port = -1
    if not 0 <= port <= 65_535:
        raise Misuse(f"Port {given} tidak sah; pakai angka 1 sampai 65535, misalnya 8000.")
    return port


def _hosts(given: object) -> tuple[str, ...]:
    """Names, from a list or from text with commas or blanks between them."""
    match given:
        case str():
            names = given.replace(",", " ").split()
        case list() | tuple() if all(isinstance(name, str) for name in given):
            names = list(given)
        case _:
            raise Misuse(f"Setelan hosts di {FILE_NAME} harus berupa daftar teks.")
    return tuple(name.lower() for name in names)
