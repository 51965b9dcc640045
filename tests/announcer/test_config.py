"""What the environment says of the sound."""

import pytest

from announcer.config import SoundTimes, lead_in


@pytest.mark.parametrize(
    ("given", "seconds"),
    [({}, 0.25), ({"SILAKAN_LEAD_S": ""}, 0.25), ({"SILAKAN_LEAD_S": "2.5"}, 2.5), ({"SILAKAN_LEAD_S": "0"}, 0.0)],
)
def test_an_output_that_is_slow_to_wake_gets_more_silence_at_the_head(given: dict[str, str], seconds: float) -> None:
    assert lead_in(given) == seconds
    assert SoundTimes().lead_in == 0.25


@pytest.mark.parametrize("given", ["long", "-1", "5.1", "nan", "inf"])
def test_a_lead_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        lead_in({"SILAKAN_LEAD_S": given})
