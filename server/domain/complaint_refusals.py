"""Why a press on the complaint board is not carried out. A refusal changes nothing; its sentence is written where people read it."""

from enum import StrEnum


class ComplaintRefusal(StrEnum):
    UNKNOWN_COMPLAINT = "unknown_complaint"
    WRONG_STATE = "wrong_state"  # no arrow of the state machine leads there
    HELD = "held"  # a moderator has to look first
    NOT_HELD = "not_held"
    ERASED = "erased"  # what would be needed is gone
    BAD_CODE = "bad_code"  # free text, or a word that is in no list, where a code belongs
    SENDER_ONLY = "sender_only"
    CLOCK_ONLY = "clock_only"
    OFFICIALS_ONLY = "officials_only"
    NOT_A_READER = "not_a_reader"  # the official has not been given this case
    # Sending
    NOT_STAFFED = "not_staffed"  # nobody of the office has a key yet
    NO_RECIPIENT = "no_recipient"  # it is about everybody who could read it
    STAFF_CHANGED = "staff_changed"  # sealed to other people than the rules name now: seal again
    DAY_CHANGED = "day_changed"  # the receipt names yesterday: seal again
    NO_VAULT = "no_vault"  # too few custodians to keep an identity of this class
    TWICE = "twice"  # the id or number is in use
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_HAMLET = "unknown_hamlet"
    # Handing on
    NOBODY_NAMED = "nobody_named"
    NOBODY_IN_UNIT = "nobody_in_unit"  # none of its people may read it
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_ACCOUNT = "unknown_account"  # not on the desk, or without a key
    CONFLICT = "conflict"  # the complaint is about this person
    CONFLICT_UNKNOWN = "conflict_unknown"  # whom it is about has to be read first
    READS_ALREADY = "reads_already"
    LAST_READER = "last_reader"
    NO_RUNG = "no_rung"  # nobody above who may read it
    ALREADY_ESCALATED = "already_escalated"
    # Merging
    SAME_COMPLAINT = "same_complaint"
    PARENT_CLOSED = "parent_closed"
    OTHER_CLASS = "other_class"
    OTHER_CATEGORY = "other_category"
    PARENT_UNSEEN = "parent_unseen"  # nobody has looked at that one yet
    PARENT_CONFLICT = "parent_conflict"  # it is about somebody who reads that one
    # Words, files, class
    UNKNOWN_PROOF = "unknown_proof"
    NOT_RAISED = "not_raised"  # a class is only raised by this
    NOT_LOWERED = "not_lowered"
    CLASS_FORCED = "class_forced"  # the category does not allow it
    NOT_PUBLIC = "not_public"  # nothing of a secret complaint is published
    SUMMARY_CHANGED = "summary_changed"  # not the words that stand to be approved
    ALREADY_RATED = "already_rated"
    # Identity
    NO_IDENTITY = "no_identity"
    UNKNOWN_REQUEST = "unknown_request"
    REQUEST_OVER = "request_over"
    NOT_A_CUSTODIAN = "not_a_custodian"
    ALREADY_APPROVED = "already_approved"
    OWN_REQUEST = "own_request"  # others have to agree to it
    HOLDER_NEEDED = "holder_needed"  # somebody who holds the key, or a part of it, has to agree
    NOT_APPROVED = "not_approved"
    # Erasing at the desk
    NOT_COMPARED = "not_compared"  # the name has not been looked at
    ERASURE_ASKED = "erasure_asked"
    ERASURE_STOPPED = "erasure_stopped"  # the sender has said no
    NO_ERASURE = "no_erasure"  # nobody has asked for it
    SECOND_NEEDED = "second_needed"  # whoever asks does not agree alone
    # Time
    TOO_SOON = "too_soon"
    ROOT_MADE = "root_made"
    # The desk's people
    BAD_STAFFING = "bad_staffing"
    NO_POST = "no_post"  # for people with a post at the desk, whose key the log names
    # The recovery sheet
    SHEET_CHANGED = "sheet_changed"  # not the sheet that waits to be compared
    OWN_SHEET = "own_sheet"  # somebody else has to compare it
    POST_TOO_NEW = "post_too_new"  # named today, while others have been there for longer
