"""The work of an office's child processes, for the one process of `tests/standing_child.py`. Imports nothing until it is asked."""

import io
import sys
from contextlib import redirect_stdout


def printed(request: bytes) -> bytes:
    """As `server.paper.print_child`: request and result as JSON."""
    import msgspec

    from server.paper.escpos import library
    from server.paper.print_child import carry_out
    from server.paper.printer import Request

    with library():
        return msgspec.json.encode(carry_out(msgspec.json.decode(request, type=Request), lambda: None))


def clip_checked(request: bytes) -> bytes | None:
    """As `announcer.clip_check`: request and answer as JSON; None when it fails."""
    from announcer import clip_check

    # The limits are meant for one file, and this process sees many.
    clip_check.limit_this_process = lambda: None
    sys.stdin = io.StringIO(request.decode())
    with redirect_stdout(io.StringIO()) as told:
        code = clip_check.main()
    return told.getvalue().encode() if code == clip_check.DONE else None


def picture_made(content: bytes, use: str) -> tuple[int, bytes]:
    """As `server.picture_child`: exit code and picture."""
    from server.picture_child import made_anew

    try:
        return 0, made_anew(content, use)
    except SystemExit as end:
        return int(end.code or 0), b""
