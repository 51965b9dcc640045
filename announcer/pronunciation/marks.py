"""The marks that say which e is meant: é (or è) is full, as in "meja" and "bebek"; ê is the schwa, as in "keras"."""

FULL, SCHWA = "é", "ê"
MARKS = frozenset("éèê")


def bare(marked: str) -> str:
    """The word as people write it: "lokét" is "loket"."""
    return marked.replace("é", "e").replace("è", "e").replace("ê", "e")


def pattern(marked: str) -> str:
    """Its e's in order, each as é or ê, a bare one as "e": "départêmén" is "éêé"."""
    return "".join(FULL if letter == "è" else letter for letter in marked if letter in "eéèê")


def mark(word: str, kinds: str) -> str:
    """The inverse: "departemen" and "éêé" make "départêmén". The word has as many e's as `kinds` has letters."""
    in_order = iter(kinds)
    return "".join(next(in_order) if letter == "e" else letter for letter in word)
