"""What a plain form sends."""

from starlette.requests import Request


async def form_fields(request: Request, most: int = 20) -> dict[str, str]:
    """The text fields of a form, at most `most`; files are dropped."""
    async with request.form(max_files=0, max_fields=most, max_part_size=8_192) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def whole_number(text: str) -> int | None:
    """A number that is 0 or more; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
