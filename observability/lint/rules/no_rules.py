"""Every rule file has groups, and every group has rules.

Why: promtool and Prometheus take an empty file for a good one. A build that lost its rules looks like one that passed.

Passes:
    groups: [{name: shop, rules: [{record: "shop:up:sum", expr: sum(up)}]}]
Fails:
    groups: [{name: shop, rules: []}]
Among Kubernetes manifests one of another kind is a word, and no error.
Mend: write the rules, or remove the file or the group.
"""

from collections.abc import Iterator

from observability.findings import Finding, Location, Severity
from observability.lint.tree import Tree
from observability.rulefiles import RuleFile

ID = "no-rules"


def check(tree: Tree) -> Iterator[Finding]:
    """Files and groups with nothing in them."""
    for file in tree.rules:
        if file.readable and not file.groups:
            yield _without_groups(file)
        for group in file.groups:
            if not group.rules:
                message = f"group '{group.name}' has no rules"
                yield Finding(ID, message, group.origin, hint="write rules, or remove the group")


def _without_groups(file: RuleFile) -> Finding:
    if file.kinds and "PrometheusRule" not in file.kinds:
        return Finding(ID, f"has no rules, but {', '.join(file.kinds)}", Location(file.path), severity=Severity.INFO)
    return Finding(ID, "has no rules", Location(file.path), hint="write groups with rules, or remove the file")
