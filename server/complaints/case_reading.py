"""Reading one complaint with an official's open key: its text, what was written since, its files. Nothing of it outlives the request."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from server.complaints.case_keys import CaseKeys, OpenCase
from server.complaints.office import ComplaintOffice
from server.domain.complaint import Complaint
from server.sealing.pairs import Unopenable
from server.sealing.staff_keys import Unlocked


@dataclass(frozen=True, slots=True)
class CaseFile:
    """`what`: `photo` or `voice`."""

    ref: str
    what: str


@dataclass(frozen=True, slots=True)
class CaseText:
    """What the sender wrote. `about`: accounts whom it is about; `show_photo`: units may see the photos, not only the head of services."""

    story: str = field(default="", repr=False)
    landmark: str = field(default="", repr=False)
    hamlet: str = field(default="", repr=False)
    about: tuple[str, ...] = field(default=(), repr=False)
    show_photo: bool = False
    files: tuple[CaseFile, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskCase:
    """A complaint that lies open before an official. `text` is None when it was erased."""

    complaint: Complaint
    account: str
    keys: OpenCase
    text: CaseText | None = field(repr=False)

    @property
    def about(self) -> tuple[str, ...] | None:
        """Whom it is about; None: that cannot be read any more."""
        return None if self.text is None else self.text.about


class CaseReading:
    def __init__(self, office: ComplaintOffice, keys: CaseKeys) -> None:
        self._office = office
        self._keys = keys

    async def open(self, complaint: Complaint, unlocked: Unlocked) -> DeskCase | None:
        """None: this official may not read it (yet), their key does not open it, or it is about them."""
        keys = await self._keys.as_official(complaint.id, unlocked)
        if keys is None:
            return None
        text = await self._text(keys)
        if text is not None and unlocked.account in text.about:
            return None
        return DeskCase(complaint, unlocked.account, keys, text)

    async def words(self, case: DeskCase, ref: str) -> str | None:
        """What somebody wrote; None when it was erased."""
        plain = await self.content(case, ref)
        return None if plain is None else plain.decode("utf-8", "replace")

    async def content(self, case: DeskCase, ref: str) -> bytes | None:
        """A row of this case, opened."""
        sealed = await self._office.sealed(ref) if ref else None
        return None if sealed is None else _opened(case.keys, sealed)

    async def texts(self, case: DeskCase) -> Sequence[str]:
        """Everything that was written in the case, for search."""
        rows = await self._office.rows(case.complaint.id, "message")
        opened = [_opened(case.keys, row.sealed) for row in rows]
        own = () if case.text is None else (case.text.story, case.text.landmark)
        return (*own, *(plain.decode("utf-8", "replace") for plain in opened if plain is not None))

    async def _text(self, keys: OpenCase) -> CaseText | None:
        for row in await self._office.rows(keys.complaint, "text"):
            plain = _opened(keys, row.sealed)
            return None if plain is None else _read(plain)
        return None


def _opened(keys: OpenCase, sealed: bytes) -> bytes | None:
    try:
        return keys.open(sealed)
    except Unopenable:
        return None  # a row of another case, or a broken one: shown as gone


def _read(plain: bytes) -> CaseText:
    data = json.loads(plain)
    return CaseText(
        story=str(data.get("story", "")),
        landmark=str(data.get("landmark", "")),
        hamlet=str(data.get("hamlet", "")),
        about=tuple(str(account) for account in data.get("about", ())),
        show_photo=bool(data.get("show_photo", False)),
        files=tuple(CaseFile(str(file["ref"]), str(file["what"])) for file in data.get("files", ())),
    )
