"""From an error to the one line that a person reads."""

import logging
import re
import sys
import traceback
from typing import Any

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
    """What is wrong with the command line, when typer says that something is; None for any other error.

    Told by name, because typer from 0.2x on carries classes of its own where it used those of click before.
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    if "UsageError" not in names:
        return None
    context: Any = getattr(error, "ctx", None)
    command: Any = getattr(context, "command", None)
    path = getattr(context, "command_path", "silakan")
    option = getattr(error, "option_name", "")
    look = f"lihat {path} --help."
    match type(error).__name__:
        case "NoSuchOption":
            return f"Pilihan {option} tidak dikenal; {look}"
        case "BadOptionUsage":
            return f"Pilihan {option} kurang atau kelebihan isian; {look}"
        case "MissingParameter":
            return f"{_subject(error)} belum diisi; {look}"
        case "BadParameter":
            return f"Isian untuk {_subject(error)} tidak sah; {look}"
        case _:
            return _command_sentence(error, command, look)


def _command_sentence(error: Exception, command: Any, look: str) -> str:
    if not hasattr(command, "commands"):
        return f"Isian perintah tidak sah atau terlalu banyak; {look}"
    known = ", ".join(command.commands)
    if given := re.search(r"command '(.*)'", str(error)):
        return f"Perintah {given[1]} tidak dikenal; yang ada: {known}."
    return f"Perintah belum disebut; yang ada: {known}."


def _subject(error: Exception) -> str:
    param: Any = getattr(error, "param", None)
    options = [name for name in getattr(param, "opts", ()) if name.startswith("-")]
    return str(options[-1] if options else getattr(param, "metavar", None) or getattr(param, "name", "Satu isian"))


def _say(sentence: str, code: int) -> int:
    print(one_line(sentence), file=sys.stderr)
    return code
