"""From a description back to a TOML text that says the same."""

from typing import Any

import msgspec

from server.description.office import Description


def toml_text(description: Description) -> str:
    """Reads back as exactly this description. What is not set (None) is left out, as TOML has no word for it."""
    import tomli_w  # only who saves or exports settings needs it

    tables = without_nothing(msgspec.to_builtins(description))
    # Plain keys must stand before the first table.
    plain = {key: value for key, value in tables.items() if not _is_table(value)}
    return tomli_w.dumps({**plain, **tables})


def without_nothing(value: Any) -> Any:
    """The same tree without its Nones."""
    match value:
        case dict():
            return {key: without_nothing(part) for key, part in value.items() if part is not None}
        case list() | tuple():
            return [without_nothing(part) for part in value]
        case _:
            return value


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
