"""The table `pengaduan` of OpenSID (2023-12): complaints, and replies that name theirs in `id_pengaduan`.

NIK, telephone and e-mail go into the sealed identity with the name; the network address, which OpenSID keeps, is dropped unread.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from server.complaints.draft import LEAST_STORY, MOST_CONTACT, MOST_NAME, MOST_STORY
from server.exchange.complaint_rows import ImportRow, joined, row_key

NEEDED = frozenset({"id", "judul", "isi", "status"})
STATES: Mapping[str, str] = MappingProxyType(
    {"1": "Menunggu Diproses", "2": "Sedang Diproses", "3": "Selesai Diproses"}
)
"""`StatusPengaduanEnum`. Ours beside them: 1 received to asked, 2 in progress to reopened, 3 ended."""
_OWN = ("nik", "nama", "email", "telepon", "judul", "isi", "created_at")
"""What its sender wrote."""
_NOTHING = frozenset({"", "NULL", "null", "0", "\\N"})


def is_opensid(headers: Sequence[str]) -> bool:
    return {header.strip().casefold() for header in headers} >= NEEDED


def opensid_rows(rows: Sequence[Mapping[str, str]]) -> list[ImportRow]:
    """The complaints in the order of the file, each with its replies."""
    tidy = [{name.strip().casefold(): value for name, value in row.items()} for row in rows]
    known = {row.get("id", "") for row in tidy}
    replies: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    first = []
    for row in tidy:
        parent = row.get("id_pengaduan", "").strip()
        if parent in _NOTHING or parent not in known:
            first.append(row)
        else:
            replies[parent].append(row)
    return [_complaint(row, replies[row.get("id", "")]) for row in first]


def _complaint(row: Mapping[str, str], replies: Sequence[Mapping[str, str]]) -> ImportRow:
    title, text, day = _value(row, "judul"), _value(row, "isi"), _value(row, "created_at")[:10]
    state = STATES.get(_value(row, "status"), "")
    story = "\n\n".join(filter(None, (_headed(title, text), *map(_reply, replies), _origin(day, state))))
    name, contact = (
        _value(row, "nama"),
        joined((_value(row, "telepon"), _labelled("NIK", _value(row, "nik")), _value(row, "email")), ", "),
    )
    return ImportRow(
        # Its own words decide, not its state: that may have moved on between two exports.
        key=row_key({name: _value(row, name) for name in _OWN}),
        title=title,
        story=story,
        day=day,
        state=state,
        name=name[:MOST_NAME],
        contact=contact[:MOST_CONTACT],
        photo=_value(row, "foto"),
        replies=len(replies),
        trouble=_trouble(text or title, story),
    )


def _headed(title: str, text: str) -> str:
    return text if not title or text.startswith(title) else f"{title}\n{text}"


def _reply(row: Mapping[str, str]) -> str:
    return f"Balasan ({joined((_value(row, 'nama'), _value(row, 'created_at')[:10]), ', ')}): {_value(row, 'isi')}"


def _origin(day: str, state: str) -> str:
    return f"[Dipindahkan dari OpenSID{f', diterima di sana {day}' if day else ''}{f', {state}' if state else ''}.]"


def _labelled(label: str, value: str) -> str:
    return f"{label} {value}" if value else ""


def _value(row: Mapping[str, str], name: str) -> str:
    value = row.get(name, "").strip()
    return "" if value in _NOTHING else value


def _trouble(text: str, story: str) -> str:
    if len(text) < LEAST_STORY:
        return "isinya terlalu pendek"
    if len(story) > MOST_STORY:
        return f"lebih dari {MOST_STORY} huruf bersama balasannya: pindahkan sendiri lewat Tulis aduan"
    return ""
