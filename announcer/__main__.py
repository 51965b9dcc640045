"""`python -m announcer --server URL`, its token in SILAKAN_TOKEN."""

import argparse
import os
import sys
from pathlib import Path

from announcer.run import main


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="announcer", description="Penyuara antrean: membaca panggilan dan menyuarakannya."
    )
    parser.add_argument("--server", required=True, help="alamat server, misalnya http://192.168.1.10:8000")
    parser.add_argument("--voice", choices=("pyttsx3", "clips", "silent"), help="bawaan: pilihan kantor")
    parser.add_argument("--room", default="", metavar="NAMA", help="ruang yang disuarai; bawaan: ruang pertama")
    parser.add_argument("--record", type=Path, metavar="DIR", help="simpan setiap pengumuman sebagai WAV")
    parser.add_argument("--state", type=Path, metavar="DIR", help="folder penanda dan simpanan suara")
    parser.add_argument("--clips", type=Path, metavar="DIR", help="folder rekaman suara untuk --voice clips")
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    sys.exit(
        main(
            given.server,
            os.environ.get("SILAKAN_TOKEN"),
            voice=given.voice,
            room=given.room,
            record=given.record,
            state=given.state,
            clips=given.clips,
        )
    )
