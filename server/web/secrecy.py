"""Whether a PIN, a password or a session may travel this way, and under which name its cookie does."""

from typing import Any

from starlette.requests import HTTPConnection
from starlette.types import Scope

from server.config import Config
from server.lan import is_loopback
from server.web.context import context_of

_ENCRYPTED = frozenset({"https", "wss"})


def is_local(connection: HTTPConnection) -> bool:
    """Whether the request comes from the server's own machine."""
    return _from_this_machine(connection.scope)


def secure_enough(connection: HTTPConnection) -> bool:
    """Over https, or on the server's own machine. Where the office has no https, every way has to do."""
    return keeps_secrets(connection.scope, context_of(connection).config)


def keeps_secrets(scope: Scope, config: Config) -> bool:
    """The same, before the request has reached the application."""
    return not config.https_port or encrypted(scope) or _from_this_machine(scope)


def encrypted(scope: Scope) -> bool:
    return scope.get("scheme") in _ENCRYPTED


def cookie_name(scope: Scope, name: str) -> str:
    """What a secret cookie is called here: the name it has over https can be given to a browser by nobody who answers over http.

    (Cookie name prefixes, RFC 6265bis, section 4.1.3.)
    """
    return f"__Host-{name}" if encrypted(scope) else name


def _from_this_machine(scope: Scope) -> bool:
    client: Any = scope.get("client")
    try:
        return client is not None and is_loopback(client[0])
    except ValueError:
        return False
