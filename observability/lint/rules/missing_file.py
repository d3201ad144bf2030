"""The rule file of every service of the catalog is there.

Why: promtool passes a folder from which a file is gone. The service it belonged to is not watched.

Passes: a folder just as it was built.
Fails: the same without `prometheus/rules/shop.yaml`.
Mend: build again.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from observability.findings import Finding, Location
from observability.lint.tree import Tree

ID = "missing-file"


def check(tree: Tree) -> Iterator[Finding]:
    """Services whose rules are gone. Without any rule file at all the build was one of dashboards only."""
    if tree.catalog is None or not tree.rules:
        return
    there = {PurePosixPath(file.path).name for file in tree.rules}
    for service, entry in tree.catalog["services"].items():
        if PurePosixPath(entry["rules"]).name not in there:
            message = f"{entry['rules']}, which holds the rules of '{service}', is not there"
            yield Finding(ID, message, Location(**entry["source"]), hint="build again")
