"""Options that several commands have. Only click is imported here."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import click

Voice = Literal["pyttsx3", "clips", "silent"]

Callback = Callable[..., object]


def data_option(command: Callback) -> Callback:
    return click.option("--data", metavar="DIR", type=Path, help="Direktori data; juga SILAKAN_DATA.")(command)


def host_option(command: Callback) -> Callback:
    return click.option("--host", metavar="H", help="0.0.0.0 untuk seluruh jaringan kantor.")(command)


def port_option(command: Callback) -> Callback:
    return click.option("--port", metavar="P", type=int, help="Bawaan 8000; 0: porta bebas mana pun.")(command)


def https_port_option(command: Callback) -> Callback:
    return click.option("--https-port", metavar="N", type=int, help="Sambungan aman untuk petugas; 0: porta bebas.")(
        command
    )


def server_option(command: Callback) -> Callback:
    return click.option("--server", metavar="URL", required=True, help="Misalnya http://192.168.1.10:8000")(command)


def voice_option(command: Callback) -> Callback:
    choice = click.Choice(get_args(Voice))
    return click.option("--voice", type=choice, default="pyttsx3", help="Mesin suara; bawaan pyttsx3.")(command)


def clips_option(command: Callback) -> Callback:
    return click.option("--clips", metavar="DIR", type=Path, help="Rekaman untuk --voice clips.")(command)
