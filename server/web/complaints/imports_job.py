"""An import that somebody has looked through and let begin: one at a time, in memory, some rows at each press."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from server.complaints.draft import Draft
from server.complaints.intake import Intake
from server.complaints.office import ComplaintOffice, KeyMisused, NotStored, Refused
from server.complaints.photo import checked_photo
from server.complaints.receipt import AlreadyTaken, Busy, NotFit, NotReady, Receipt
from server.description import Description
from server.domain.complaint_class import Class
from server.domain.complaint_codes import IMPORTED
from server.exchange.complaint_rows import ImportRow
from server.exchange.photo_archive import PhotoArchive
from server.picture_check import NotUsable

LIFE_S = 1_800.0
"""So long an import that nobody goes on with stays in memory."""
ONE_PRESS_S = 5.0
"""So long one press works before it says how far it is: some hundred rows, a few dozen with photos."""
_SETTING = "imported"
_MARK = 16
"""Bytes of a row's key that are remembered: enough that no two are alike."""


@dataclass(slots=True)
class Job:
    """`left`: what is still to be taken in. `troubles`: title and reason of what was not. Everything else is counts."""

    token: str
    account: str
    fallback: str
    left: list[ImportRow] = field(repr=False)
    photos: PhotoArchive = field(repr=False)
    total: int
    begun_s: float
    taken: int = 0
    known: int = 0
    without_photo: int = 0
    troubles: list[tuple[str, str]] = field(default_factory=list, repr=False)


class ImportDesk:
    """`mono_s`: seconds of a clock that never jumps."""

    def __init__(self, mono_s: Callable[[], float]) -> None:
        self._mono_s = mono_s
        self._job: Job | None = None

    def begin(self, account: str, rows: Sequence[ImportRow], photos: PhotoArchive, fallback: str) -> Job:
        """Another one that was not finished is dropped: its rows that are in are known again. `fallback`: a category's code."""
        usable = [row for row in rows if not row.trouble]
        troubles = [(row.title or row.story[:40], row.trouble) for row in rows if row.trouble]
        token = secrets.token_hex(16)
        self._job = Job(token, account, fallback, usable, photos, len(rows), self._mono_s(), troubles=troubles)
        return self._job

    def job(self, account: str, token: str) -> Job | None:
        """Only for who began it."""
        job = self._job
        if job is not None and self._mono_s() - job.begun_s > LIFE_S:
            self._job = job = None
        return job if job is not None and (job.account, job.token) == (account, token) else None

    def end(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    async def go_on(self, job: Job, intake: Intake, office: ComplaintOffice, description: Description) -> bool:
        """Take in the next rows. False: the machine is busy, or nothing can be stored; what is in stays in."""
        until = self._mono_s() + ONE_PRESS_S
        remembered = await known_marks(office)
        while job.left and self._mono_s() < until:
            row = job.left[0]
            if mark_of(row) in remembered:
                job.known += 1
            else:
                reason = await self._take(job, row, intake, description)
                if reason is None:
                    return False
                if reason:
                    job.troubles.append((row.title or row.story[:40], reason))
                else:
                    remembered.add(mark_of(row))
                    await office.put_setting(_SETTING, b"".join(sorted(remembered)))
            del job.left[0]
        return True

    async def _take(self, job: Job, row: ImportRow, intake: Intake, description: Description) -> str | None:
        """ "": it is in; a reason: it never will be; None: not now."""
        draft = await self._with_photo(job, row, draft_of(row, description, job.fallback))
        if draft.identified and not intake.keeps_identity(draft):
            return "namanya tidak dapat disimpan: pemegang kunci belum lengkap"
        taken = await intake.submit(draft, actor="import", key=f"import-{row.key}")
        match taken:
            case Receipt(replayed=True) | AlreadyTaken():
                job.known += 1
            case Receipt():
                job.taken += 1
            case Busy() | NotStored() | NotReady():
                return None
            case NotFit() | Refused() | KeyMisused():
                return "tidak dapat diterima"
        return ""

    async def _with_photo(self, job: Job, row: ImportRow, draft: Draft) -> Draft:
        if not row.photo:
            return draft
        content = job.photos.photo(row.photo)
        try:
            photos = (await checked_photo(content),) if content else ()
        except NotUsable:
            photos = ()
        job.without_photo += not photos
        return replace(draft, photos=photos)


def draft_of(row: ImportRow, description: Description, fallback: str) -> Draft:
    """Held for a look: nothing of another program is public before somebody here has read it."""
    return Draft(
        category=category_of(row.category, description, fallback),
        story=row.story,
        landmark=row.landmark,
        klass=Class.SECRET if row.secret else Class.ANONYMOUS,
        name=row.name,
        contact=row.contact,
        channel=IMPORTED,
        suspect=True,
    )


def category_of(words: str, description: Description, fallback: str) -> str:
    """The category whose name or code is said in those words."""
    said = words.casefold().strip()
    if said:
        for category in description.complaints.categories:
            if said == category.code or said in category.name.casefold() or category.name.casefold() in said:
                return category.code
    return fallback


async def known_marks(office: ComplaintOffice) -> set[bytes]:
    """The marks of all rows that ever came in by an import, also of complaints that were erased since."""
    kept = await office.setting(_SETTING) or b""
    return {kept[begin : begin + _MARK] for begin in range(0, len(kept), _MARK)}


def mark_of(row: ImportRow) -> bytes:
    return bytes.fromhex(row.key)[:_MARK]


def counted(rows: Sequence[ImportRow]) -> Mapping[str, int]:
    """How many rows are in which state there."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.state or "tanpa keadaan"] = counts.get(row.state or "tanpa keadaan", 0) + 1
    return counts
