"""No two rules of all files record the same series, and no two alerts of a file are one to Alertmanager.

Why: two rules that write one series overwrite each other, now this one's value, now that one's. promtool sees it inside
a file only, and fails for it only with `--lint-fatal`; Prometheus loads it.

Passes:
    - {record: "service:up:sum", expr: 'sum(up{job="shop"})', labels: {service: shop}}
    - {record: "service:up:sum", expr: 'sum(up{job="mail"})', labels: {service: mail}}
Fails:
    - {record: "service:up:sum", expr: 'sum(up{job="shop"})'}
    - {record: "service:up:sum", expr: 'sum(up{job="mail"})'}
Mend: remove one, or tell them apart by a label.
"""

from collections.abc import Collection, Iterator

from observability.findings import Finding
from observability.lint.identities import Identified, repeated
from observability.lint.tree import Tree
from observability.model.rule import Alert, Rule
from observability.rulefiles import RuleFile

ID = "duplicate-rule"


def facts(tree: Tree) -> Iterator[Identified]:
    """The rules of each file."""
    return map(_identified, tree.rules)


def judge(facts: Collection[Identified]) -> Iterator[Finding]:
    """The second and later ones of a kind."""
    for called, place, _, earlier in repeated(facts):
        hint = f"remove it or that of {earlier}, or tell them apart by a label"
        yield Finding(ID, f"{called} is there already, with the same labels", place, hint=hint)


def _identified(file: RuleFile) -> Identified:
    # What has no name is no rule; promtool says so.
    rules = (rule for rule in file.rules if isinstance(rule, Alert) or rule.record)
    return Identified.of(file.path, rules, lambda rule: _identity(file.path, rule))


def _identity(path: str, rule: Rule) -> object:
    labels = sorted(rule.labels.items())
    return (path, rule.alert, labels) if isinstance(rule, Alert) else (rule.record, labels)
