"""Which of those that wait goes next: the rules one by one, and their bounds on anything that can wait."""

from hypothesis import given
from hypothesis import strategies as st

from announcer.utterance import MOST_PASSED, Kind, Utterance, merged, next_up, turns


def call(seq: int, ticket: str = "", counter: str = "1", first: int | None = None) -> Utterance:
    return Utterance(ticket or f"A{seq:03}", counter, (seq,), (first,))


def announcement(seq: int, *, urgent: bool = False, planned: bool = False) -> Utterance:
    return Utterance("", "", (seq,), (None,), Kind.ANNOUNCEMENT, text="Halo.", urgent=urgent, planned=planned)


def order(*waiting: Utterance, passed: int = 0) -> list[int]:
    found: tuple[Utterance, ...] = ()
    for utterance in waiting:
        found = merged(found, utterance)
    return [utterance.seqs[0] for utterance in turns(found, passed, 99)]


def test_calls_go_by_number() -> None:
    assert order(call(3, counter="1"), call(1, counter="2"), call(2, counter="3")) == [1, 2, 3]


def test_a_recall_goes_before_the_new_calls_of_other_counters() -> None:
    assert order(call(2, counter="2"), call(3, counter="3"), call(4, "A001", "1", first=1)) == [4, 2, 3]


def test_recalls_go_by_number_among_each_other() -> None:
    assert order(call(5), call(6, "A001", "2", first=1), call(7, "A002", "3", first=2)) == [6, 7, 5]


def test_a_recall_stays_behind_what_its_own_counter_called_before() -> None:
    assert order(call(2, counter="2"), call(3, "A009", "1"), call(4, "A001", "1", first=1)) == [2, 3, 4]


def test_a_recall_stays_behind_the_news_that_the_same_ticket_is_not_called_there() -> None:
    taken_back = Utterance("A001", "1", (2,), (None,), Kind.WITHDRAWAL)
    assert order(taken_back, call(3, "A001", "2", first=1)) == [2, 3]


def test_a_call_that_was_repeated_before_it_was_said_is_no_recall() -> None:
    assert order(call(1, counter="2"), call(2, "A002", "1"), call(3, "A002", "1", first=2)) == [1, 2]


def test_urgent_announcements_go_before_everything_and_others_by_number() -> None:
    assert order(call(1), call(3, "A000", "2", first=0), announcement(2), announcement(4, urgent=True)) == [4, 3, 1, 2]


def test_announcements_hold_no_recall_back() -> None:
    assert order(announcement(1), call(2, "A000", "1", first=0)) == [2, 1]


def test_calls_do_not_wait_for_what_the_calendar_announces_but_it_does_not_wait_for_ever() -> None:
    assert order(announcement(1, planned=True), call(2), announcement(3)) == [2, 3, 1]
    assert order(announcement(1, planned=True, urgent=True), call(2)) == [1, 2]
    calls = [call(seq) for seq in range(3, 13)]
    assert order(announcement(1, planned=True), announcement(2, planned=True), *calls).index(1) == MOST_PASSED


def test_one_impatient_counter_does_not_silence_the_others() -> None:
    recalls = [call(seq, f"B{seq:03}", str(seq), first=0) for seq in range(10, 20)]
    assert order(call(1, counter="9"), *recalls).index(1) == MOST_PASSED


tickets = st.builds(
    lambda seq, number, counter, first: call(seq, f"A{number:03}", str(counter), first),
    st.integers(1, 60),
    st.integers(1, 5),
    st.integers(1, 3),
    st.sampled_from([None, None, 0]),
)
others = st.builds(
    lambda seq, urgent, planned: announcement(seq, urgent=urgent, planned=planned),
    st.integers(1, 60),
    st.booleans(),
    st.booleans(),
)
queues = st.lists(tickets | others, max_size=12, unique_by=lambda utterance: utterance.seqs[0])


@given(queues, st.integers(0, MOST_PASSED))
def test_every_one_gets_its_turn_once(waiting: list[Utterance], passed: int) -> None:
    found: tuple[Utterance, ...] = ()
    for utterance in waiting:
        found = merged(found, utterance)
    said = turns(found, passed, 99)
    assert sorted(seq for utterance in said for seq in utterance.seqs) == sorted(one.seqs[0] for one in waiting)
    assert len(said) == len(found)


@given(queues)
def test_the_calls_of_one_counter_stay_in_their_order(waiting: list[Utterance]) -> None:
    found: tuple[Utterance, ...] = ()
    for utterance in waiting:
        found = merged(found, utterance)
    for counter in "123":
        said = [one.seqs[0] for one in turns(found, 0, 99) if one.counter == counter]
        assert said == sorted(said)


@given(queues, st.integers(0, MOST_PASSED))
def test_what_goes_next_is_the_oldest_a_recall_or_urgent(waiting: list[Utterance], passed: int) -> None:
    found = tuple(sorted(waiting, key=lambda utterance: utterance.seqs[0]))
    turn = next_up(found, passed)
    assert (turn is None) == (not found)
    if turn is not None:
        assert turn is found[0] or turn.urgent or turn.recall or found[0].planned
        assert passed < MOST_PASSED or turn is found[0] or turn.urgent
        assert turn.urgent or not any(utterance.urgent for utterance in found)
