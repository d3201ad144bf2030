"""Every metric in an alert is declared by a descriptor or made by a rule.

Why: an alert over a metric that was renamed never fires, and nobody is told.

Passes: a metric that a descriptor names, a recorded series, `up`.
Fails: `pament_provider_up == 0`.
Mend: name the metric in the descriptor, or mend the expression. An alert written by hand in a descriptor names its
metrics itself: a warning tells of one that nothing else names and that is nearly called as one that is measured. For
files that were not built here nobody has declared the metrics; then this check says that it did not look.
"""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from observability.findings import Finding, Location, Severity
from observability.lint.names import ALWAYS, Fact, Missed, missed
from observability.lint.tree import Tree
from observability.lint.uses import name
from observability.model.names import SIGNAL
from observability.model.rule import Alert

ID = "undeclared-metric"

# Exporters have many metrics that are called alike; a slip of the hand is a letter or two.
_NEAR = 0.93


def facts(tree: Tree) -> Iterator[Fact | Finding]:
    """The metrics that are there, and the reads of others. Where nothing is declared, that it was not looked."""
    if tree.catalog is None:
        yield from _not_looked(tree)
        return
    misspelt = dict(_misspelt(tree))
    known = tree.recorded | tree.declared
    yield from known - misspelt.keys()
    yield from misspelt.values()
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


def _misspelt(tree: Tree) -> Iterator[tuple[str, Missed]]:
    """Metrics that alerts written by hand alone name, each nearly called as one that is measured."""
    by_hand = [use for use in tree.uses if isinstance(use.rule, Alert) and SIGNAL not in use.rule.labels]
    measured = frozenset[str]().union(*(use.metrics for use in tree.uses if use not in by_hand))
    for use in by_hand:
        for metric in sorted((use.metrics & tree.declared) - measured - tree.recorded - ALWAYS):
            for near in get_close_matches(metric, sorted(measured - tree.recorded), 1, _NEAR):
                message = f"{name(use.rule)} reads '{metric}', which nothing else names"
                hint = f"did you mean '{near}'?"
                yield metric, Missed(metric, Finding(ID, message, use.rule.origin, Severity.WARNING, "expr", hint))


def _not_looked(tree: Tree) -> Iterator[Finding]:
    alert = next((alert for file in tree.rules for alert in file.alerts), None)
    if alert:
        message = "metrics of alerts were not checked: there is no catalog.json that says which are declared"
        yield Finding(ID, message, Location(alert.origin.file), Severity.INFO)
