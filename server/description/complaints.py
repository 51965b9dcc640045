"""The complaint board of an office as its description gives it, and what the rules need of it."""

from types import MappingProxyType

from server.description.complaint_category_entry import ALWAYS_SECRET, BUILT_IN, COARSE_NAMES, CategoryEntry
from server.description.complaint_section import Complaints, Hamlet, Limits, Unit
from server.description.office import Description
from server.domain.complaint_category import Category, Rules

__all__ = [
    "BUILT_IN",
    "COARSE_NAMES",
    "CategoryEntry",
    "Complaints",
    "Hamlet",
    "Limits",
    "Unit",
    "complaint_rules",
]


def complaint_rules(description: Description) -> Rules:
    """Categories, hamlets and clocks of the office. How little may stand alone in public is no setting: the rules' own values hold.

    What is always secret stays known after the office has dropped it: the complaints about it are still there.
    """
    section = description.complaints
    lasting = (entry for entry in BUILT_IN if entry.code in ALWAYS_SECRET)
    return Rules(
        categories=MappingProxyType(
            {entry.code: _category(entry, section) for entry in (*lasting, *section.categories)}
        ),
        hamlets=MappingProxyType({hamlet.id: hamlet.adults for hamlet in section.hamlets}),
        verify_days=section.verify_days,
        answer_days=section.answer_days,
        confirm_days=section.confirm_days,
        info_days=section.info_days,
    )


def _category(entry: CategoryEntry, section: Complaints) -> Category:
    return Category(
        code=entry.code,
        forced_secret=entry.forced_secret,
        may_be_open=entry.may_be_open,
        clock=entry.clock,
        coarse=entry.coarse,
        keep_identity_days=section.identity_days if entry.keep_identity_days is None else entry.keep_identity_days,
        keep_text_days=section.text_days if entry.keep_text_days is None else entry.keep_text_days,
        unit=entry.unit,
    )
