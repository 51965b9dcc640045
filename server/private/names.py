"""Display names of the office's people, for pictures. They stand in no event and in no log line."""

from server.private.accounts import Accounts


class Names:
    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def of(self, account_id: str) -> str:
        """The name that the person chose to be shown under; "" for nobody, or somebody who was erased."""
        row = self._accounts.by_id(account_id) if account_id else None
        return "" if row is None else row.name
