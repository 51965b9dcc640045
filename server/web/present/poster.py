"""The views of the poster for the entrance."""

from display.paper_views import PosterFormView, PosterView
from server.web.present.picture import Picture


def poster_form_view(picture: Picture, *, address: str, wifi: str, key: str, problem: str = "") -> PosterFormView:
    return PosterFormView(
        office=picture.description.name, clock=picture.clock(), address=address, wifi=wifi, key=key, problem=problem
    )


def poster_view(
    picture: Picture, *, wifi: str, password: str, wifi_qr: str, address: str, address_qr: str
) -> PosterView:
    takes = picture.description.phone_tickets
    return PosterView(
        office=picture.description.name,
        clock=picture.clock(),
        title="Ambil nomor dengan HP" if takes else "Lihat antrean dengan HP",
        wifi=wifi,
        password=password,
        wifi_qr=wifi_qr,
        address=address,
        address_qr=address_qr,
    )
