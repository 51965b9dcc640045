"""What somebody has typed so far: carried by the browser from screen to screen, in hidden fields, until it is sent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from server.complaints.draft import MOST_CONTACT, MOST_LANDMARK, MOST_NAME, MOST_STORY, Draft, one_line, plain_text
from server.complaints.draft_files import NO_FILES, Files
from server.description.complaints import CategoryEntry
from server.domain.complaint_class import Class

FIRST, LAST = "apa", "periksa"
_ALL_STEPS = ("apa", "tentang", "tempat", "cerita", "foto", "kelas", "nama", "periksa")
# What each screen asks itself, and so does not carry.
_OWN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "apa": frozenset({"kategori"}),
        "tentang": frozenset({"tentang"}),
        "tempat": frozenset({"dusun", "patokan"}),
        "cerita": frozenset({"cerita"}),
        "foto": frozenset({"boleh_lihat"}),
        "kelas": frozenset({"kelas"}),
        "nama": frozenset({"jalur", "nama", "kontak"}),
        "periksa": frozenset(),
    }
)
_KEY = re.compile(r"[A-Za-z0-9_-]{22,64}")
_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_MOST_ABOUT = 40
ELSE = "lain"
FORMAL = "resmi"


@dataclass(frozen=True, slots=True)
class Typed:
    """`key`: of the whole form, the same until it is sent. `token`: under which its files lie. `seen`: the hints were shown."""

    key: str
    token: str = ""
    category: str = ""
    about: tuple[str, ...] = ()
    hamlet: str = ""
    landmark: str = ""
    story: str = ""
    klass: Class = Class.ANONYMOUS
    formal: bool = False
    name: str = ""
    contact: str = ""
    show_photo: bool = False
    seen: bool = False
    editing: bool = False

    def draft(self, files: Files = NO_FILES, *, channel: str = "web", suspect: bool = False) -> Draft:
        return Draft(
            category=self.category,
            story=self.story,
            hamlet=self.hamlet,
            landmark=self.landmark,
            about=tuple(one for one in self.about if one != ELSE),
            klass=self.klass,
            formal=self.formal,
            photos=files.photos,
            voice=files.voice,
            show_photo=self.show_photo,
            name=self.name,
            contact=self.contact,
            channel=channel,
            suspect=suspect,
        )

    def carried(self, step: str) -> tuple[tuple[str, str], ...]:
        """Name and value of every hidden field of that screen."""
        own = _OWN[step]
        return tuple((name, value) for name, value in self._fields() if name not in own and value)

    def _fields(self) -> Iterator[tuple[str, str]]:
        yield "key", self.key
        yield "berkas", self.token
        yield "kategori", self.category
        for one in self.about:
            yield "tentang", one
        yield "dusun", self.hamlet
        yield "patokan", self.landmark
        yield "cerita", self.story
        yield "kelas", self.klass.value
        yield "jalur", FORMAL if self.formal else ""
        yield "nama", self.name
        yield "kontak", self.contact
        yield "boleh_lihat", "1" if self.show_photo else ""
        yield "isyarat", "1" if self.seen else ""
        yield "ubah", "1" if self.editing else ""


def typed_of(fields: Mapping[str, Sequence[str]], new_key: str) -> Typed:
    """What the form carried. A key that is none is replaced by `new_key`; text is cut where nobody's hand could have written it."""

    def one(name: str) -> str:
        return next(iter(fields.get(name, ())), "")

    def code(name: str) -> str:
        return one(name) if _CODE.fullmatch(one(name)) else ""

    klass = one("kelas")
    return Typed(
        key=one("key") if _KEY.fullmatch(one("key")) else new_key,
        token=code("berkas"),
        category=code("kategori"),
        about=tuple(dict.fromkeys(each for each in fields.get("tentang", ())[:_MOST_ABOUT] if _CODE.fullmatch(each))),
        hamlet=code("dusun"),
        landmark=one_line(one("patokan"))[: 2 * MOST_LANDMARK],
        story=plain_text(one("cerita"))[: 2 * MOST_STORY],
        klass=Class(klass) if klass in set(Class) else Class.ANONYMOUS,
        formal=one("jalur") == FORMAL,
        name=one_line(one("nama"))[: 2 * MOST_NAME],
        contact=one_line(one("kontak"))[: 2 * MOST_CONTACT],
        show_photo=one("boleh_lihat") == "1",
        seen=one("isyarat") == "1",
        editing=one("ubah") == "1",
    )


def asks_about(entry: CategoryEntry | None) -> bool:
    """Whether somebody of the office could be meant, who then will not be among its readers: everywhere but with roads and lamps."""
    return entry is not None and not entry.may_be_open


def steps_of(entry: CategoryEntry | None, *, kiosk: bool) -> tuple[str, ...]:
    """The screens of this complaint, in order. A kiosk has no photos to choose from; a forced class is no question."""
    left_out = {
        "tentang": not asks_about(entry),
        "foto": kiosk,
        "kelas": entry is not None and entry.forced_secret,
    }
    return tuple(step for step in _ALL_STEPS if not left_out.get(step, False))
