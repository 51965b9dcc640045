"""Opening the demo in the person's own browser, where there is one to see."""

import sys
import webbrowser
from collections.abc import Mapping


def can_be_seen(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window would appear in front of somebody: not on a build machine, and not without a display."""
    if environment.get("CI"):
        return False
    if platform in {"win32", "darwin"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_page(address: str) -> None:
    """Ask the desktop for its browser. It may have none: the address stands on the screen anyway."""
    webbrowser.open(address)
