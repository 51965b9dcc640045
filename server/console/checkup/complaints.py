"""The complaints: are their records, their weekly roots, the list of erasures and the officials' keys whole?"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from server.complaints import sqlite_rows
from server.complaints.erasure_list import read_list
from server.complaints.key_procedures_sheet import UNTOLD
from server.complaints.sqlite_erasing import DATABASE, list_of, listed_in
from server.complaints.sqlite_start import check_thoroughly, there
from server.complaints.streams import COMPLAINTS
from server.complaints.weekly_root import leaves_of, week_of
from server.console.checkup.finding import Finding, failed, ok, warning
from server.domain.complaint_events import ComplaintReceived, DeskStaffed, RootMade
from server.sealing.batch_root import LEAF_BYTES, root_of, unpacked
from server.sealing.key_rows import StaffKeyRow
from server.sealing.staff_keys import living
from server.store.base import Damaged, Newer, Unwritable
from server.store.failures import translated
from server.store.pragmas import connect_reader

_SUBJECT = "Aduan"
_RESTORE = "pulihkan cadangan dengan: silakan restore BERKAS"
_NEW_KEY = "minta pemiliknya membuka Meja aduan dan membuat kunci baru, lalu rekannya menekan Pulihkan akses"


@dataclass
class _Log:
    """What the records say: commitments by week of receipt, roots by week, and the keys that complaints are sealed to."""

    commitments: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    roots: dict[str, str] = field(default_factory=dict)
    staffed: DeskStaffed | None = None


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
                log = _read_log(connection)
                _check_roots(connection, log)
                known, keys = listed_in(connection), sqlite_rows.staff_keys(connection)
                untold = sqlite_rows.setting(connection, UNTOLD)
            listed = read_list(list_of(data))
    except (Damaged, Newer) as error:
        yield failed(_SUBJECT, " ".join(str(error).split()), _RESTORE)
        return
    except (Unwritable, sqlite3.Error):
        yield failed(_SUBJECT, "tidak terbaca", "periksa hak akses dan disk")
        return
    if listed is None or not listed.contains(known):
        yield warning(
            _SUBJECT,
            f"daftar penghapusan {list_of(data)} hilang atau lebih lama daripada datanya",
            "jalankan server sekali: daftar itu disusun lagi",
        )
        return
    erased = sum(line.erases for line in listed.lines)
    yield (
        _keys(log.staffed, keys)
        or _sheet(untold)
        or ok(
            _SUBJECT,
            f"{records} catatan, rantai sidiknya utuh; {len(log.roots)} sidik mingguan cocok; {erased} penghapusan tercatat",
        )
    )


def _read_log(connection: sqlite3.Connection) -> _Log:
    log = _Log()
    for record in sqlite_rows.load(connection, COMPLAINTS):
        match record.event:
            case RootMade(week=week, root=root):
                log.roots[week] = root
            case ComplaintReceived(commitment=commitment) if len(commitment) == 2 * LEAF_BYTES:
                log.commitments[week_of(record.day)].add(bytes.fromhex(commitment))
            case DeskStaffed() as staffed:
                log.staffed = staffed
            case _:
                pass
    return log


def _check_roots(connection: sqlite3.Connection, log: _Log) -> None:
    """Each weekly root must follow from its kept leaves, and hold every complaint of its week. Raises `Damaged`."""
    for week, root in log.roots.items():
        leaves = unpacked(sqlite_rows.setting(connection, leaves_of(week)) or b"")
        if not leaves or root_of(leaves).hex() != root:
            raise Damaged(f"Sidik minggu {week} tidak cocok dengan aduan yang tersimpan.")
        if not log.commitments[week] <= set(leaves):
            raise Damaged(f"Ada aduan minggu {week} yang tidak termasuk sidik minggunya.")


def _sheet(untold: bytes | None) -> Finding | None:
    """A recovery sheet that no record names is sealed nothing; whoever put it there, or has it on paper, has to know."""
    if not untold:
        return None
    found = "di basis data ada lembar pemulihan yang tidak tercatat, jadi tidak dipakai"
    return warning(_SUBJECT, found, "buat lembar baru di /meja/pemulihan, lalu minta rekan mencocokkan tandanya")


def _keys(staffed: DeskStaffed | None, rows: Iterable[StaffKeyRow]) -> Finding | None:
    """Whether the table holds the keys that the log names. The log is chained; whoever can write to the disk can change the table."""
    held = {row.account: row.public.hex() for row in rows if row.active and living(row)}
    told = {} if staffed is None else staffed.keys
    changed = sum(account in held and held[account] != public for account, public in told.items())
    gone = sum(account not in held for account in told)
    if changed:
        found = (
            f"kunci meja aduan {changed} orang di basis data lain daripada yang tercatat: ada yang mengubah berkasnya"
        )
        return failed(_SUBJECT, found, f"cari tahu siapa, lalu {_NEW_KEY}")
    if gone:
        return warning(_SUBJECT, f"kunci meja aduan {gone} orang tidak ada lagi di basis data", _NEW_KEY)
    return None
