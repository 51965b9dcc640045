"""The sentence as the speech engine must be given it."""

from announcer.phrases.tokens import Comma, Digit, Letter, Number, Ordinal, Phrase, Token, Words
from announcer.phrases.writing import written


def espeak_text(phrase: Phrase) -> str:
    """The sentence in words, with a rest more where two things would run together. "" for nothing.

    A rest before the letter of a ticket parts "antrean" from "A" and "E"; one between two numbers keeps "dua belas, tiga ratus"
    from becoming one. How each word sounds is the pronunciation's business.
    """
    parted: list[Token] = []
    for at, token in enumerate(phrase):
        match parted[-1:], token, phrase[at + 1 : at + 3]:
            case [Words()], Letter(), (Comma(), Digit() | Number()):
                parted.append(Comma())
            case ([Number() | Ordinal()], Number() | Digit(), _) | ([Digit()], Number(), _):
                parted.append(Comma())
            case _:
                pass
        parted.append(token)
    return written(tuple(parted))
