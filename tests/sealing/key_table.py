"""A store of keys for the tests, in memory."""

from server.sealing.key_rows import StaffKeyRow


class KeyTable:
    def __init__(self) -> None:
        self.rows: dict[tuple[str, bytes], StaffKeyRow] = {}
        self.settings: dict[str, bytes] = {}

    async def staff_keys(self) -> list[StaffKeyRow]:
        return list(self.rows.values())

    async def put_staff_key(self, row: StaffKeyRow) -> None:
        self.rows[row.account, row.public] = row

    async def setting(self, name: str) -> bytes | None:
        return self.settings.get(name)

    async def put_setting(self, name: str, value: bytes) -> None:
        self.settings[name] = value
