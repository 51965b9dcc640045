"""A server that crashes leaves no picture of its memory on the disk: there are keys in it while somebody reads complaints."""


def forbid_core_dumps() -> None:
    """For this process and its children, for good. Windows writes none unless told to."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
