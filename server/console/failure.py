"""What a command tells a person when it cannot do its work: one Indonesian line, and the exit code that goes with it."""

DONE = 0
FAILED = 1
WRONG_USE = 2


class Failure(Exception):
    """The message is one Indonesian sentence that says what to do. Exit code 1."""

    code = FAILED


class Misuse(Failure):
    """The command, a setting or a given file is wrong. Exit code 2."""

    code = WRONG_USE


def explained(error: BaseException) -> Failure | None:
    """The failure behind an error that has a sentence for people; None for one that nobody expected."""
    # Here, because a command that goes well does not need them.
    from server.description import Unusable
    from server.private.certificates import NotIssued
    from server.store.base import Busy, Damaged, Newer, Unwritable

    match error:
        case Failure():
            return error
        case Unusable():
            return Misuse(str(error))
        case Busy() | Damaged() | Newer() | Unwritable() | NotIssued():
            return Failure(str(error))
        case _:
            return None


def one_line(sentence: str) -> str:
    """SQLite's findings have several lines; an error has one."""
    return " ".join(sentence.split())
