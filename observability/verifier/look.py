"""Some parts looked at, each by itself: promtool judges their rules while we read and check them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attrs import Factory, define

from observability.findings import Finding
from observability.lint import Tree
from observability.verifier import checks
from observability.verifier.checks import Facts
from observability.verifier.loading import load
from observability.verifier.parts import Part
from observability.verifier.promtool import findings, judged
from observability.verifier.routing import Table, Test
from observability.verifier.verified import Verified


@define
class Looked:
    """What came of some parts, and what they tell of the whole: facts for our checks, alerts for the routes."""

    verified: Verified = Factory(Verified)
    facts: Facts = Factory(dict)
    tests: list[Test] = Factory(list)

    def add(self, other: "Looked") -> None:
        """Add what came of other parts."""
        self.verified += other.verified
        checks.add(self.facts, other.facts)
        self.tests += other.tests


def look(promtool: Path, routes: Table | None, parts: Sequence[Part]) -> Looked:
    """Look at these parts.

    Raises:
        InputError: a file cannot be opened.
        MissingToolError: `promtool` is none.
    """
    with ThreadPoolExecutor(1) as beside:
        complaints = beside.submit(judged, promtool, parts)
        trees, found, facts = list[Tree](), list[Finding](), Facts()
        for loaded in map(load, parts):
            trees.append(loaded.tree)
            found += [*loaded.findings, *checks.SUITE.judge(loaded.tree)]
            checks.SUITE.tell(loaded.tree, facts)
        found += findings(complaints.result(), (file for tree in trees for file in tree.rules))
    return Looked(_verified(trees, found), facts, routes.tests(trees) if routes else [])


def _verified(trees: Sequence[Tree], found: Sequence[Finding]) -> Verified:
    files = [file for tree in trees for file in tree.rules]
    rules = sum(len(group.rules) for file in files for group in file.groups)
    alerts = sum(1 for file in files for _ in file.alerts)
    return Verified(tuple(found), len(files), rules, alerts, sum(len(tree.dashboards) for tree in trees))
