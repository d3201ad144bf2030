"""No two rules of all files record the same series, and no two alerts of a file are one to Alertmanager.

Why: two rules that write one series overwrite each other, now this one's value, now that one's. promtool sees it inside
a file only, and fails for it only with `--lint-fatal`; Prometheus loads it.

Passes: one name with different labels, as `service: shop` and `service: mail`.
Fails: `record: shop:up:sum` in two files, with the same labels.
Mend: remove one, or tell them apart by a label.
"""

from collections.abc import Iterator

from observability.findings import Finding, Location
from observability.lint.tree import Tree
from observability.lint.uses import name
from observability.model.rule import Alert, Rule

ID = "duplicate-rule"


def check(tree: Tree) -> Iterator[Finding]:
    """The second and later ones of a kind."""
    first: dict[object, Location] = {}
    for file in tree.rules:
        for rule in file.rules:
            earlier = first.setdefault(_identity(file.path, rule), rule.origin)
            if earlier is not rule.origin:
                message = f"{name(rule)} stands at {earlier} already, with the same labels"
                yield Finding(ID, message, rule.origin, hint="remove one, or tell them apart by a label")


def _identity(path: str, rule: Rule) -> object:
    labels = frozenset(rule.labels.items())
    if isinstance(rule, Alert):
        return path, rule.alert, labels
    # What has no name is no rule; promtool says so.
    return (rule.record, labels) if rule.record else rule.origin
