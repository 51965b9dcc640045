"""The views of the front page and of the door for staff."""

from display.views import Door, HomeView, SignInView
from server.domain.access import Role
from server.web.present.picture import Picture


def sign_in_view(
    picture: Picture, *, device_known: bool, next_path: str, problem: str = "", wait_seconds: int = 0
) -> SignInView:
    return SignInView(
        office=picture.description.name,
        clock=picture.clock(),
        device_known=device_known,
        roles=((Role.STAFF.value, "Tablet petugas"), (Role.TV.value, "Layar TV"), (Role.KIOSK.value, "Kios nomor")),
        next_path=next_path,
        problem=problem,
        wait_seconds=wait_seconds,
    )


def home_view(picture: Picture, *, signed_in: bool, key: str) -> HomeView:
    return HomeView(
        office=picture.description.name,
        clock=picture.clock(),
        open=picture.state.day is not None,
        closed_message=picture.closed_message(),
        doors=(
            Door("/ambil", "Ambil nomor", "Pilih layanan, dapat nomor antrean", "ticket"),
            Door("/layar", "Layar TV", "Nomor yang dipanggil", "tv"),
        ),
        staff_doors=tuple(
            Door(f"/loket/{counter.id}", counter.name, counter.label, "monitor")
            for counter in picture.description.counters
        ),
        signed_in=signed_in,
        key=key,
    )
