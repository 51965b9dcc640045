"""Events of the office's door: which devices were let in, and who may sign in. Ids and codes alone, never a name or a secret."""

from typing import ClassVar

from server.domain.frozen import Frozen


class DeviceAdmitted(Frozen):
    """`role`: as what, one of `server.domain.access.DEVICE_ROLES`."""

    kind: ClassVar[str] = "device_admitted"
    v: ClassVar[int] = 1
    device: str
    role: str


class DeviceRenamed(Frozen):
    kind: ClassVar[str] = "device_renamed"
    v: ClassVar[int] = 1
    device: str
    role: str


class DeviceRevoked(Frozen):
    kind: ClassVar[str] = "device_revoked"
    v: ClassVar[int] = 1
    device: str
    role: str


class AccountAdded(Frozen):
    """`role`: one of `server.domain.access.ACCOUNT_ROLES`."""

    kind: ClassVar[str] = "account_added"
    v: ClassVar[int] = 1
    account: str
    role: str


class AccountChanged(Frozen):
    """`what`: `renamed`, `role`, `stopped` (signs in no more), `resumed` or `erased`. `role`: the one from now on."""

    kind: ClassVar[str] = "account_changed"
    v: ClassVar[int] = 1
    account: str
    what: str
    role: str


class SecretRenewed(Frozen):
    """`secret`: `pin` or `password`. `issued`: made by the office for one use, not chosen by the person."""

    kind: ClassVar[str] = "secret_renewed"
    v: ClassVar[int] = 1
    account: str
    secret: str
    issued: bool


DoorEvent = DeviceAdmitted | DeviceRenamed | DeviceRevoked | AccountAdded | AccountChanged | SecretRenewed
DOOR_KINDS = frozenset(cls.kind for cls in DoorEvent.__args__)
