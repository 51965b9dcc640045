"""How much one address may do; no address is kept, and the village's own limit only sends to moderation."""

from server.complaints.pace import Allowance, Allowances, Doing, Pace
from tests.complaints.staffed_office import FalseSeconds


def test_a_shared_wifi_is_never_one_complaint_a_day() -> None:
    pace = Pace(FalseSeconds(), bytes)
    tag = pace.tag("10.0.0.1")
    for _ in range(30):
        assert pace.wait_s(Doing.SEND, tag) == 0.0
        pace.count(Doing.SEND, tag)
    assert pace.wait_s(Doing.SEND, tag) == 3600.0
    assert pace.wait_s(Doing.SEND, pace.tag("10.0.0.2")) == 0.0
    assert pace.wait_s(Doing.CODE, tag) == 0.0


def test_what_is_old_counts_no_more() -> None:
    seconds = FalseSeconds()
    pace = Pace(seconds, bytes, lambda: Allowances(code=Allowance(2, 60.0)))
    tag = pace.tag("10.0.0.1")
    for pause in (0.0, 20.0):
        seconds.now += pause
        pace.count(Doing.CODE, tag)
    assert pace.wait_s(Doing.CODE, tag) == 40.0
    seconds.now += 40.0
    assert pace.wait_s(Doing.CODE, tag) == 0.0
    pace.count(Doing.CODE, tag)
    assert pace.wait_s(Doing.CODE, tag) == 20.0


def test_an_address_is_known_only_to_this_process() -> None:
    one, other = Pace(FalseSeconds(), bytes), Pace(FalseSeconds(), lambda size: b"x" * size)
    assert one.tag("10.0.0.1") == one.tag("10.0.0.1") != one.tag("10.0.0.2")
    assert one.tag("10.0.0.1") != other.tag("10.0.0.1")
    assert "10.0.0.1" not in one.tag("10.0.0.1")


def test_one_machine_does_not_use_up_what_all_have() -> None:
    seconds = FalseSeconds()
    pace = Pace(seconds, bytes, lambda: Allowances(village=Allowance(5, 3600.0), share=3))
    for _ in range(50):
        pace.count(Doing.SEND, pace.tag("10.0.0.1"))
    assert not pace.crowded()
    for number in range(2):
        pace.count(Doing.SEND, pace.tag(str(number)))
    assert pace.crowded()
    seconds.now += 3600.0
    assert not pace.crowded()
    pace.count(Doing.SEND, pace.tag("10.0.0.1"))
    assert not pace.crowded()


def test_a_crowded_day_is_noticed_over_all_addresses() -> None:
    pace = Pace(FalseSeconds(), bytes, lambda: Allowances(village=Allowance(3, 86_400.0)))
    for number in range(3):
        assert not pace.crowded()
        pace.count(Doing.SEND, pace.tag(str(number)))
    assert pace.crowded()
