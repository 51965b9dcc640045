"""How many files, connections among them, this process may have open at once."""


def take_files(wanted: int) -> int:
    """Have the limit raised to as many as are wanted, or as many as the system lets us have; how many that are.

    A shell usually gives 1,024 (Linux) or 256 (macOS) and allows more to whoever asks.
    """
    try:
        import resource
    except ImportError:
        return wanted  # Windows counts no connections among the files
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return wanted
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most
