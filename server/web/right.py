"""What a row of the table of rights says, and the rows that many routes share."""

from dataclasses import dataclass

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
# Automation has no key and no person behind it.
COMPLAINT_HEADS = Right(HEADS.roles - frozenset({Role.API}), secret=True)
# Who reads what at the desk, keys decide.
COMPLAINT_DESK = Right(ACCOUNT_ROLES, secret=True)
READERS = Right(HEADS.roles | frozenset({Role.VILLAGE_HEAD}))
ADMINS = Right(frozenset({Role.ADMIN, Role.API}))
MACHINES = Right(frozenset(Role) - frozenset({Role.PUBLIC}))
ANNOUNCERS = Right(frozenset({Role.ANNOUNCER, Role.API}))
TVS = Right(frozenset({Role.TV, Role.API}))
AUTOMATION = Right(frozenset({Role.API}), own_machine=True)
