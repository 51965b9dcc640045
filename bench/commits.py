"""Goal 4: what a durable commit costs, alone and with 32 callers, beside the standard library's sqlite3 on the same disk."""

from collections.abc import Iterator

from bench.child import Child, module
from bench.finding import Finding, against
from bench.ours import Setting
from bench.plan import Plan
from bench.sides import office
from bench.spread import Rounds

_CALLERS = 32
_AT_ONCE = 640


def commits(plan: Plan) -> Iterator[Finding]:
    """The office's own commit carries far more than the rival's: hash chain, projections, the folded state."""
    count = plan.events * 5
    ours_ms: list[tuple[float, ...]] = []
    bare_ms: list[tuple[float, ...]] = []
    many: dict[str, list[tuple[float, ...]]] = {"ours": [], "one each": [], "bare": []}
    with (
        office(Setting(plan.data("office-commits"))) as server,
        office(Setting(plan.data("office-one-each"), one_each=True)) as one_each,
        Child(module("bench.rivals.bare_sqlite", plan.data("bare"))) as bare,
    ):
        bare.answer()
        for _ in range(plan.rounds):
            for child, single in ((server.child, ours_ms), (bare, bare_ms)):
                seconds = child.ask(do="commits in turn", count=count)["seconds"]
                single.append(tuple(1_000 * second for second in seconds))
            for name, child in (("ours", server.child), ("one each", one_each.child), ("bare", bare)):
                many[name].append((child.ask(do="commits at once", count=_AT_ONCE, callers=_CALLERS)["per_second"],))
    rounds = {name: Rounds(tuple(values)) for name, values in many.items()}
    yield against("commit-single", Rounds(tuple(ours_ms)), Rounds(tuple(bare_ms)))
    yield against("commit-many", rounds["ours"], rounds["one each"])
    yield against("commit-bare", rounds["ours"], rounds["bare"])
