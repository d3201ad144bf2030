"""The rule file of every service of the catalog is there.

Why: promtool passes a folder from which a file is gone. The service it belonged to is not watched.

Passes: a folder just as it was built.
Fails: the same without `prometheus/rules/shop.yaml`.
Mend: build again.
"""

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from observability.findings import Finding, Location
from observability.lint.names import Fact, Missed, made, missed
from observability.lint.tree import Tree

ID = "missing-file"


def facts(tree: Tree) -> Iterator[Fact]:
    """The files that are there, and those that services of the catalog miss."""
    there = {PurePosixPath(file.path).name for file in tree.rules}
    yield from there
    for service, entry in tree.catalog["services"].items() if tree.catalog else ():
        file = PurePosixPath(entry["rules"]).name
        if file not in there:
            message = f"{entry['rules']}, which holds the rules of '{service}', is not there"
            yield Missed(file, Finding(ID, message, Location(**entry["source"]), hint="build again"))


def judge(facts: Collection[Fact]) -> Iterator[Finding]:
    """Services whose rules are gone. Without any rule file at all the build was one of dashboards only."""
    if made(facts):
        yield from (gone.finding for gone in missed(facts))
