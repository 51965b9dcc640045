"""Starting by itself after a power cut: a systemd user unit for the server, or for the announcer on the computer at the loudspeaker."""

import getpass
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from server.console import text_file
from server.console.failure import Failure
from server.console.settings import Settings

_PACKAGES = Path(__file__).resolve().parent.parent.parent
"""Where `python -m server` finds us: the checkout, or the folder into which packages are installed."""
_UNIT = """# Ditulis oleh silakan service install; jalankan lagi untuk mengubahnya.
[Unit]
Description={description}
StartLimitIntervalSec=0

[Service]
WorkingDirectory={directory}
ExecStart={command}
{environment}Restart=always
RestartSec=5
RestartPreventExitStatus=2
TimeoutStopSec=20

[Install]
WantedBy=default.target
"""


@dataclass(frozen=True, slots=True)
class Unit:
    """`arguments` are those of `silakan`; `variables` go into its environment."""

    name: str
    description: str
    arguments: tuple[str, ...]
    variables: Mapping[str, str]

    @property
    def text(self) -> str:
        """The unit file: started again 5 s after whatever ended it, but not when the configuration is wrong (exit code 2)."""
        command = " ".join(
            _quoted(word).replace("$", "$$") for word in (sys.executable, "-m", "server", *self.arguments)
        )
        lines = (f"Environment={_quoted(f'{name}={value}')}\n" for name, value in self.variables.items())
        return _UNIT.format(
            description=self.description,
            directory=str(_PACKAGES).replace("%", "%%"),
            command=command,
            environment="".join(lines),
        )


def server_unit(chosen: Settings, environment: Mapping[str, str]) -> Unit:
    """The server as it was chosen on the command line and by SILAKAN_*. Tokens are left out: a unit can be read by others."""
    arguments = ["serve", "--data", str(chosen.data.resolve()), "--host", chosen.host]
    if chosen.chosen_port:
        arguments += ["--port", str(chosen.port)]
    if chosen.https_port is not None:
        arguments += ["--https-port", str(chosen.https_port)]
    hosts = environment.get("SILAKAN_HOSTS", "")
    return Unit("silakan", "Silakan: server antrean", tuple(arguments), {"SILAKAN_HOSTS": hosts} if hosts else {})


def announcer_unit(server: str, room: str, state: Path | None) -> Unit:
    """An announcer that was let in once with `--pair`: its token lies in its state folder."""
    arguments = ["announce", "--server", server]
    if room:
        arguments += ["--room", room]
    if state is not None:
        arguments += ["--state", str(state.resolve())]
    return Unit("silakan-penyuara", "Silakan: penyuara panggilan", tuple(arguments), {})


def unit_folder(environment: Mapping[str, str], home: Path) -> Path:
    """Where systemd looks for a user's own units."""
    configured = environment.get("XDG_CONFIG_HOME", "")
    return (Path(configured) if configured else home / ".config") / "systemd" / "user"


def install(unit: Unit, folder: Path, tell: Callable[[str], None], platform: str = sys.platform) -> None:
    """Write the unit and say what is left to a person. Raises `Failure`."""
    if platform != "linux":
        raise Failure("Perintah ini untuk Linux dengan systemd; untuk Windows lihat docs/autostart.md.")
    file = folder / f"{unit.name}.service"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"Folder {folder} tidak dapat dibuat; periksa hak aksesnya dan ruang disk.") from error
    text_file.write(file, unit.text)
    for line in _what_is_left(file, unit.name):
        tell(line)


def _what_is_left(file: Path, name: str) -> Sequence[str]:
    return (
        f"Ditulis: {file}",
        f"Nyalakan sekarang: systemctl --user daemon-reload && systemctl --user enable --now {name}",
        f"Agar menyala tanpa ada yang masuk ke komputer: sudo loginctl enable-linger {getpass.getuser()}",
    )


def _quoted(word: str) -> str:
    """As systemd reads a word: systemd.syntax(7), "Quoting", and specifiers. On a command line a dollar sign is doubled besides."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{plain}"'
