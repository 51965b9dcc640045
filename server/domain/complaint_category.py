"""What a complaint can be about, and all that an office may choose of the board's rules."""

from collections.abc import Mapping

from server.domain.complaint_class import Class, at_least
from server.domain.frozen import Frozen, field


class Category(Frozen):
    """`code` names it in events. `clock`: working days to settle (2, 5, 14 or 60). `coarse`: the group that the public sees.

    `forced_secret`: every complaint of it is secret. `may_be_open`: only then may the sender choose the open class. `unit`: who
    gets it first; "": the head of services alone. `keep_identity_days` and `keep_text_days` count calendar days from closing.
    """

    code: str
    forced_secret: bool
    may_be_open: bool
    clock: int
    coarse: str
    keep_identity_days: int = 90
    keep_text_days: int = 365
    unit: str = ""

    def floor(self) -> Class:
        """The least closed class that a complaint of this category may have."""
        if self.forced_secret:
            return Class.SECRET
        return Class.OPEN if self.may_be_open else Class.ANONYMOUS


class Rules(Frozen):
    """`hamlets`: id and number of adults. `*_days` are working days, but `info_days` are calendar days.

    Limits as in the LAPOR service: 3 working days to verify and hand on, 5 to the first answer in substance, 10 of silence before
    a case closes; 30 calendar days to complete a complaint (UU 25/2009).
    """

    categories: Mapping[str, Category] = field(default_factory=dict)
    hamlets: Mapping[str, int] = field(default_factory=dict)
    verify_days: int = 3
    answer_days: int = 5
    confirm_days: int = 10
    info_days: int = 30
    batch_least: int = 3
    batch_wait_days: int = 5
    cell_least: int = 5
    hamlet_least: int = 200

    def category(self, code: str) -> Category:
        """The category of that code; one that the office has dropped since keeps ordinary rules, and is never open."""
        return self.categories.get(code) or Category(code, False, False, 14, "lainnya")


def class_for(category: Category, wished: Class) -> Class:
    """The class that a new complaint gets: what the sender wishes, or more where the category forces it."""
    return at_least(wished, category.floor())
