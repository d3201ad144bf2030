"""In a group, what is recorded stands before what reads it.

Why: Prometheus evaluates a group from top to bottom. Who reads a series above the rule that makes it sees the value of
the evaluation before, and after a restart none.

Passes:
    - {record: "job:errors:rate5m", expr: "sum by (job) (rate(errors_total[5m]))"}
    - {record: "job:errors:max1h", expr: "max_over_time(job:errors:rate5m[1h])"}
Fails:
    - {record: "job:errors:max1h", expr: "max_over_time(job:errors:rate5m[1h])"}
    - {record: "job:errors:rate5m", expr: "sum by (job) (rate(errors_total[5m]))"}
Mend: move the recording up.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.tree import Tree
from observability.lint.uses import Use, name
from observability.model.rule import Recording, RuleGroup

ID = "rule-order"


def check(tree: Tree) -> Iterator[Finding]:
    """Rules that read what is made further down, and nowhere above."""
    group: RuleGroup | None = None
    for use in tree.uses:
        if use.group is not group:
            group, below = use.group, _made(use.group)
        yield from _too_early(use, below)
        if isinstance(use.rule, Recording):
            below.pop(use.rule.record, None)


def _made(group: RuleGroup) -> dict[str, Recording]:
    return {rule.record: rule for rule in reversed(group.rules) if isinstance(rule, Recording)}


def _too_early(use: Use, below: dict[str, Recording]) -> Iterator[Finding]:
    for metric in sorted(use.metrics & below.keys()):
        # A rule may read its own series, as a counter does that goes on from its last value.
        if below[metric] is not use.rule:
            message = f"{name(use.rule)} reads '{metric}', which the group records further down"
            yield Finding(ID, message, use.rule.origin, where="expr", hint=f"move line {below[metric].origin.line} up")
