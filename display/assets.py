"""The version of the assets: changes when any of their bytes change, so that a browser never mixes old and new."""

import hashlib
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[1] / "assets"


def assets_version(folder: Path = ASSETS) -> str:
    """Twelve hex digits over the names and contents of every file under `folder`, in a fixed order."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
