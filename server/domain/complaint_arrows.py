"""From which states each step may be taken. What is not in here is refused."""

from collections.abc import Mapping
from types import MappingProxyType

from server.domain.complaint import OPEN_STATES, State
from server.domain.complaint_step_commands import (
    Archive,
    AskInfo,
    Assign,
    CloseBySilence,
    ConfirmFix,
    Forward,
    GiveInfo,
    Merge,
    PassModeration,
    ProposeFix,
    Reopen,
    StartVerification,
    StartWork,
    Withdraw,
)

ARROWS: Mapping[type, frozenset[State]] = MappingProxyType(
    {
        PassModeration: frozenset({State.RECEIVED}),
        StartVerification: frozenset({State.RECEIVED}),
        AskInfo: frozenset({State.VERIFYING, State.IN_PROGRESS}),
        GiveInfo: frozenset({State.NEEDS_INFO}),
        Assign: frozenset({State.VERIFYING, State.ASSIGNED}),
        StartWork: frozenset({State.ASSIGNED, State.REOPENED}),
        ProposeFix: frozenset({State.IN_PROGRESS}),
        ConfirmFix: frozenset({State.AWAITING_CONFIRMATION}),
        CloseBySilence: frozenset({State.AWAITING_CONFIRMATION}),
        Reopen: frozenset({State.AWAITING_CONFIRMATION, State.DONE, State.DONE_BY_SILENCE, State.MERGED}),
        Archive: frozenset({State.RECEIVED}),
        Merge: frozenset({State.VERIFYING}),
        Forward: frozenset({State.ASSIGNED}),
        Withdraw: OPEN_STATES,
    }
)
# Coordination with others does not move a case on which work has begun.
SIDEWAYS = frozenset({State.ASSIGNED, State.IN_PROGRESS, State.REOPENED})
