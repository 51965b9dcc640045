"""A ticket's number as tokens."""

import re
from typing import Literal

from announcer.phrases.tokens import Comma, Digit, Letter, Number, Phrase, PhraseError

_TICKET = re.compile(r"[A-Z][0-9]{3,6}")


def ticket_tokens(ticket: str, numbers: Literal["digits", "cardinal"]) -> Phrase:
    """ "A012" digit by digit is "A, nol satu dua", as a cardinal "A, dua belas". Raises PhraseError for anything but a ticket."""
    if not _TICKET.fullmatch(ticket):
        raise PhraseError("Nomor antrean harus satu huruf dan paling sedikit tiga angka, misalnya A012.")
    letter, number = Letter(ticket[0]), ticket[1:]
    if numbers == "cardinal":
        return (letter, Comma(), Number(int(number)))
    return (letter, Comma(), *(Digit(int(digit)) for digit in number))
