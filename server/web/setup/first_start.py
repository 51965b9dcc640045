"""The state of the first start: which step is open, and the draft. In memory: a restart begins again, with a new code."""

from server.description import Description
from server.web.setup.draft import Draft

WHOLE = ("kantor", "pengelola", "layanan", "jam", "periksa")
ADMIN_ONLY = ("pengelola",)
"""The office was described by a file: only its first admin is missing."""


class FirstStart:
    def __init__(self) -> None:
        self._draft: Draft | None = None

    def draft(self, present: Description) -> Draft:
        if self._draft is None:
            self._draft = Draft(present, present)
        return self._draft

    def keep(self, draft: Draft) -> None:
        self._draft = draft

    def over(self) -> None:
        """Forget what was typed, above all the password."""
        self._draft = None
