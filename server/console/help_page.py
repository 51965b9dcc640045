"""What `--help` shows, in Indonesian throughout: click's own words are English."""

from collections.abc import Iterable
from types import MappingProxyType

import click

_WORDS = MappingProxyType({"Options": "Pilihan", "Commands": "Perintah"})
_OPTIONS = "[PILIHAN]"
_COMMAND = "PERINTAH [ISIAN]..."


class Page(click.HelpFormatter):
    """The layout of click under Indonesian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "Pemakaian: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_WORDS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        told = [(term, text.replace("[required]", "[wajib]")) for term, text in rows]
        super().write_dl(told, col_max, col_spacing)


class Context(click.Context):
    """Brings the page to every command."""

    formatter_class = Page


class Command(click.Command):
    """One command with an Indonesian help page."""

    context_class = Context

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_OPTIONS, *super().collect_usage_pieces(ctx)[1:]]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Menampilkan bantuan ini."
        return option


class Group(Command, click.Group):
    """Commands under one name, shown in the order in which they were added. Alone it does nothing: that is wrong use."""

    def __init__(self, name: str, text: str, *commands: click.Command) -> None:
        super().__init__(
            name,
            help=text,
            commands={str(command.name): command for command in commands},
            no_args_is_help=False,
            subcommand_metavar=_COMMAND,
        )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)
