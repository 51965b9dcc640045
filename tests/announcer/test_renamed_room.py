"""Rooms get other names while calls wait: none of them was missed, however long it has waited."""

from announcer import handover, intake
from announcer.agenda import Agenda
from announcer.messages import Ack, Call, Granted, Hello, Outcome, Reset
from announcer.why import Why


def waiting(room: str) -> Agenda:
    agenda = handover.granted(intake.received(Agenda(60.0), Reset("first", 0, ())), Granted(room, 1))
    for seq in (1, 2):
        agenda = intake.received(agenda, Call(seq, f"A{seq:03}", "1", 0.0, room=room))
    return agenda


def on_a_new_connection(agenda: Agenda, room: str, *, others: str = "") -> Agenda:
    """As the feed does it: the old connection ends, the new one brings a whole picture, and the room is given."""
    agenda = handover.replay_over(agenda)
    rooms = {1: room, 2: others or room, 3: room}
    picture = tuple((Call(seq, f"A{seq:03}", "1", 70.0, room=rooms[seq]), Outcome.QUEUED) for seq in (1, 2, 3))
    agenda = intake.received(handover.stands(agenda, None), Hello("first", 3), 71.0)
    return handover.granted(intake.received(agenda, Reset("first", 3, picture), 71.0), Granted(room, 2), 71.0)


def test_a_backlog_survives_the_new_name_and_only_what_was_never_received_is_stale() -> None:
    agenda = on_a_new_connection(handover.granted(waiting(""), Granted("aula", 2), 70.0), "aula")

    assert [utterance.seqs for utterance in agenda.waiting] == [(1,), (2,)]
    assert agenda.outbox == (Ack(3, "unspoken", Why.STALE),)
    assert agenda.promised == frozenset()


def test_what_belongs_to_another_room_now_is_left_to_that_one() -> None:
    agenda = on_a_new_connection(handover.granted(waiting(""), Granted("aula", 2), 70.0), "aula", others="teras")

    assert [utterance.seqs for utterance in agenda.waiting] == [(1,)]
