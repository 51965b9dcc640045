"""The views of the front page and of the door for staff."""

from collections.abc import Sequence

from display.staff_views import Choice, CounterChoice, CounterChoiceView, SignInView
from display.views import Door, HomeView
from server.domain.access import ACCOUNT_ROLES, PRESSING_ROLES, AccountRow, Role
from server.paper.printer import DRIVEN
from server.private.names import Names
from server.web.door_words import DEVICE_WORDS, ROLE_WORDS
from server.web.present.clock_alarm import clock_alarm
from server.web.present.picture import Picture
from server.web.rights import RIGHTS
from server.web.words import STATUS_WORDS

_UNSUITABLE = frozenset({Role.TV, Role.KIOSK, Role.ANNOUNCER})


def sign_in_view(
    picture: Picture,
    people: Sequence[AccountRow],
    *,
    device_role: Role,
    by_password: bool,
    account: str,
    login: str,
    next_path: str,
    problem: str,
) -> SignInView:
    paired = device_role is Role.STAFF
    tiles = [person for person in people if person.active and person.pin_hash] if paired else []
    return SignInView(
        office=picture.description.name,
        clock=picture.clock(),
        people=tuple(
            Choice(person.id, person.name, ROLE_WORDS.get(person.role, ""), person.id == account or len(tiles) == 1)
            for person in tiles
        ),
        by_pin=bool(tiles) and not by_password,
        paired=paired,
        unsuitable=DEVICE_WORDS[device_role] if device_role in _UNSUITABLE else "",
        login=login,
        next_path=next_path,
        problem=problem,
    )


def counter_choice_view(
    picture: Picture, names: Names, account: str, *, usual: str, key: str, problem: str = ""
) -> CounterChoiceView:
    counters = []
    for counter in picture.state.counters.values():
        described = picture.description.counter(counter.id)
        counters.append(
            CounterChoice(
                id=counter.id,
                name=picture.counter_name(counter.id),
                services=described.label if described else "",
                serving=names.of(counter.account),
                taken=counter.account not in {"", account},
                status_word=STATUS_WORDS[counter.status],
            )
        )
    return CounterChoiceView(
        office=picture.description.name,
        clock=picture.clock(),
        person=names.of(account),
        counters=tuple(counters),
        usual=usual,
        key=key,
        problem=problem,
    )


def home_view(picture: Picture, role: Role, *, person: str, key: str, complaints: int = 0) -> HomeView:
    """The doors that this visitor may go through; officials who are not signed in yet see their counters too.

    `complaints`: how many wait for the official who looks.
    """
    signed_in = role in ACCOUNT_ROLES
    counters = () if signed_in and role not in PRESSING_ROLES else picture.description.counters
    return HomeView(
        office=picture.description.name,
        clock=picture.clock(),
        open=picture.state.day is not None,
        closed_message=picture.closed_message(),
        doors=(
            Door("/ambil", "Ambil nomor", "Pilih layanan, dapat nomor antrean", "ticket"),
            Door("/layar", "Layar TV", "Nomor yang dipanggil", "tv"),
            Door("/petugas", "Petugas hari ini", "Siapa melayani di loket mana", "users"),
            Door("/aduan", "Papan aduan", "Sampaikan, lacak, dan lihat aduan warga", "megaphone"),
        ),
        staff_doors=(
            *(Door(f"/loket/{counter.id}", counter.name, counter.label, "monitor") for counter in counters),
            *(
                door
                for door in (*_paper_doors(picture), *_settings_doors(role), *_own_doors(person, complaints))
                if signed_in and role in RIGHTS[f"GET {door.path}"].roles
            ),
        ),
        signed_in=signed_in,
        key=key,
        clock_alarm=clock_alarm(picture) if role in RIGHTS["POST /hari/jam"].roles else None,
    )


def _paper_doors(picture: Picture) -> tuple[Door, ...]:
    poster = Door("/poster", "Poster", "Kode QR untuk pintu masuk", "smartphone")
    if picture.description.printer.kind not in DRIVEN:
        return (poster,)
    return (Door("/cetak", "Printer tiket", "Yang dicetak hari ini, cetak ulang", "ticket"), poster)


def _settings_doors(role: Role) -> tuple[Door, ...]:
    """The history stands on the settings' own page, for those who may open that."""
    if role in RIGHTS["GET /atur"].roles:
        return (Door("/atur", "Pengaturan", "Kantor, layanan, jam, layar", "settings"),)
    return (Door("/atur/riwayat", "Riwayat", "Siapa melakukan apa, kapan", "history"),)


def _own_doors(person: str, complaints: int) -> tuple[Door, ...]:
    waiting = f"{complaints} aduan perlu dilihat" if complaints else "Baca, tindak lanjuti, dan jawab aduan"
    return (
        Door("/meja", "Meja aduan", waiting, "scroll-text"),
        Door("/umumkan", "Umumkan", "Kalimat kantor atau sendiri, lewat pengeras suara", "megaphone"),
        Door("/bel", "Bel petugas", "Berbunyi bila warga menunggu tanpa petugas", "bell"),
        Door("/atur/perangkat", "Perangkat", "TV, kios, tablet, penyuara", "tablet"),
        Door("/atur/petugas", "Petugas", "Akun, peran, PIN", "users"),
        Door("/surat", "Surat siap diambil", "Daftar, panggil, sudah diambil", "stamp"),
        Door("/buku-tamu", "Buku tamu", "Kunjungan hari ini, CSV, cetak", "scroll-text"),
        Door("/akun", person or "Akun saya", "PIN, kata sandi, keluar", "id-card"),
    )
