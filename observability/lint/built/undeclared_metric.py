"""Every metric in an alert is declared by a descriptor or made by a rule.

Why: an alert over a metric that was renamed never fires, and nobody is told.

Passes: a metric that a signal of any descriptor measures, or a descriptor lists in `metrics`; one that a test of the
alert gives, or an alert asks to be `absent`; a recorded series; `up` and the rest that Prometheus makes of each scrape.
Fails: `pament_provider_up == 0`.
Mend: measure it with a signal, list it in the descriptor (`metrics: [payment_provider_up]`), or mend the expression. Of
an alert that is written by hand in a descriptor this is a warning, once a metric, where its expression names it. For
files that were not built here nobody has declared the metrics; then this check says that it did not look.
"""

from collections.abc import Collection, Iterator

from observability.findings import Finding, Location, Severity
from observability.lint.names import ALWAYS, Fact, Missed, missed
from observability.lint.tree import Tree
from observability.lint.uses import name
from observability.model.rule import Alert
from observability.undeclared import CHECK, families, family

ID = CHECK


def facts(tree: Tree) -> Iterator[Fact | Finding]:
    """The metrics that are there, and the reads of others. Where nothing is declared, that it was not looked."""
    if tree.catalog is None:
        yield from _not_looked(tree)
        return
    known = tree.recorded | tree.declared
    there = known - {one.metric for one in tree.undeclared}
    yield from there | families(there)
    yield from (Missed(family(one.metric), one.finding) for one in tree.undeclared)
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
