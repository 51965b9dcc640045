"""QR codes as inline SVG."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segno import QRCode


def qr_svg(text: str) -> str:
    """Without sizes of its own: the style sheet decides how large it is."""
    # Takes 1.5 MB, and an office that gives out tickets on paper alone draws none.
    import segno

    return _drawn(segno.make(text, error="m", micro=False))


def wifi_qr_svg(name: str, password: str) -> str:
    """What lets a phone into a Wi-Fi. Without a password: an open one."""
    from segno.helpers import make_wifi

    return _drawn(make_wifi(ssid=name, password=password or None, security="WPA" if password else None))


def _drawn(code: "QRCode") -> str:
    drawing = io.BytesIO()
    code.save(
        drawing, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4, dark="#000", light="#fff", nl=False
    )
    return drawing.getvalue().decode()
