"""The state machine, arrow by arrow: what leads where, and that everything else is refused."""

import pytest

from server.domain import complaint_commands as c
from server.domain.complaint import CLOSED_STATES, State
from server.domain.complaint_class import Class
from server.domain.complaint_codes import ARCHIVE_REASONS, CLOCK, FIX_REASONS, FORWARD_TARGETS, IMPORTED, SENDER
from server.domain.complaint_deadlines import missed_clocks
from server.domain.complaint_events import Merged, VerificationStarted, Withdrawn, WorkStarted
from server.domain.complaint_refusals import ComplaintRefusal
from tests.domain.complaint_village import ComplaintVillage

KASI = "account:kasi"
R, V, N, A, P, W = (
    State.RECEIVED,
    State.VERIFYING,
    State.NEEDS_INFO,
    State.ASSIGNED,
    State.IN_PROGRESS,
    State.AWAITING_CONFIRMATION,
)
D, S, O = State.DONE, State.DONE_BY_SILENCE, State.REOPENED  # noqa: E741
OPEN = (R, V, N, A, P, W, O)

# Drawn from the machine on paper, not from the code: press, who, and from which state it leads where.
PRESSES = {
    "verify": (lambda n: c.StartVerification(n), KASI, {R: V}),
    "ask": (lambda n: c.AskInfo(n, "ref-1"), KASI, {R: N, V: N, P: N}),
    "tell": (lambda n: c.GiveInfo(n, "ref-1"), SENDER, {N: V}),
    "assign": (lambda n: c.Assign(n, "pu"), KASI, {R: A, V: A, A: A}),
    "coordinate": (lambda n: c.Assign(n, "pu", sideways=True), KASI, {A: A, P: P, O: O}),
    "work": (lambda n: c.StartWork(n), KASI, {A: P, O: P}),
    "propose": (lambda n: c.ProposeFix(n, "tuntas", "ref-1"), KASI, {A: W, P: W, O: W}),
    "confirm": (lambda n: c.ConfirmFix(n), SENDER, {W: D}),
    "silence": (lambda n: c.CloseBySilence(n), CLOCK, {W: S}),
    "reopen": (lambda n: c.Reopen(n), SENDER, {W: O, D: O, S: O, State.MERGED: V}),
    "archive": (lambda n: c.Archive(n, "spam"), KASI, {R: State.ARCHIVED}),
    "forward": (lambda n: c.Forward(n, "lapor", "ref-1"), KASI, {A: State.FORWARDED}),
    "withdraw": (lambda n: c.Withdraw(n), SENDER, dict.fromkeys(OPEN, State.WITHDRAWN)),
}


@pytest.mark.parametrize("press", PRESSES)
@pytest.mark.parametrize("state", State)
def test_a_press_leads_along_an_arrow_or_is_refused(press: str, state: State) -> None:
    village = ComplaintVillage()
    name = village.brought_to(state)
    make, actor, arrows = PRESSES[press]
    village.wait(30)
    if state in arrows:
        village.must(make(name), actor)
        assert village.one(name).state is arrows[state]
    else:
        before = village.state
        assert village.refused(make(name), actor) is ComplaintRefusal.WRONG_STATE
        assert village.state is before


@pytest.mark.parametrize("state", State)
def test_a_duplicate_is_merged_while_it_is_verified(state: State) -> None:
    village = ComplaintVillage()
    name, parent = village.brought_to(state), village.brought_to(V)
    decision = village.do(c.Merge(name, parent, about=()), KASI)
    assert decision == ((Merged(name, parent),) if state is V else ComplaintRefusal.WRONG_STATE)


def test_after_the_answer_it_goes_on_where_it_was() -> None:
    village = ComplaintVillage()
    name = village.brought_to(P)
    village.must(c.AskInfo(name, "ref-1"), KASI)
    village.must(c.GiveInfo(name, "ref-2"), SENDER)
    assert village.one(name).state is P


def test_what_goes_without_saying_is_written_all_the_same() -> None:
    village = ComplaintVillage()
    name = village.received()
    assert village.must(c.Answer(name, "ref-1"), KASI)[0] == VerificationStarted(name)
    village.must(c.Assign(name, "pu"), KASI)
    assert village.must(c.ProposeFix(name, "dijelaskan", "ref-2"), KASI)[0] == WorkStarted(name)


@pytest.mark.parametrize("state", [one for one in State if one not in CLOSED_STATES])
def test_an_answer_in_substance_moves_nothing_but_the_clock(state: State) -> None:
    village = ComplaintVillage()
    name = village.brought_to(state)
    village.must(c.Answer(name, "ref-1"), KASI)
    assert village.one(name).state is (V if state is R else state)
    assert village.one(name).days.answered == village.today


def test_only_an_open_complaint_of_the_same_class_can_be_the_parent() -> None:
    village = ComplaintVillage()
    child, closed = village.brought_to(V), village.brought_to(D)
    public = village.received(wished=Class.OPEN)
    for into, why in (
        (child, ComplaintRefusal.SAME_COMPLAINT),
        (closed, ComplaintRefusal.PARENT_CLOSED),
        (public, ComplaintRefusal.OTHER_CLASS),
        ("0" * 16, ComplaintRefusal.UNKNOWN_COMPLAINT),
    ):
        assert village.refused(c.Merge(child, into, about=()), KASI) is why


def test_merging_buries_nothing() -> None:
    """Neither among other matters, nor in what nobody has looked at, nor with people whom it is about."""
    village = ComplaintVillage()
    child, parent, unseen = village.brought_to(V), village.brought_to(V), village.received()
    other = village.brought_to(V, "informasi")
    budi, tono = ("budi",), ("tono",)
    for into, about, why in (
        (other, (), ComplaintRefusal.OTHER_CATEGORY),
        (unseen, (), ComplaintRefusal.PARENT_UNSEEN),
        (parent, None, ComplaintRefusal.CONFLICT_UNKNOWN),
        (parent, budi, ComplaintRefusal.PARENT_CONFLICT),
        (parent, tono, ComplaintRefusal.PARENT_CONFLICT),
    ):
        assert village.refused(c.Merge(child, into, about=about), KASI) is why
    # Whom a colleague kept out of the one does not get it by the other.
    village.must(c.RevokeKeys(child, "tono", conflict=True), KASI)
    assert village.refused(c.Merge(child, parent, about=()), KASI) is ComplaintRefusal.PARENT_CONFLICT
    village.must(c.RevokeKeys(parent, "tono"), KASI)
    village.must(c.Merge(child, parent, about=("sari",)), KASI)


def test_a_sender_takes_a_merged_complaint_out_again() -> None:
    village = ComplaintVillage()
    child, parent = village.brought_to(V), village.brought_to(V)
    village.must(c.Merge(child, parent, about=()), KASI)
    village.wait(60)
    assert village.refused(c.Reopen(child), KASI) is ComplaintRefusal.SENDER_ONLY
    village.must(c.Reopen(child), SENDER)
    one = village.one(child)
    assert (one.state, one.merged_into, village.one(parent).merged) == (V, "", ())
    # It waited for the other one: no clock ran meanwhile, and all of them run from now on.
    assert missed_clocks(one, village.rules, village.today, ()) == ()
    village.wait(30)
    assert set(missed_clocks(one, village.rules, village.today, ())) == {"verify:0", "answer:0", "settle:1"}


@pytest.mark.parametrize("reason", sorted(FIX_REASONS))
def test_what_came_from_an_older_list_waits_for_nobody(reason: str) -> None:
    village = ComplaintVillage()
    name = village.brought_to(P, channel=IMPORTED)
    village.must(c.ProposeFix(name, reason, "ref-1"), KASI)
    one = village.one(name)
    assert (one.state, one.solved, one.days.closed_on) == (S, False, village.today)
    assert village.refused(c.ConfirmFix(name), SENDER) is ComplaintRefusal.WRONG_STATE


def test_no_chain_of_duplicates_leads_back() -> None:
    village = ComplaintVillage()
    one, two = village.brought_to(V), village.brought_to(V)
    village.must(c.Merge(one, two, about=()), KASI)
    assert village.refused(c.Merge(two, one, about=()), KASI) is ComplaintRefusal.PARENT_CLOSED
    assert village.one(two).merged == (one,)


def test_whoever_merges_reads_both() -> None:
    village = ComplaintVillage()
    child = village.brought_to(V)
    parent = village.brought_to(V)
    village.must(c.RevokeKeys(parent, "budi"), KASI)
    assert village.refused(c.Merge(child, parent, about=()), "account:budi") is ComplaintRefusal.NOT_A_READER
    village.must(c.Merge(child, parent, about=()), KASI)


def test_the_sender_of_a_duplicate_keeps_the_own_thread() -> None:
    village = ComplaintVillage()
    name = village.brought_to(State.MERGED)
    village.must(c.AddMessage(name, "ref-1"), SENDER)
    village.must(c.AddMessage(name, "ref-2"), KASI)
    assert village.one(name).state is State.MERGED


def test_a_moderator_looks_first() -> None:
    village = ComplaintVillage()
    name = village.received(suspect=True)
    for command in (c.StartVerification(name), c.AskInfo(name, "r"), c.Answer(name, "r"), c.AddMessage(name, "r")):
        assert village.refused(command, KASI) is ComplaintRefusal.HELD
    village.must(c.AddMessage(name, "ref-1"), SENDER)
    village.must(c.PassModeration(name), KASI)
    assert village.refused(c.PassModeration(name), KASI) is ComplaintRefusal.NOT_HELD
    village.must(c.StartVerification(name), KASI)


def test_spam_is_archived_from_moderation_and_never_just_gone() -> None:
    village = ComplaintVillage()
    name = village.received(suspect=True)
    village.must(c.Archive(name, "spam"), KASI)
    assert village.one(name).outcome == "spam"


@pytest.mark.parametrize(
    ("actor", "why"),
    [
        (SENDER, ComplaintRefusal.OFFICIALS_ONLY),
        (CLOCK, ComplaintRefusal.OFFICIALS_ONLY),
        ("api", ComplaintRefusal.OFFICIALS_ONLY),
        ("account:sari", ComplaintRefusal.NOT_A_READER),
        ("account:kades", ComplaintRefusal.NOT_A_READER),
        ("account:", ComplaintRefusal.OFFICIALS_ONLY),
    ],
)
def test_only_officials_who_were_given_the_case_handle_it(actor: str, why: ComplaintRefusal) -> None:
    village = ComplaintVillage()
    name = village.received()
    for command in (c.StartVerification(name), c.Archive(name, "spam"), c.Assign(name, "pu"), c.Merge(name, name)):
        assert village.refused(command, actor) is why


@pytest.mark.parametrize("actor", [KASI, CLOCK, "api"])
def test_only_the_sender_confirms_reopens_and_rates(actor: str) -> None:
    village = ComplaintVillage()
    name = village.brought_to(W)
    for command in (c.ConfirmFix(name), c.Reopen(name), c.Rate(name, 5), c.LowerClass(name, Class.OPEN)):
        assert village.refused(command, actor) is ComplaintRefusal.SENDER_ONLY


def test_silence_is_the_clocks_and_not_before_its_time() -> None:
    village = ComplaintVillage()
    name = village.brought_to(W)
    village.wait(10)
    assert village.refused(c.CloseBySilence(name), CLOCK) is ComplaintRefusal.TOO_SOON
    village.wait(1)
    assert village.refused(c.CloseBySilence(name), KASI) is ComplaintRefusal.CLOCK_ONLY
    village.must(c.CloseBySilence(name), CLOCK)


def test_the_clock_withdraws_what_was_not_completed() -> None:
    village = ComplaintVillage()
    asked, working = village.brought_to(N), village.brought_to(P)
    village.wait(30)
    assert village.refused(c.Withdraw(asked), CLOCK) is ComplaintRefusal.TOO_SOON
    village.wait(1)
    assert village.refused(c.Withdraw(working), CLOCK) is ComplaintRefusal.WRONG_STATE
    assert village.must(c.Withdraw(asked), CLOCK) == (Withdrawn(asked, "tidak_dilengkapi"),)
    assert village.one(asked).outcome == "tidak_dilengkapi"


def test_reasons_are_from_their_lists() -> None:
    village = ComplaintVillage()
    for reason in FIX_REASONS:
        village.must(c.ProposeFix(village.brought_to(P), reason, "ref-1"), KASI)
    for reason in ARCHIVE_REASONS:
        village.must(c.Archive(village.received(), reason), KASI)
    for to in FORWARD_TARGETS:
        village.must(c.Forward(village.brought_to(A), to), KASI)
    for command in (
        c.ProposeFix(village.brought_to(P), "spam", "ref-1"),
        c.ProposeFix(village.brought_to(P), "tuntas", ""),
        c.Archive(village.received(), ""),
        c.Archive(village.received(), "tuntas"),
        c.Forward(village.brought_to(A), "presiden"),
        c.AskInfo(village.received(), ""),
        c.AddMessage(village.received(), ""),
        c.AddFile(village.received(), "ref-1", "film"),
    ):
        assert village.refused(command, KASI) is ComplaintRefusal.BAD_CODE


def test_no_words_get_into_an_event() -> None:
    village = ComplaintVillage()
    name = village.received()
    for command in (
        c.AddMessage(name, "lampu mati"),
        c.Assign(name, "pu", ("Pak Budi",)),
        c.NoteOpening(name, "text", "ingin tahu"),
        c.AddMessage(name, "x" * 129),
        c.AddMessage(name, "a\nb"),
    ):
        assert village.refused(command, KASI) is ComplaintRefusal.BAD_CODE


def test_proof_is_a_file_of_this_very_case() -> None:
    village = ComplaintVillage()
    other, name = village.brought_to(P), village.brought_to(P)
    village.must(c.AddFile(other, "photo-1", "proof"), KASI)
    village.must(c.AddFile(name, "photo-2", "photo"), KASI)
    for proof in ("photo-1", "photo-2", "photo-3"):
        refusal = village.refused(c.ProposeFix(name, "tuntas", "ref-1", proof), KASI)
        assert refusal is ComplaintRefusal.UNKNOWN_PROOF
    assert village.refused(c.AddFile(name, "photo-4", "proof"), SENDER) is ComplaintRefusal.BAD_CODE
    village.must(c.AddFile(name, "photo-5", "proof"), KASI)
    village.must(c.ProposeFix(name, "tuntas", "ref-1", "photo-5"), KASI)


def test_an_unknown_complaint_is_refused() -> None:
    village = ComplaintVillage()
    assert village.refused(c.StartWork("f" * 16), KASI) is ComplaintRefusal.UNKNOWN_COMPLAINT
