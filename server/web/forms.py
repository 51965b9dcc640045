"""What a plain form sends."""

from starlette.requests import Request


async def form_fields(request: Request) -> dict[str, str]:
    """The text fields of a form; files are dropped. At most 20 fields."""
    async with request.form(max_files=0, max_fields=20, max_part_size=8_192) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def whole_number(text: str) -> int | None:
    """A number that is 0 or more; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
