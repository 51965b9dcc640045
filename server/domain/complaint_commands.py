"""Every press on the complaint board."""

from server.domain.complaint_key_commands import (
    ApproveIdentity,
    AskErasure,
    AskIdentity,
    ChangeCustodians,
    CloseIdentity,
    ConfirmSheet,
    EraseComplaint,
    EraseIdentity,
    EraseText,
    GrantKeys,
    MakeRoot,
    MakeSheet,
    NoteExport,
    NoteOpening,
    RefuseIdentity,
    RefuseSheet,
    RevokeKeys,
    StaffDesk,
    StopErasure,
)
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
    ReceiveComplaint,
    Reopen,
    StartVerification,
    StartWork,
    Withdraw,
)
from server.domain.complaint_thread_commands import (
    AddFile,
    AddMessage,
    Answer,
    ApproveSummary,
    DeclineSummary,
    Escalate,
    LowerClass,
    ProposeSummary,
    RaiseClass,
    Rate,
)

__all__ = [
    "AddFile",
    "AddMessage",
    "Answer",
    "ApproveIdentity",
    "ApproveSummary",
    "Archive",
    "AskErasure",
    "AskIdentity",
    "AskInfo",
    "Assign",
    "CaseCommand",
    "ChangeCustodians",
    "CloseBySilence",
    "CloseIdentity",
    "Command",
    "ConfirmFix",
    "ConfirmSheet",
    "DeclineSummary",
    "EraseComplaint",
    "EraseIdentity",
    "EraseText",
    "Escalate",
    "Forward",
    "GiveInfo",
    "GrantKeys",
    "KeyCommand",
    "LowerClass",
    "MakeRoot",
    "MakeSheet",
    "Merge",
    "NoteExport",
    "NoteOpening",
    "PassModeration",
    "ProposeFix",
    "ProposeSummary",
    "RaiseClass",
    "Rate",
    "ReceiveComplaint",
    "RefuseIdentity",
    "RefuseSheet",
    "Reopen",
    "RevokeKeys",
    "StaffDesk",
    "StartVerification",
    "StartWork",
    "StepCommand",
    "StopErasure",
    "ThreadCommand",
    "Withdraw",
]

StepCommand = (
    PassModeration
    | StartVerification
    | AskInfo
    | GiveInfo
    | Assign
    | StartWork
    | ProposeFix
    | ConfirmFix
    | CloseBySilence
    | Reopen
    | Archive
    | Merge
    | Forward
    | Withdraw
)
ThreadCommand = (
    Answer
    | AddMessage
    | AddFile
    | RaiseClass
    | LowerClass
    | Escalate
    | Rate
    | ProposeSummary
    | ApproveSummary
    | DeclineSummary
)
KeyCommand = (
    NoteOpening
    | AskIdentity
    | ApproveIdentity
    | RefuseIdentity
    | CloseIdentity
    | ChangeCustodians
    | GrantKeys
    | RevokeKeys
    | EraseIdentity
    | EraseText
    | AskErasure
    | StopErasure
    | EraseComplaint
)
# What is done to a complaint that there is already.
CaseCommand = StepCommand | ThreadCommand | KeyCommand
Command = ReceiveComplaint | CaseCommand | StaffDesk | NoteExport | MakeRoot | MakeSheet | ConfirmSheet | RefuseSheet
