"""What an office may write as the way a word is said."""

import pytest

from announcer.pronunciation.correction import checked
from announcer.pronunciation.reading import Reader


@pytest.mark.parametrize(
    ("written", "said", "kept"),
    [
        ("loket", "lokét", "lokét"),
        (" Rizky ", " Riski", "riski"),
        ("WhatsApp", "wot  sép", "wot sép"),
        ("KTP-el", "ka té pé él", "ka té pé él"),
        ("Dr.", "dokter", "dokter"),
        # An accent typed as a sign of its own.
        ("Ende", "E\u0301nde\u0301", "éndé"),
    ],
)
def test_good_ones(written: str, said: str, kept: str) -> None:
    assert checked(written, said) == kept
    assert Reader({written.strip(): kept}).words(written.strip())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "a"),
        ("dua kata", "dua"),
        ("B2", "bé dua"),
        ("<b>", "be"),
        ("a" * 41, "a"),
        ("loket", ""),
        ("loket", "lo[[k]]et"),
        ("loket", "lokët"),
        ("loket", "l0ket"),
        ("SKTM", "sktm"),
        ("loket", "a strktkrt"),
        ("loket", "a" * 61),
        ("loket", "مرحبا"),
    ],
)
def test_what_cannot_be_said_is_refused(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"[a-z].*\.$"):
        checked(written, said)
