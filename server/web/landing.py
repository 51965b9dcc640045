"""Where a person goes after the door."""


def is_ours(path: str) -> bool:
    """Whether a path leads to a page of this office and not, as `//evil` or `/\\evil` do, elsewhere."""
    plain = path.isprintable() and "\\" not in path
    return plain and path.startswith("/") and not path.startswith("//")


def ours(path: str, otherwise: str = "/") -> str:
    return path if is_ours(path) else otherwise
