"""The views of the first start."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from display.setup_views import (
    SetupAdminView,
    SetupCheckView,
    SetupCodeView,
    SetupDay,
    SetupDoneView,
    SetupHoursView,
    SetupOfficeView,
    SetupService,
    SetupServicesView,
    SetupStep,
    SetupView,
)
from display.staff_views import Choice
from server.description import DAYS, ZONES
from server.lan import opens_elsewhere
from server.web.present.picture import Picture
from server.web.setup.draft import MOST_COUNTERS, Draft
from server.web.words import DAYS as DAY_WORDS

_UNNAMED = "Silakan"
_STEP_WORDS: Mapping[str, str] = MappingProxyType(
    {"kantor": "Kantor", "pengelola": "Admin", "layanan": "Layanan", "jam": "Jam buka", "periksa": "Periksa"}
)
_CITIES: Mapping[str, str] = MappingProxyType(
    {
        "Asia/Jakarta": "Sumatra, Jawa, Madura",
        "Asia/Pontianak": "Kalimantan Barat dan Tengah",
        "Asia/Makassar": "Bali, NTB, NTT, Kalimantan Selatan, Timur, Utara, Sulawesi",
        "Asia/Jayapura": "Maluku dan Papua",
    }
)
_NO_PAUSE = ("", "")


def code_view(picture: Picture, problem: str = "") -> SetupCodeView:
    return SetupCodeView(_UNNAMED, picture.clock(), problem)


def done_view(picture: Picture, person: str, address: str) -> SetupDoneView:
    return SetupDoneView(picture.description.name, picture.clock(), person, address, opens_elsewhere(address))


def step_view(
    picture: Picture, step: str, steps: Sequence[str], draft: Draft, *, typed: Mapping[str, str], problem: str
) -> SetupView:
    """The page of a step: what was typed there and refused, or else what the draft holds."""
    here = steps.index(step)
    way = tuple(
        SetupStep(f"/siapkan/{name}", _STEP_WORDS[name], "done" if n < here else "here" if n == here else "ahead")
        for n, name in enumerate(steps)
    )
    office = draft.description.name if draft.named or len(steps) == 1 else _UNNAMED
    back = f"/siapkan/{steps[here - 1]}" if here else ""
    clock = picture.clock()
    match step:
        case "kantor":
            name = typed.get("name", draft.description.name if draft.named else "")
            return SetupOfficeView(office, clock, way, name, _zones(draft, typed), problem)
        case "pengelola":
            person, login = typed.get("name", draft.admin.name), typed.get("login", draft.admin.login)
            given = bool(draft.admin.password and draft.admin.pin)
            return SetupAdminView(office, clock, way, person, login, given, back, problem)
        case "layanan":
            services, counters = _services(draft, typed), _counters(draft, typed)
            return SetupServicesView(office, clock, way, services, counters, back, problem)
        case "jam":
            return _hours(office, picture, way, draft, typed, back, problem)
        case _:
            return SetupCheckView(office, clock, way, _lines(draft), back, problem)


def _zones(draft: Draft, typed: Mapping[str, str]) -> tuple[Choice, ...]:
    chosen = typed.get("zone", draft.description.timezone)
    return tuple(Choice(zone, short, _CITIES[zone], zone == chosen) for zone, short in ZONES.items())


def _services(draft: Draft, typed: Mapping[str, str]) -> tuple[SetupService, ...]:
    kept = {draft.mark_of(service): service for service in draft.description.services}
    found = []
    for service in draft.sample.services:
        mark = service.letter
        letter = kept[mark].letter if mark in kept else mark
        found.append(
            SetupService(
                mark=mark,
                letter=typed.get(f"letter-{mark}", letter),
                name=service.name,
                icon=service.icon,
                kept=f"keep-{mark}" in typed if typed else mark in kept,
            )
        )
    return tuple(found)


def _counters(draft: Draft, typed: Mapping[str, str]) -> tuple[Choice, ...]:
    chosen = typed.get("counters", str(len(draft.description.counters)))
    return tuple(Choice(str(n), f"{n} loket", chosen=str(n) == chosen) for n in range(1, MOST_COUNTERS + 1))


def _hours(
    office: str,
    picture: Picture,
    way: tuple[SetupStep, ...],
    draft: Draft,
    typed: Mapping[str, str],
    back: str,
    problem: str,
) -> SetupHoursView:
    week = draft.description.hours

    def day(mark: str, words: str, kept: tuple[str, str] | None) -> SetupDay:
        opens, closes = kept or _NO_PAUSE
        return SetupDay(mark, words, typed.get(f"{mark}-from", opens), typed.get(f"{mark}-to", closes))

    friday = next(iter(week.pauses_of(DAYS.index("friday"))), None)
    return SetupHoursView(
        office=office,
        clock=picture.clock(),
        steps=way,
        days=tuple(day(mark, words, span) for mark, words, span in zip(DAYS, DAY_WORDS, week.spans(), strict=True)),
        pause=day("pause", "Istirahat", next(iter(week.pauses), None)),
        friday_pause=day("friday-pause", "Istirahat Jumat", friday),
        automatic="automatic" in typed if typed else week.automatic,
        holidays="holidays" in typed if typed else week.holidays,
        back=back,
        problem=problem,
    )


def _lines(draft: Draft) -> tuple[tuple[str, str, str], ...]:
    description = draft.description
    spans = zip(DAY_WORDS, description.hours.spans(), strict=True)
    hours = [f"{words} {span[0]}–{span[1]}".replace(":", ".") for words, span in spans if span is not None]
    services = [f"{service.letter} {service.name}" for service in description.services]
    return (
        ("/siapkan/kantor", "Kantor", f"{description.name}, {description.zone_name}"),
        ("/siapkan/pengelola", "Admin", f"{draft.admin.name}, nama masuk {draft.admin.login}"),
        ("/siapkan/layanan", "Layanan", "; ".join(services)),
        ("/siapkan/layanan", "Loket", f"{len(description.counters)} loket, masing-masing melayani semua layanan"),
        ("/siapkan/jam", "Jam buka", "; ".join(hours)),
    )
