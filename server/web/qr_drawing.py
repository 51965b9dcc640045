"""QR codes as inline SVG."""

import io

import segno


def qr_svg(text: str) -> str:
    """Without sizes of its own: the style sheet decides how large it is."""
    return _drawn(segno.make(text, error="m", micro=False))


def wifi_qr_svg(name: str, password: str) -> str:
    """What lets a phone into a Wi-Fi. Without a password: an open one."""
    from segno.helpers import make_wifi

    return _drawn(make_wifi(ssid=name, password=password or None, security="WPA" if password else None))


def _drawn(code: segno.QRCode) -> str:
    drawing = io.BytesIO()
    code.save(
        drawing, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4, dark="#000", light="#fff", nl=False
    )
    return drawing.getvalue().decode()
