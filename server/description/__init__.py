"""The office as its people describe it: one TOML file with names, services, counters, hours, screens, printer and rules."""

from pathlib import Path

from server.description.announcement import Announcement
from server.description.counter import Counter
from server.description.office import ZONES, Description
from server.description.printer import Printer
from server.description.queue_rules import QueueRules
from server.description.reading import Unusable, checked, digest, from_tables, parse, parse_new
from server.description.room import Room
from server.description.service import Service
from server.description.tv import Medium, Screen, Tv
from server.description.voice import Quieter, Spoken, Templates, Voice
from server.description.week import DAYS, OwnPauses, Week
from server.description.writing import toml_text

SAMPLE = Path(__file__).parents[1] / "sample_office.toml"

__all__ = [
    "DAYS",
    "SAMPLE",
    "ZONES",
    "Announcement",
    "Counter",
    "Description",
    "Medium",
    "OwnPauses",
    "Printer",
    "QueueRules",
    "Quieter",
    "Room",
    "Screen",
    "Service",
    "Spoken",
    "Templates",
    "Tv",
    "Unusable",
    "Voice",
    "Week",
    "checked",
    "digest",
    "from_tables",
    "parse",
    "parse_new",
    "toml_text",
]
