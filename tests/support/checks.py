"""Runs one check as `verify` runs it."""

from typing import Any

from observability.findings import Finding
from observability.lint import Tree


def findings_of(check: Any, *parts: Tree) -> list[Finding]:
    """What a check finds in a tree that comes in these parts."""
    if hasattr(check, "facts"):
        return list(check.judge(dict.fromkeys(fact for part in parts for fact in check.facts(part))))
    return [finding for part in parts for finding in check.check(part)]


def parted(tree: Tree) -> list[Tree]:
    """Each file of a tree as a part of its own, the last one first."""
    rules = [Tree(rules=(file,), catalog=tree.catalog) for file in tree.rules]
    dashboards = [Tree(dashboards=(file,), catalog=tree.catalog) for file in tree.dashboards]
    return [*rules, *dashboards][::-1]
