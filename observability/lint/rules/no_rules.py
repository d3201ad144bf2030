"""Every rule file has groups, and every group has rules.

Why: promtool and Prometheus take an empty file for a good one. A build that lost its rules looks like one that passed.

Passes: `groups: [{name: shop, rules: [{record: shop:up:sum, expr: sum(up)}]}]`.
Fails: an empty file; `groups: []`; `groups: [{name: shop, rules: []}]`.
Mend: write the rules, or remove the file or the group.
"""

from collections.abc import Iterator

from observability.findings import Finding, Location
from observability.lint.tree import Tree

ID = "no-rules"


def check(tree: Tree) -> Iterator[Finding]:
    """Files and groups with nothing in them."""
    for file in tree.rules:
        if file.readable and not file.groups:
            yield Finding(ID, "has no rules, and promtool says nothing about that", Location(file.path))
        for group in file.groups:
            if not group.rules:
                yield Finding(ID, f"group '{group.name}' has no rules", group.origin)
