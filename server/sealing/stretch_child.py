"""The process that stretches secrets: one after the other, below everybody else, until its standard input ends.

stdin, for each: the lengths of secret and salt (2 bytes each), memory in KiB and passes (4 bytes each), big endian, then both.
stdout: 64 bytes. Whatever goes wrong ends the process: no secret may reach a message. It needs nothing of ours.
"""

import os
import struct
import sys

HEAD = ">HHII"
STRETCHED_BYTES = 64
FAILED = 3
_NICENESS = 10
_MOST_BYTES_OF_MEMORY = 2 * 1024 * 1024 * 1024


def step_back() -> None:
    """Lowest rank that still moves, and no dump of this memory. (Windows: the parent starts it below normal.)"""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES_OF_MEMORY, _MOST_BYTES_OF_MEMORY))


def serve() -> int:
    from argon2.low_level import Type, hash_secret_raw

    asked, told = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.read(struct.calcsize(HEAD)):
        of_secret, of_salt, memory_kib, passes = struct.unpack(HEAD, head)
        secret, salt = asked.read(of_secret), asked.read(of_salt)
        told.write(hash_secret_raw(secret, salt, passes, memory_kib, 1, STRETCHED_BYTES, Type.ID))
        told.flush()
    return 0


if __name__ == "__main__":
    step_back()
    try:
        code = serve()
    except Exception:  # noqa: BLE001 - too little memory, or half a question: a traceback might show what was asked
        code = FAILED
    os._exit(code)
