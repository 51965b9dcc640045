"""Where the office's certificates lie in the data directory, readable by the server's user alone."""

import os
import secrets
from pathlib import Path

FOLDER = "sertifikat"
AUTHORITY = "kantor.crt"
"""What devices learn to trust (DER). Public; its key no longer exists."""
ISSUER = "penerbit.pem"
"""Key and certificate of the issuer, which signs the server's certificates."""
SERVER = "server.pem"
"""What it was made for (a line of JSON), then key and certificate of the server, then the issuer's certificate."""


def write_private(path: Path, content: bytes) -> None:
    """Write it, whole or not at all, also when the power fails; nobody but the owner may read it."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
