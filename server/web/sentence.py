"""What people and programs are told when something is not done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A refusal for people and programs. `code` names the problem type; `status` is the HTTP status.

    `way`: the path of the page where a person goes on from here.
    """

    status: int
    code: str
    title: str
    detail: str
    way: str = "/"
    way_words: str = "Kembali ke halaman depan"
