"""Who may do what: one row for every route of the office. What has no row is open to nobody, and the server does not start.

`server/web/permit.py` holds every request against this table before its handler is called; `tests/server/test_rights.py` asks every
route as every role and compares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from server.domain.access import ACCOUNT_ROLES, PRESSING_ROLES, Role


@dataclass(frozen=True, slots=True)
class Right:
    """Who may use a route.

    `own_machine`: anybody on the server's own machine as well. `phones`: everybody, when the office lets residents take numbers on
    their phones. `secret`: a PIN, password or code is typed or sent, so only over https, or on the server's own machine, once https is on.
    `unrenewed`: also those whose one-time PIN or password is not replaced yet.
    """

    roles: frozenset[Role]
    own_machine: bool = False
    phones: bool = False
    secret: bool = False
    unrenewed: bool = False


EVERYBODY = Right(frozenset(Role), unrenewed=True)
EVERYBODYS_SECRET = Right(frozenset(Role), secret=True, unrenewed=True)
SIGNED_IN = Right(ACCOUNT_ROLES)
OWN_SECRET = Right(ACCOUNT_ROLES, secret=True, unrenewed=True)
OFFICIALS = Right(PRESSING_ROLES)
OFFICIALS_AND_VILLAGE_HEAD = Right(PRESSING_ROLES | frozenset({Role.VILLAGE_HEAD}))
OFFICIALS_AND_KIOSK = Right(PRESSING_ROLES | frozenset({Role.KIOSK}), phones=True)
KIOSK_PAPER = Right(PRESSING_ROLES | frozenset({Role.KIOSK}))
HEADS = Right(frozenset({Role.HEAD_OF_SERVICES, Role.ADMIN, Role.API}))
READERS = Right(HEADS.roles | frozenset({Role.VILLAGE_HEAD}))
ADMINS = Right(frozenset({Role.ADMIN, Role.API}))
MACHINES = Right(frozenset(Role) - frozenset({Role.PUBLIC}))
ANNOUNCERS = Right(frozenset({Role.ANNOUNCER, Role.API}))
TVS = Right(frozenset({Role.TV, Role.API}))
AUTOMATION = Right(frozenset({Role.API}), own_machine=True)

RIGHTS: Mapping[str, Right] = MappingProxyType(
    {
        # What residents see.
        "GET /": EVERYBODY,
        "GET /layar": EVERYBODY,
        "WS /screen/tv": EVERYBODY,
        "GET /petugas": EVERYBODY,
        "WS /screen/presence": EVERYBODY,
        "GET /layar/{name}": EVERYBODY,
        "WS /screen/tv-{name}": EVERYBODY,
        "GET /berkas/{digest}": EVERYBODY,
        "GET /ambil": OFFICIALS_AND_KIOSK,
        "POST /ambil": OFFICIALS_AND_KIOSK,
        "GET /ambil/suara/{page}": OFFICIALS_AND_KIOSK,
        "WS /screen/kiosk": EVERYBODY,
        "POST /ambil/cetak": KIOSK_PAPER,
        "WS /screen/paper-{job}": KIOSK_PAPER,
        # Behind an address that only its holder knows.
        "GET /tiket/{token}": EVERYBODY,
        "POST /tiket/{token}/batal": EVERYBODY,
        "WS /screen/ticket-{token}": EVERYBODY,
        "GET /assets": EVERYBODY,
        # A name that no screen has is told so.
        "WS /screen/{name}": EVERYBODY,
        # At the counter.
        "GET /loket": OFFICIALS,
        "POST /loket": OFFICIALS,
        "GET /loket/{id}": OFFICIALS,
        "POST /loket/{id}/{action}": OFFICIALS,
        "WS /screen/counter-{id}": OFFICIALS,
        "POST /hari/buka": OFFICIALS,
        "POST /hari/tutup": OFFICIALS,
        "POST /hari/berhenti": OFFICIALS,
        "POST /hari/lanjut": OFFICIALS,
        "POST /hari/betulkan": OFFICIALS,
        "GET /umumkan": OFFICIALS,
        "POST /umumkan": OFFICIALS,
        "POST /umumkan/teks/{text}": OFFICIALS,
        "POST /umumkan/{made}/batal": OFFICIALS,
        "WS /screen/announcing": OFFICIALS,
        "GET /bel": OFFICIALS,
        "WS /screen/bell": OFFICIALS,
        "WS /screen/bell-{counters}": OFFICIALS,
        # The day's visits.
        "GET /buku-tamu": OFFICIALS_AND_VILLAGE_HEAD,
        "GET /buku-tamu.csv": OFFICIALS_AND_VILLAGE_HEAD,
        "POST /buku-tamu/{visit}": OFFICIALS,
        "GET /surat": OFFICIALS,
        "POST /surat": OFFICIALS,
        "POST /surat/{letter}/{action}": OFFICIALS,
        # Paper.
        "GET /cetak": OFFICIALS,
        "POST /cetak/{job}": OFFICIALS,
        "WS /screen/printing": OFFICIALS,
        "GET /poster": OFFICIALS,
        "POST /poster": OFFICIALS,
        # Signing in, and one's own account.
        "GET /masuk": EVERYBODYS_SECRET,
        "POST /masuk": EVERYBODYS_SECRET,
        "POST /keluar": EVERYBODY,
        "GET /akun": Right(ACCOUNT_ROLES, unrenewed=True),
        "POST /akun/pin": OWN_SECRET,
        "POST /akun/sandi": OWN_SECRET,
        "POST /akun/sesi": SIGNED_IN,
        # Https for staff.
        "GET /aman": EVERYBODY,
        "GET /aman/kantor.crt": EVERYBODY,
        "GET /aman/uji": EVERYBODY,
        # First start, with the code from the server's console.
        "GET /siapkan": EVERYBODYS_SECRET,
        "POST /siapkan": EVERYBODYS_SECRET,
        "GET /siapkan/{step}": EVERYBODYS_SECRET,
        "POST /siapkan/{step}": EVERYBODYS_SECRET,
        # Letting devices in.
        "GET /pasang": EVERYBODY,
        "POST /pasang": EVERYBODY,
        "GET /pasang/kode": EVERYBODY,
        "POST /pasang/jemput": EVERYBODY,
        "GET /atur/perangkat": HEADS,
        "POST /atur/perangkat": HEADS,
        "POST /atur/perangkat/izinkan": HEADS,
        "POST /atur/perangkat/{id}": HEADS,
        "GET /atur/petugas": ADMINS,
        "POST /atur/petugas": ADMINS,
        "GET /atur/petugas/{id}": ADMINS,
        "POST /atur/petugas/{id}": ADMINS,
        # Settings.
        "GET /atur": HEADS,
        "GET /atur/kantor": HEADS,
        "POST /atur/kantor": HEADS,
        "POST /atur/kantor/logo": HEADS,
        "POST /atur/kantor/logo/hapus": HEADS,
        "GET /atur/layanan": HEADS,
        "GET /atur/layanan/{letter}": HEADS,
        "POST /atur/layanan/{letter}": HEADS,
        "POST /atur/layanan/{letter}/hapus": HEADS,
        "GET /atur/loket": HEADS,
        "GET /atur/loket/{id}": HEADS,
        "POST /atur/loket/{id}": HEADS,
        "POST /atur/loket/{id}/hapus": HEADS,
        "GET /atur/jam": HEADS,
        "POST /atur/jam": HEADS,
        "GET /atur/aturan": HEADS,
        "POST /atur/aturan": HEADS,
        "GET /atur/layar": HEADS,
        "POST /atur/layar": HEADS,
        "POST /atur/layar/media": HEADS,
        "POST /atur/layar/media/{digest}/hapus": HEADS,
        "GET /atur/layar/tv/{name}": HEADS,
        "POST /atur/layar/tv/{name}": HEADS,
        "POST /atur/layar/tv/{name}/hapus": HEADS,
        "GET /atur/suara": HEADS,
        "POST /atur/suara": HEADS,
        "POST /atur/suara/tes": HEADS,
        "WS /screen/voice": HEADS,
        "GET /atur/suara/kata": HEADS,
        "POST /atur/suara/kata": HEADS,
        "POST /atur/suara/kata/tambah": HEADS,
        "GET /atur/suara/ruang": HEADS,
        "GET /atur/suara/ruang/{name}": HEADS,
        "POST /atur/suara/ruang/{name}": HEADS,
        "POST /atur/suara/ruang/{name}/hapus": HEADS,
        # Also of an announcement, before it is said.
        "POST /atur/suara/dengar": OFFICIALS,
        "GET /atur/suara/dengar/{name}.wav": OFFICIALS,
        "GET /atur/pengumuman": HEADS,
        "GET /atur/pengumuman/{id}": HEADS,
        "POST /atur/pengumuman/{id}": HEADS,
        "POST /atur/pengumuman/{id}/hapus": HEADS,
        "GET /atur/suara/rekam": HEADS,
        "POST /atur/suara/rekam": HEADS,
        "POST /atur/suara/rekam/impor": HEADS,
        "GET /atur/suara/rekam/{pack}": HEADS,
        "POST /atur/suara/rekam/{pack}": HEADS,
        "GET /atur/suara/rekam/{pack}/klip/{clip}.wav": HEADS,
        "POST /atur/suara/rekam/{pack}/klip/{clip}": HEADS,
        "POST /atur/suara/rekam/{pack}/selesai": HEADS,
        "GET /atur/suara/rekam/{pack}/unduh": HEADS,
        "POST /atur/suara/rekam/{pack}/hapus": HEADS,
        "GET /atur/printer": HEADS,
        "POST /atur/printer": HEADS,
        "POST /atur/printer/uji": HEADS,
        "GET /atur/berkas": HEADS,
        "POST /atur/berkas": HEADS,
        "GET /atur/berkas/kantor.toml": HEADS,
        "POST /atur/berkas/terapkan": HEADS,
        "GET /atur/riwayat": READERS,
        "GET /atur/riwayat.csv": READERS,
        # Programs.
        "POST /api/v1/day/open": OFFICIALS,
        "POST /api/v1/day/close": OFFICIALS,
        "POST /api/v1/day/stop": OFFICIALS,
        "POST /api/v1/day/resume": OFFICIALS,
        "POST /api/v1/day/correct": OFFICIALS,
        "POST /api/v1/tickets": OFFICIALS,
        "GET /api/v1/tickets/{token}": OFFICIALS_AND_VILLAGE_HEAD,
        "POST /api/v1/counters/{id}/{action}": OFFICIALS,
        "GET /api/v1/counters/{id}/next": OFFICIALS_AND_VILLAGE_HEAD,
        "POST /api/v1/announcements": OFFICIALS,
        "POST /api/v1/announcements/{seq}/withdraw": OFFICIALS,
        "GET /api/v1/snapshot": MACHINES,
        "GET /api/v1/events": MACHINES,
        "GET /api/v1/voice/packs/{digest}": MACHINES,
        "GET /api/v1/openapi.json": EVERYBODY,
        "WS /feed": MACHINES,
        "PUT /api/v1/rooms/{room}/sound/{seq}": ANNOUNCERS,
        "GET /suara/{token}.wav": TVS,
        "GET /healthz": EVERYBODY,
        "GET /metrics": AUTOMATION,
    }
)


class NoRow(Exception):
    """A route is not on the table. The message names it."""
