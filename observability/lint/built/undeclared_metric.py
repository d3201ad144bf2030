"""Every metric in an alert is declared by a descriptor or made by a rule.

Why: an alert over a metric that was renamed never fires, and nobody is told.

Passes: a metric that a descriptor names, a recorded series, `up`.
Fails: `pament_provider_up == 0`.
Mend: name the metric in the descriptor, or mend the expression. For files that were not built here nobody has declared
the metrics; then this check says that it did not look.
"""

from collections.abc import Collection, Iterator

from observability.findings import Finding, Location, Severity
from observability.lint.names import ALWAYS, Fact, Missed, missed
from observability.lint.tree import Tree
from observability.lint.uses import name
from observability.model.rule import Alert

ID = "undeclared-metric"


def facts(tree: Tree) -> Iterator[Fact | Finding]:
    """The metrics that are there, and the reads of others. Where nothing is declared, that it was not looked."""
    if tree.catalog is None:
        yield from _not_looked(tree)
        return
    known = tree.recorded | tree.declared
    yield from known
    for use in tree.uses:
        for metric in sorted(use.metrics - known - ALWAYS) if isinstance(use.rule, Alert) else ():
            # Names with a colon are the business of unknown-recording.
            if ":" not in metric:
                message = f"{name(use.rule)} reads '{metric}', which nobody declares or records"
                hint = "name it in the descriptor, or mend the expression"
                yield Missed(metric, Finding(ID, message, use.rule.origin, where="expr", hint=hint))


def judge(facts: Collection[Fact | Finding]) -> Iterator[Finding]:
    """Metrics that nobody makes."""
    not_looked = [fact for fact in facts if isinstance(fact, Finding)]
    yield from sorted(not_looked, key=lambda finding: finding.location)[:1]
    yield from (unmade.finding for unmade in missed(fact for fact in facts if not isinstance(fact, Finding)))


def _not_looked(tree: Tree) -> Iterator[Finding]:
    alert = next((alert for file in tree.rules for alert in file.alerts), None)
    if alert:
        message = "metrics of alerts were not checked: there is no catalog.json that says which are declared"
        yield Finding(ID, message, Location(alert.origin.file), Severity.INFO)
