"""The port that a server listens on, opened before anything else, so that a second server is told so at once."""

import errno
import socket
from collections.abc import Iterable
from pathlib import Path

from server.console.failure import Failure, Misuse
from server.listening import listen
from server.store.lock import DirectoryLock


class Taken(Failure):
    """Another program listens there."""


def open_port(host: str, port: int, data: Path, option: str = "--port") -> socket.socket:
    """Listen. `option` is named where another port would help.

    Raises `Busy` when another server has the data directory too, else `Taken`, `Failure` or `Misuse`.
    """
    try:
        return listen(host, port)
    except socket.gaierror as error:
        raise Misuse(f"Alamat {host} tidak dikenal; pakai --host 127.0.0.1 atau --host 0.0.0.0.") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            _refuse_second_server(data)
            raise Taken(
                f"Port {port} sedang dipakai program lain; hentikan program itu atau pilih {option} lain."
            ) from error
        if error.errno == errno.EACCES:
            raise Failure(f"Port {port} tidak boleh dibuka pengguna ini; pilih {option} 1024 atau lebih.") from error
        if error.errno == errno.EADDRNOTAVAIL:
            raise Misuse(
                f"Komputer ini tidak punya alamat {host}; pakai --host 127.0.0.1 atau --host 0.0.0.0."
            ) from error
        raise Failure(f"Port {port} tidak dapat dibuka; pilih {option} lain.") from error


def open_first_free(host: str, ports: Iterable[int], data: Path, option: str = "--port") -> socket.socket:
    """Listen on the first port that nobody else has. Raises as `open_port` does, of the last one tried."""
    taken: Taken | None = None
    for port in ports:
        try:
            return open_port(host, port, data, option)
        except Taken as error:
            taken = error
    assert taken is not None, "no ports to try"
    raise taken


def _refuse_second_server(data: Path) -> None:
    """Whoever starts the same server twice is told that, and not to choose another port. Raises `Busy`."""
    if data.is_dir():
        lock = DirectoryLock(data)
        lock.acquire()
        lock.release()
