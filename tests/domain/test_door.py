"""What is done at the office's door stands in the log, and changes nothing in the queue."""

from server.domain.commands import CallNext, NoteDoor, OpenDay, Undo
from server.domain.door_events import (
    DOOR_KINDS,
    AccountAdded,
    AccountChanged,
    DeviceAdmitted,
    DeviceRenamed,
    DeviceRevoked,
    DoorEvent,
    SecretRenewed,
)
from server.domain.evolve import fold
from server.domain.frozen import replace
from server.store.projections import changes
from tests.domain.false_clock import FalseClock
from tests.domain.queue_log import QueueLog
from tests.domain.village import VILLAGE

ALL: tuple[DoorEvent, ...] = (
    DeviceAdmitted("d1", "tv"),
    DeviceRenamed("d1", "tv"),
    DeviceRevoked("d1", "tv"),
    AccountAdded("a1", "officer"),
    AccountChanged("a1", "stopped", "officer"),
    SecretRenewed("a1", "pin", True),
)


def test_every_kind_is_recorded_and_changes_nothing_else() -> None:
    log = QueueLog(FalseClock())
    log.configures(VILLAGE)
    log.did(OpenDay())
    log.takes("B")
    log.did(CallNext("2"))
    before, head = log.state, len(log.records)

    log.did(NoteDoor(ALL))

    told = log.records[head:]
    assert tuple(record.event for record in told) == ALL
    assert {record.kind for record in told} == DOOR_KINDS
    assert log.state == replace(before, seq=before.seq + len(ALL), newest=log.state.newest)
    assert fold(log.records) == log.state
    assert not any(changes(record) for record in told)
    log.did(Undo("2"))  # the last press at the counter is still the last one
    assert log.state.counters["2"].ticket == ""
