"""From an error to the one line that a person reads."""

import logging
import re
import sys
import traceback

import click

from server.console.failure import FAILED, WRONG_USE, explained, one_line

_log = logging.getLogger("silakan")


def complain(error: Exception) -> int:
    """Say on stderr, in one Indonesian line, what went wrong; the exit code."""
    usage = usage_sentence(error)
    if usage is not None:
        return _say(usage, WRONG_USE)
    failure = explained(error)
    if failure is not None:
        return _say(str(failure), failure.code)
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {last.filename}:{last.lineno}"
    _log.debug("stopped", exc_info=error)
    return _say(
        f"Perintah berhenti karena kesalahan yang tidak terduga; laporkan baris ini kepada pembuatnya: {where}.", FAILED
    )


def usage_sentence(error: Exception) -> str | None:
    """What is wrong with the command line, when click says that something is; None for any other error."""
    if not isinstance(error, click.UsageError):
        return None
    look = f"lihat {error.ctx.command_path if error.ctx else 'silakan'} --help."
    match error:
        case click.NoSuchOption():
            return f"Pilihan {error.option_name} tidak dikenal; {look}"
        case click.BadOptionUsage():
            return f"Pilihan {error.option_name} kurang atau kelebihan isian; {look}"
        case click.MissingParameter():
            return f"{_subject(error.param)} belum diisi; {look}"
        case click.BadParameter():
            return f"Isian untuk {_subject(error.param)} tidak sah; {look}"
        case _:
            return _command_sentence(error, look)


def _command_sentence(error: click.UsageError, look: str) -> str:
    if error.ctx is None or not isinstance(error.ctx.command, click.Group):
        return f"Isian perintah tidak sah atau terlalu banyak; {look}"
    known = ", ".join(error.ctx.command.commands)
    if given := re.search(r"command '(.*)'", str(error)):
        return f"Perintah {given[1]} tidak dikenal; yang ada: {known}."
    return f"Perintah belum disebut; yang ada: {known}."


def _subject(param: click.Parameter | None) -> str:
    if param is None:
        return "Satu isian"
    options = [name for name in param.opts if name.startswith("-")]
    return options[-1] if options else param.human_readable_name


def _say(sentence: str, code: int) -> int:
    print(one_line(sentence), file=sys.stderr)
    return code
