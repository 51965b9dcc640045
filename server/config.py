"""How a server is to run. Nothing is read from the environment here: the command line does that and passes it in."""

from pathlib import Path

from server.domain.frozen import Frozen, field
from server.domain.patience import DEFAULT_PATIENCE, Patience


class Times(Frozen):
    """Every time-out of the sockets, in seconds (docs/interfaces.md). Tests hand in short ones."""

    beat: float = 4.0
    silence: float = 10.0  # a page or tablet says Terputus; the announcer counts as gone
    silent_peer: float = 20.0  # the server closes
    retry: float = 2.0  # longest pause between two tries of TV, kiosk and tablet, +-50 %: back 3 s after the server
    phone_retry: float = 10.0  # the same of residents' phones, of which there are many
    send: float = 10.0  # a single send that does not end
    head: float = 10.0  # from the opening of a connection, or the last answer on it, to a whole request head
    tick: float = 1.0
    trial: float = 5.0  # between two trials of a medium that takes nothing
    shutdown: int = 3  # whole seconds, as uvicorn takes them
    lease: float = 15.0  # so long after its last sign of life an announcer keeps its room
    tv_back: float = 5.0  # so long after its sound should have ended a TV whose line was cut may still say that it did
    hero: float = 6.0  # each call is on the TV at least so long
    kiosk_idle: float = 20.0
    kiosk_result: float = 10.0  # a number stands on the kiosk so long after the last touch


class Limits(Frozen):
    """What the public may use: generous for forty phones behind one Wi-Fi address, bounded for one machine.

    Buckets are (how many at once, how many a second afterwards), per address.
    """

    body: int = 65_536
    body_rate: float = 5_000.0  # bytes a second: the slowest line on which a longer one may come
    page_burst: int = 600
    page_rate: float = 20.0
    ticket_burst: int = 40
    ticket_rate: float = 0.5
    sockets: int = 400
    sockets_per_address: int = 150
    connections: int = 2_000  # sockets among them; the server's own machine is not counted
    connections_per_address: int = 300  # a village's phones may share one
    files: int = 8_192  # that the process asks the system for
    concurrent_requests: int = 16
    concurrent_uploads: int = 4  # bodies longer than `body`
    kiosk_pause: float = 3.0  # seconds between two numbers of one kiosk
    messages_burst: int = 40
    messages_rate: float = 4.0


class Keeping(Frozen):
    """After how many days what officials typed about people is erased by itself (UU 27/2022, article 43: no longer than needed)."""

    notes: int = 90  # on tickets, and who a visitor was
    announcements: int = 30


class Stretching(Frozen):
    """What a guess at a secret of the complaints costs (Argon2id): KiB of memory, and passes over it. Tests hand in the least."""

    receipt_kib: int = 64 * 1024
    receipt_passes: int = 3
    staff_kib: int = 128 * 1024
    staff_passes: int = 4


class Config(Frozen):
    """`hosts`: names besides IP addresses, localhost, one-word names and *.local under which the office is reached.

    `open311_key`: with it a program may send complaints by Open311, besides the API token; "" for no such key.
    `https_port`: where officials reach the office encrypted; 0 without https.
    `trusts_own_machine`: a browser on the server's own machine is a tablet of the staff without being paired. For trying out only.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = 8000
    https_port: int = 0
    trusts_own_machine: bool = False
    office_toml: str | None = None
    api_token: str = ""
    open311_key: str = ""
    hosts: tuple[str, ...] = ()
    times: Times = field(default_factory=Times)
    limits: Limits = field(default_factory=Limits)
    patience: Patience = DEFAULT_PATIENCE
    keeping: Keeping = field(default_factory=Keeping)
    stretching: Stretching = field(default_factory=Stretching)
