"""Every refusal of the complaints' rules has a sentence."""

from server.domain.complaint_refusals import ComplaintRefusal
from server.web.complaints.refusal_words import REFUSAL_WORDS, complaint_sentence


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    assert set(REFUSAL_WORDS) == set(ComplaintRefusal)
    assert len({*REFUSAL_WORDS.values()}) == len(REFUSAL_WORDS)
    for refusal in ComplaintRefusal:
        sentence = complaint_sentence(refusal)
        assert sentence.detail.endswith("."), refusal
        assert sentence.status in {403, 404, 409}
