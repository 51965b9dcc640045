"""What the tests of the complaints share."""

from collections.abc import AsyncIterator

import pytest

from server.store.connection import Connection


@pytest.fixture(autouse=True)
async def nothing_stays_open(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A test that fails half-way must not leave a thread behind: the whole run would never end."""
    opened: list[Connection] = []
    really_open = Connection.open

    async def open_and_remember(connection: Connection) -> None:
        opened.append(connection)
        await really_open(connection)

    monkeypatch.setattr(Connection, "open", open_and_remember)
    yield
    for connection in opened:
        await connection.close()
