"""The views of the office's people, and of one's own account."""

from collections.abc import Sequence

from display.staff_views import AccountView, Choice, PeopleView, PersonLine, PersonView, SessionLine
from server.domain.access import AccountRow, SessionRow
from server.private.devices import Devices
from server.private.doorkeeper import PIN
from server.web.door_words import DEVICE_WORDS, ROLE_WORDS
from server.web.present.devices import browser_words
from server.web.present.picture import Picture


def account_view(
    picture: Picture,
    account: AccountRow,
    sessions: Sequence[SessionRow],
    devices: Devices,
    *,
    present: str,
    must_renew: bool,
    next_path: str,
    key: str,
    problem: str,
    notice: str,
) -> AccountView:
    mine = next((row for row in sessions if row.id == present), None)
    by_pin = mine is not None and mine.by == PIN
    return AccountView(
        office=picture.description.name,
        clock=picture.clock(),
        person=account.name,
        role=ROLE_WORDS.get(account.role, account.role),
        login=account.login,
        must_renew=("pin" if by_pin else "password") if must_renew else "",
        by_pin=by_pin,
        sessions=_lines(picture, sessions, devices, present),
        bell_complaints=account.bell_complaints,
        tablet_complaints=account.tablet_complaints,
        next_path=next_path,
        key=key,
        problem=problem,
        notice=notice,
    )


def people_view(
    picture: Picture,
    people: Sequence[AccountRow],
    *,
    draft: tuple[str, str],
    role: str,
    key: str,
    problem: str,
    notice: str,
) -> PeopleView:
    return PeopleView(
        office=picture.description.name,
        clock=picture.clock(),
        people=tuple(
            PersonLine(row.id, row.name, ROLE_WORDS.get(row.role, row.role), row.login, row.active, _secret_words(row))
            for row in people
        ),
        roles=_roles(role or next(iter(ROLE_WORDS))),
        draft=draft,
        key=key,
        problem=problem,
        notice=notice,
    )


def person_view(
    picture: Picture,
    account: AccountRow,
    sessions: Sequence[SessionRow],
    devices: Devices,
    *,
    issued: str,
    issued_words: str,
    key: str,
    problem: str,
    insist: bool,
    notice: str,
) -> PersonView:
    return PersonView(
        office=picture.description.name,
        clock=picture.clock(),
        id=account.id,
        name=account.name,
        login=account.login,
        active=account.active,
        roles=_roles(account.role),
        sessions=_lines(picture, sessions, devices, ""),
        issued=issued,
        issued_words=issued_words,
        key=key,
        problem=problem,
        insist=insist,
        notice=notice,
    )


def _roles(chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(role, words, chosen=role == chosen) for role, words in ROLE_WORDS.items())


def _secret_words(row: AccountRow) -> str:
    have = [word for word, kept in (("PIN", row.pin_hash), ("kata sandi", row.password_hash)) if kept]
    fresh = " (sekali pakai)" if row.pin_once or row.password_once else ""
    return " dan ".join(have) + fresh if have else "belum punya PIN"


def _lines(picture: Picture, sessions: Sequence[SessionRow], devices: Devices, present: str) -> tuple[SessionLine, ...]:
    lines = []
    for row in sessions:
        device = devices.by_id(row.device)
        if device is None:
            continue
        where = device.name or DEVICE_WORDS.get(device.role, browser_words(device.agent))
        left_min = row.remaining_ms(picture.now) // 60_000 if picture.now else 0
        left = (
            f"paling lama {left_min // 60} jam lagi" if left_min >= 60 else f"paling lama {max(1, left_min)} menit lagi"
        )
        lines.append(SessionLine(row.id, where, left, row.id == present))
    return tuple(lines)
