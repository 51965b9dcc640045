"""Who may import whom, and what no module may hold: docs/architecture.md as a test.

Everything is read from the source with `ast`; nothing is imported. Each rule is also shown a small piece of wrong source, so that a
rule whose folder is still empty is known to work.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("server", "display", "announcer")
ANY = frozenset({"*"})
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Layer:
    """`members` and `may` are patterns of module names (a module and all inside it); `third_party`: distributions' top-level names."""

    members: str
    may: tuple[str, ...]
    third_party: frozenset[str] = ANY


# Modules beside the layers: settings, clock, the office's description. They stand on the rules alone.
BESIDE = (
    r"server\.(?!app$|cli|console|__main__$|office|current_office$|medium$|ticker$"
    r"|domain|store|bus|private|paper|sealing|complaints|channels|exchange|web)\w+"
)
OFFICE = r"server\.(offices?|current_office|medium|ticker)"
# The composition root, and the command line with what stands behind its commands.
ROOT_OF_ALL = r"server\.(app|cli\w*|console|__main__)"
LAYERS = (
    Layer("announcer", ("announcer",), frozenset({"websockets", "pyttsx3", "espeakng_loader"})),
    Layer("display", ("display",), frozenset({"jinja2"})),
    # The one library of the rules, in one place: what their values are made of.
    Layer(r"server\.domain\.frozen", (), frozenset({"msgspec"})),
    Layer(r"server\.domain", (r"server\.domain",), NONE),
    Layer(r"server\.store", (r"server\.store", r"server\.domain")),
    Layer(r"server\.bus", (r"server\.bus", r"server\.domain")),
    Layer(r"server\.private", (r"server\.private", r"server\.domain")),
    Layer(OFFICE, (OFFICE, BESIDE, r"server\.domain", r"server\.store\.base", r"server\.bus\.base")),
    Layer(r"server\.paper", (r"server\.paper", OFFICE, BESIDE, r"server\.domain")),
    Layer(r"server\.sealing", (r"server\.sealing", r"server\.domain")),
    # The complaints have a database of their own and lean on the same ways to one; a child process makes pictures anew.
    Layer(
        r"server\.complaints",
        (
            r"server\.complaints",
            r"server\.sealing",
            OFFICE,
            BESIDE,
            r"server\.domain",
            r"server\.store",
            r"server\.bus\.base",
        ),
    ),
    Layer(r"server\.channels", (r"server\.channels", OFFICE, BESIDE, r"server\.domain")),
    Layer(r"server\.exchange", (r"server\.exchange", r"server\.complaints", OFFICE, BESIDE, r"server\.domain")),
    Layer(
        r"server\.web",
        (
            r"server\.web",
            OFFICE,
            BESIDE,
            r"server\.domain",
            r"server\.private",
            r"server\.paper",
            r"server\.complaints",
            r"server\.channels",
            r"server\.exchange",
            "display",
        ),
    ),
    Layer(ROOT_OF_ALL, ("server", "display", "announcer")),
    Layer("server", ()),
    Layer(BESIDE, (BESIDE, r"server\.domain")),
)
CONCRETE = re.compile(
    r"server\.(store\.(sqlite|memory|postgres)|bus\.(memory|nats)"
    r"|paper\.(child_printer|print_child|connection|network_line|usb_line|file_line|escpos))(\.|$)"
)

CLOCKS_AND_DICE = frozenset({"random", "secrets", "time", "uuid"})
WAITING = frozenset({"asyncio", "concurrent", "multiprocessing", "select", "signal", "subprocess", "threading"})
THE_WORLD = frozenset(
    {"http", "io", "logging", "os", "pathlib", "shutil", "socket", "sqlite3", "ssl", "tempfile", "urllib"}
)
IMPURE_MODULES = CLOCKS_AND_DICE | WAITING | THE_WORLD | {"builtins", "importlib"}
IMPURE_CALLS = frozenset({"open", "print", "input", "eval", "exec", "breakpoint", "__import__"})
CLOCK_METHODS = frozenset({"now", "utcnow", "today"})

MOST_LINES = 300
CODE_SUFFIXES = frozenset({".py", ".js", ".css", ".html", ".sql"})
CODE_FOLDERS = (*PACKAGES, "templates", "assets", "bench")
EMPTY_NAMES = re.compile(r"(^|[_.-])(utils?|helpers?|managers?|commons?|misc)([_.-]|$)", re.IGNORECASE)

# What gives a value that nobody can change, besides our own frozen classes.
WRAPPERS = frozenset({"MappingProxyType", "frozenset", "tuple"})
BUILT_IN_VALUES = frozenset({"bool", "bytes", "float", "int", "str"})
TYPE_MAKERS = frozenset({"Meta", "NewType", "ParamSpec", "TypeVar"})
LIBRARY_VALUES = frozenset(
    {
        "Path",
        "ZoneInfo",
        "date",
        "json.JSONEncoder",
        "datetime",
        "getattr",
        "logging.getLogger",
        "re.compile",
        "timedelta",
    }
)
VALUE_MAKERS = BUILT_IN_VALUES | TYPE_MAKERS | LIBRARY_VALUES
# Methods of paths, texts and bytes.
VALUE_METHODS = frozenset(
    {"decode", "encode", "format", "join", "joinpath", "replace", "resolve", "strip", "with_name"}
)
DICT_VIEWS = frozenset({"items", "keys", "values"})
VALUE_TYPES = BUILT_IN_VALUES | {"frozenset", "tuple"}


@dataclass(frozen=True)
class Source:
    """One module: its dotted name and its syntax tree."""

    name: str
    tree: ast.Module
    is_package: bool = False

    @property
    def package(self) -> str:
        return self.name if self.is_package else self.name.rpartition(".")[0]


def read_sources() -> list[Source]:
    sources = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            sources.append(Source(name, ast.parse(path.read_text("utf-8"), str(path)), is_package))
    return sources


SOURCES = tuple(read_sources())
MODULES = frozenset(source.name for source in SOURCES)
EACH_SOURCE = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)


def imported(source: Source, modules: Iterable[str] = MODULES) -> Iterator[str]:
    """Full names of the modules that a source imports, wherever in it, also inside functions and under TYPE_CHECKING."""
    known = frozenset(modules)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = source.package.split(".")
                base = ".".join([*above[: len(above) - node.level + 1], *filter(None, [base])])
            # `from server.store import sqlite` names the module server.store.sqlite.
            yield from (full if (full := f"{base}.{alias.name}") in known else base for alias in node.names)
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known and "." in node.value
        ):
            yield node.value  # for importlib


def belongs(name: str, pattern: str) -> bool:
    return re.match(rf"({pattern})(\.|$)", name) is not None


def layer_of(name: str) -> Layer:
    for layer in LAYERS:
        if layer.members == "server" and name == "server":
            return layer
        if layer.members != "server" and belongs(name, layer.members):
            return layer
    raise AssertionError(f"{name} is in no layer: add it to the table")


def forbidden_imports(source: Source, modules: Iterable[str] = MODULES) -> list[str]:
    layer = layer_of(source.name)
    wrong = []
    for name in imported(source, modules):
        top = name.partition(".")[0]
        if top in PACKAGES:
            if not any(belongs(name, pattern) for pattern in layer.may):
                wrong.append(name)
        elif top not in sys.stdlib_module_names and layer.third_party is not ANY and top not in layer.third_party:
            wrong.append(name)
    return wrong


def circle(sources: Iterable[Source]) -> list[str]:
    """Modules that import each other in a ring, from the first back to it; empty: there is none."""
    sources = list(sources)
    modules = {source.name for source in sources}
    graph = {source.name: modules.intersection(imported(source, modules)) - {source.name} for source in sources}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def slow_values(source: Source) -> list[str]:
    """Frozen dataclasses: where every start loads the module, `Frozen` is meant."""
    return [
        node.name
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        for option in node.decorator_list
        if ast.unparse(option).startswith("dataclass(") and "frozen=True" in ast.unparse(option)
    ]


def impurities(source: Source) -> list[str]:
    """What a pure module may not do: wait, look at a clock, toss a coin, or touch the world."""
    found = [name for name in imported(source) if name.partition(".")[0] in IMPURE_MODULES]
    for node in ast.walk(source.tree):
        match node:
            case ast.AsyncFunctionDef() | ast.Await() | ast.AsyncFor() | ast.AsyncWith():
                found.append(f"line {node.lineno}: async")
            case ast.Attribute(attr=attr) if attr in CLOCK_METHODS:
                found.append(f"line {node.lineno}: .{attr}")
            case ast.Call(func=ast.Name(id=called)) if called in IMPURE_CALLS:
                found.append(f"line {node.lineno}: {called}()")
            case _:
                pass
    return found


class Frozen:
    """Tells from the source alone whether a module-level value can be changed by anybody."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._makers: dict[str, ast.ClassDef | ast.FunctionDef] = {}
        self._imports: dict[tuple[str, str], str] = {}
        for source in sources:
            for node in source.tree.body:
                if isinstance(node, ast.ClassDef | ast.FunctionDef):
                    self._makers[f"{source.name}.{node.name}"] = node
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    for alias in node.names:
                        self._imports[source.name, alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def changeable(self, source: Source) -> list[str]:
        """Module-level names of `source` that hold something changeable, and functions that rebind one."""
        wrong = [f"line {n.lineno}: global" for n in ast.walk(source.tree) if isinstance(n, ast.Global)]
        for node in _module_level(source.tree.body):
            match node:
                case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.AnnAssign(target=ast.Name(id="__all__")):
                    continue
                case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value) | ast.AugAssign(value=value):
                    if not self._fixed(value, source.name):
                        wrong.append(f"line {node.lineno}: {ast.unparse(node)[:60]}")
                case _:
                    pass
        return wrong

    def _fixed(self, value: ast.expr, module: str) -> bool:
        match value:
            case ast.Dict() | ast.List() | ast.Set() | ast.DictComp() | ast.ListComp() | ast.SetComp():
                return False
            case ast.GeneratorExp() | ast.NamedExpr() | ast.Await():
                return False
            case ast.Call():
                return self._fixed_call(value, module)
            case ast.Subscript():
                return True  # a type alias, or an item of something that is judged where it stands
            case _:
                inner = [node for node in ast.iter_child_nodes(value) if isinstance(node, ast.expr)]
                return isinstance(value, ast.Lambda) or all(self._fixed(node, module) for node in inner)

    def _fixed_call(self, call: ast.Call, module: str) -> bool:
        arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
        name = ast.unparse(call.func)
        last = name.rpartition(".")[2]
        if last in WRAPPERS or (last in DICT_VIEWS and isinstance(call.func, ast.Attribute)):
            wrapped = [call.func.value] if isinstance(call.func, ast.Attribute) and last in DICT_VIEWS else arguments
            return all(self._fixed_inside(argument, module) for argument in wrapped)
        if name in VALUE_MAKERS or (last in VALUE_METHODS and isinstance(call.func, ast.Attribute)):
            return True
        home, maker = self._made_by(name, module)
        if isinstance(maker, ast.FunctionDef):
            return self._gives_a_value(maker, home)
        return maker is not None and _is_frozen_class(maker) and all(self._fixed(a, module) for a in arguments)

    def _made_by(self, name: str, module: str) -> tuple[str, ast.ClassDef | ast.FunctionDef | None]:
        """Our own class or function that `name` means in `module`, and the module that it stands in."""
        full = self._imports.get((module, name), f"{module}.{name}")
        return full.rpartition(".")[0], self._makers.get(full)

    def _fixed_inside(self, value: ast.expr, module: str) -> bool:
        """The same for what stands inside a wrapper: the outermost dictionary, list or set is out of reach there."""
        match value:
            case ast.Dict():
                return all(self._fixed(part, module) for part in [*filter(None, value.keys), *value.values])
            case ast.List() | ast.Set():
                return all(self._fixed(part, module) for part in value.elts)
            case ast.DictComp():
                return self._fixed(value.value, module)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                return self._fixed(value.elt, module)
            case ast.Call(func=ast.Name(id="dict"), args=arguments):
                return all(self._fixed_inside(argument, module) for argument in arguments)
            case _:
                return self._fixed(value, module)

    def _gives_a_value(self, function: ast.FunctionDef, module: str) -> bool:
        if function.returns is None:
            return False
        name = ast.unparse(function.returns)
        _, returned = self._made_by(name, module)
        return name.partition("[")[0] in VALUE_TYPES or (returned is not None and _is_frozen_class(returned))


def _module_level(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run when the module is imported, also inside `if`, `try`, `with` and loops, but not class bodies."""
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'":
            continue
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for _, field in ast.iter_fields(node):
                if isinstance(field, list):
                    blocks = [
                        part.body if isinstance(part, ast.ExceptHandler | ast.match_case) else [part] for part in field
                    ]
                    yield from _module_level(n for block in blocks for n in block if isinstance(n, ast.stmt))


def _is_frozen_class(node: ast.ClassDef | ast.FunctionDef) -> bool:
    if not isinstance(node, ast.ClassDef):
        return False
    bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    if bases & {"Enum", "StrEnum", "IntEnum", "Flag", "NamedTuple", "Frozen"}:
        return True
    options = [d for d in node.decorator_list if isinstance(d, ast.Call) and ast.unparse(d.func).endswith("dataclass")]
    keywords = [keyword for option in options for keyword in option.keywords] + node.keywords
    return any(k.arg == "frozen" and isinstance(k.value, ast.Constant) and k.value.value is True for k in keywords)


# The rules, held against the tree


@EACH_SOURCE
def test_a_module_imports_only_what_its_layer_may(source: Source) -> None:
    assert forbidden_imports(source) == []


@pytest.mark.parametrize("source", [s for s in SOURCES if belongs(s.name, r"server\.domain")], ids=lambda s: s.name)
def test_the_rules_are_pure(source: Source) -> None:
    assert impurities(source) == []


@pytest.mark.parametrize("source", [s for s in SOURCES if belongs(s.name, r"server\.domain")], ids=lambda s: s.name)
def test_the_values_of_the_rules_cost_a_start_nothing(source: Source) -> None:
    assert slow_values(source) == []


def test_only_the_composition_root_and_the_command_line_name_a_concrete_store_bell_or_printer() -> None:
    for source in SOURCES:
        concrete = [name for name in imported(source) if CONCRETE.match(name)]
        own = [name for name in concrete if name.split(".")[:2] == source.name.split(".")[:2]]
        assert concrete == own or belongs(source.name, ROOT_OF_ALL), f"{source.name} names {concrete}"


def test_no_modules_import_each_other_in_a_ring() -> None:
    assert circle(SOURCES) == []


@EACH_SOURCE
def test_no_module_holds_state(source: Source) -> None:
    assert Frozen(SOURCES).changeable(source) == []


def files_in(*folders: str) -> list[Path]:
    """Files of ours, relative to the root: nothing hidden, built or fetched."""
    paths = [path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*")]
    foreign = {"__pycache__", "node_modules"}
    return [p for p in paths if not foreign.intersection(p.parts) and not any(part.startswith(".") for part in p.parts)]


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    code = [path for path in files_in(*CODE_FOLDERS) if path.suffix in CODE_SUFFIXES]
    lengths = {str(path): len((ROOT / path).read_text("utf-8").splitlines()) for path in code}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in files_in(*CODE_FOLDERS, "tests") if EMPTY_NAMES.search(path.name)] == []


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    assert [str(folder.relative_to(ROOT)) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize(
    "name", [*PACKAGES, "server/domain", "server/store", "server/bus", "server/web", "server/private"]
)
def test_the_packages_of_the_design_exist(name: str) -> None:
    assert (ROOT / name / "__init__.py").is_file()


# The rules, shown wrong source


def written(name: str, text: str) -> Source:
    return Source(name, ast.parse(text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("announcer.feed", "from server.domain.events import KINDS"),
        ("announcer.feed", "import display.views"),
        ("announcer.feed", "import numpy"),
        ("display.render", "from server.domain.tickets import Ticket"),
        ("display.render", "def f():\n    import starlette"),
        ("server.domain.decide", "from server.store.base import Store"),
        ("server.domain.decide", "import msgspec"),
        ("server.domain.frozen", "import attrs"),
        ("server.domain.frozen", "from server.domain.record import Record"),
        ("server.store.sqlite", "from server.office import Office"),
        ("server.store.sqlite", "from server.bus.base import Bell"),
        ("server.store.sqlite", "if TYPE_CHECKING:\n    from server.private.doorkeeper import Doorkeeper"),
        ("server.bus.nats", "import server.store.base"),
        ("server.private.vault", "from server.store import base"),
        ("server.private.vault", "from ..store import base"),
        ("server.office", "from server.store.sqlite import SqliteStore"),
        ("server.office", "from server.bus import memory"),
        ("server.office", "from server.web.feed import Feed"),
        ("server.office", "import server.paper.print_queue"),
        ("server.paper.print_queue", "from server.web.context import Context"),
        ("server.paper.print_queue", "from server.store.sqlite import SqliteStore"),
        ("server.paper.slip", "import display.views"),
        ("server.office", "from display.views import View"),
        ("server.ticker", "from server.store.memory import MemoryStore"),
        ("server.current_office", "from server.web.context import Context"),
        ("server.description.office", "from server.office import Office"),
        ("server.channels.sms", "from server.web.api import routes"),
        ("server.exchange.opensid", "import display"),
        ("server.web.feed", "from server.store.sqlite import SqliteStore"),
        ("server.web.feed", "import importlib\nimportlib.import_module('server.store.sqlite')"),
        ("server.web.feed", "from server.app import create_app"),
        ("server.web.feed", "import announcer.agenda"),
        ("server.config", "from server.office import Office"),
        ("server", "from server.app import create_app"),
    ],
)
def test_a_forbidden_import_is_seen(name: str, text: str) -> None:
    modules = {*MODULES, "server.store.base", "server.store.sqlite", "server.bus.memory"}
    assert forbidden_imports(written(name, text), modules)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "announcer.voices.pyttsx3",
            "import pyttsx3, websockets.asyncio.client, espeakng_loader, json\nimport announcer.why",
        ),
        ("display.render", "import jinja2, re\nfrom display.views import Tv"),
        (
            "server.store.sqlite",
            "import aiosqlite\nfrom server.domain.record import Record\nfrom server.store import base",
        ),
        ("server.office", "from server.store.base import Store\nfrom server.bus.base import Bell\nimport server.clock"),
        ("server.web.kiosk", "import starlette, display.views\nfrom server.office import Office"),
        ("server.app", "from server.store.sqlite import SqliteStore\nfrom server.bus import memory"),
        ("server.cli", "import announcer.run, server.app"),
    ],
)
def test_an_allowed_import_is_left_alone(name: str, text: str) -> None:
    assert forbidden_imports(written(name, text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "from display.views import View",
        "def f():\n    from display.views import View",
        "if TYPE_CHECKING:\n    from display.views import View",
    ],
)
def test_a_ring_is_seen(text: str) -> None:
    ring = [
        written("display.page", text),
        written("display.views", "import display.icons"),
        written("display.icons", "import display.page"),
    ]
    assert set(circle(ring)) == {"display.page", "display.views", "display.icons"}
    assert circle(ring[1:]) == []


@pytest.mark.parametrize(
    "text",
    [
        "import time",
        "from random import random",
        "import os.path",
        "from pathlib import Path",
        "import sqlite3",
        "from datetime import datetime\nnow = datetime.now()",
        "import datetime\ntoday = datetime.date.today()",
        "clock = datetime.utcnow",
        "async def decide(): ...",
        "def f():\n    print('called')",
        "def f():\n    return open('x')",
    ],
)
def test_an_impure_rule_is_seen(text: str) -> None:
    assert impurities(written("server.domain.decide", text))


def test_a_slow_value_is_seen() -> None:
    assert slow_values(written("server.domain.day", "@dataclass(frozen=True, slots=True)\nclass Day: ...")) == ["Day"]
    assert slow_values(written("server.domain.day", "@dataclass(slots=True)\nclass Day: ...")) == []


@pytest.mark.parametrize(
    "text",
    [
        "SEEN = []",
        "SEEN: dict[str, int] = {}",
        "SEEN = set()",
        "SEEN = dict(a=1)",
        "SEEN = defaultdict(list)",
        "SEEN = deque()",
        "SEEN = [x for x in range(3)]",
        "SEEN = ([], 1)",
        "SEEN = MappingProxyType({'a': []})",
        "SEEN = frozenset({1}), {}",
        "SEEN = asyncio.Lock()",
        "SEEN = ContextVar('seen')",
        "SEEN = Office()",
        "SEEN = OPEN = []",
        "if True:\n    SEEN = []",
        "try:\n    pass\nexcept OSError:\n    SEEN = []",
        "class Box:\n    pass\nSEEN = Box()",
        "@dataclass\nclass Box:\n    a: int\nSEEN = Box(1)",
        "@dataclass(frozen=True)\nclass Box:\n    a: list\nSEEN = Box([])",
        "class Box(Frozen):\n    a: list\nSEEN = Box([])",
        "def make():\n    return []\nSEEN = make()",
        "def make() -> list[int]:\n    return []\nSEEN = make()",
        "N = 0\ndef count():\n    global N\n    N += 1",
    ],
)
def test_module_state_is_seen(text: str) -> None:
    source = written("server.web.feed", text)
    assert Frozen([source]).changeable(source)


@pytest.mark.parametrize(
    "text",
    [
        "__all__ = ['a']",
        "N = 3 * 60 if True else 4",
        "NAME: Final = 'a' + f'{N}'",
        "Names = tuple[str, ...] | None",
        "_log = logging.getLogger('silakan')",
        "CODES = frozenset({'a', 'b'})",
        "TABLE: Mapping[str, str] = MappingProxyType({'a': 'b', 'c': ('d',)})",
        "KINDS = MappingProxyType({cls.kind: cls for cls in Event.__args__})",
        "PAIRS = tuple((a, b) for a, b in X)",
        "HEADERS = {'a': 'b'}.items()",
        "WORD = re.compile('a+')",
        "HERE = Path(__file__).resolve().parent / 'x'",
        "@dataclass(frozen=True, slots=True)\nclass Box:\n    a: int\nONE = Box(1)\nTWO = Box(a=2)",
        "class Box(Frozen):\n    a: int\nONE = Box(1)\nTWO = Box(a=2)",
        "class Colour(StrEnum):\n    RED = 'red'\nRED = Colour('red')",
        "def beat() -> bytes:\n    return b''\nBEAT = beat()",
        "def f():\n    seen = []\n    return seen",
        "if __name__ == '__main__':\n    arguments = read()",
    ],
)
def test_constants_are_left_alone(text: str) -> None:
    source = written("server.web.feed", text)
    assert Frozen([source]).changeable(source) == []


@pytest.mark.parametrize("name", ["utils.py", "time_utils.py", "helpers", "office_manager.py", "common.js", "Misc.py"])
def test_a_name_that_says_nothing_is_seen(name: str) -> None:
    assert EMPTY_NAMES.search(name)


@pytest.mark.parametrize("name", ["commands.py", "commonplace.py", "queue.py", "managed.py"])
def test_a_name_that_says_something_is_left_alone(name: str) -> None:
    assert not EMPTY_NAMES.search(name)
