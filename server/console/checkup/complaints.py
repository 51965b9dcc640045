"""The complaints: are their records, their weekly roots and the list of erasures whole?"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from server.complaints import sqlite_rows
from server.complaints.erasure_list import read_list
from server.complaints.sqlite_erasing import DATABASE, list_of, listed_in
from server.complaints.sqlite_start import check_thoroughly, there
from server.complaints.streams import COMPLAINTS
from server.complaints.weekly_root import leaves_of, week_of
from server.console.checkup.finding import Finding, failed, ok, warning
from server.domain.complaint_events import ComplaintReceived, RootMade
from server.sealing.batch_root import LEAF_BYTES, root_of, unpacked
from server.store.base import Damaged, Newer, Unwritable
from server.store.failures import translated
from server.store.pragmas import connect_reader

_SUBJECT = "Aduan"
_RESTORE = "pulihkan cadangan dengan: silakan restore BERKAS"


def look_at_complaints(data: Path | None) -> Iterator[Finding]:
    """One sentence; nothing where nobody has complained yet. Nothing is changed; a server may be running."""
    if data is None or not data.is_dir():
        return
    try:
        with translated():
            if not there(data):
                return
            with closing(connect_reader(data / DATABASE)) as connection:
                records = check_thoroughly(connection)
                roots = _check_roots(connection)
                known = listed_in(connection)
            listed = read_list(list_of(data))
    except (Damaged, Newer) as error:
        yield failed(_SUBJECT, " ".join(str(error).split()), _RESTORE)
        return
    except (Unwritable, sqlite3.Error) as error:
        yield failed(_SUBJECT, f"tidak terbaca ({error})", "periksa hak akses dan disk")
        return
    if listed is None or not listed.contains(known):
        yield warning(
            _SUBJECT,
            f"daftar penghapusan {list_of(data)} hilang atau lebih lama daripada datanya",
            "jalankan server sekali: daftar itu disusun lagi",
        )
        return
    yield ok(
        _SUBJECT,
        f"{records} catatan, rantai sidiknya utuh; {roots} sidik mingguan cocok; {len(listed.lines)} penghapusan tercatat",
    )


def _check_roots(connection: sqlite3.Connection) -> int:
    """How many weekly roots there are; each must follow from its kept leaves, and hold every complaint of its week."""
    made: dict[str, str] = {}
    commitments: Mapping[str, set[bytes]] = defaultdict(set)
    for record in sqlite_rows.load(connection, COMPLAINTS):
        match record.event:
            case RootMade(week=week, root=root):
                made[week] = root
            case ComplaintReceived(commitment=commitment) if len(commitment) == 2 * LEAF_BYTES:
                commitments[week_of(record.day)].add(bytes.fromhex(commitment))
            case _:
                pass
    for week, root in made.items():
        leaves = unpacked(sqlite_rows.setting(connection, leaves_of(week)) or b"")
        if not leaves or root_of(leaves).hex() != root:
            raise Damaged(f"Sidik minggu {week} tidak cocok dengan aduan yang tersimpan.")
        if not commitments[week] <= set(leaves):
            raise Damaged(f"Ada aduan minggu {week} yang tidak termasuk sidik minggunya.")
    return len(made)
