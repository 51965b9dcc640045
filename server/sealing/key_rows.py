"""What the sealing needs of a store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StaffKeyRow:
    """An official's key pair. `sealed_private` is under their password and says what stretching it costs; empty: destroyed.

    Of one account only the newest active row is sealed to. One row for each account and public key.
    """

    account: str
    public: bytes
    sealed_private: bytes
    salt: bytes
    created_day: date
    active: bool = True


class KeyRows(Protocol):
    async def staff_keys(self) -> Sequence[StaffKeyRow]: ...

    async def put_staff_key(self, row: StaffKeyRow) -> None:
        """Keep it, or change the row that has its account and public key."""

    async def setting(self, name: str) -> bytes | None: ...

    async def put_setting(self, name: str, value: bytes) -> None: ...
