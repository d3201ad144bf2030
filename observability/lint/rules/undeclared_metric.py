"""Every metric in an alert is declared by a descriptor or made by a rule.

Why: an alert over a metric that was renamed never fires, and nobody is told.

Passes: a metric that a descriptor names, a recorded series, `up`.
Fails: `pament_provider_up == 0`.
Mend: name the metric in the descriptor, or mend the expression. For files that were not built here nobody has declared
the metrics; then this check says that it did not look.
"""

from collections.abc import Iterator
from itertools import chain

from observability.findings import Finding, Location, Severity
from observability.lint.tree import Catalog, Tree
from observability.lint.uses import name
from observability.model.rule import Alert

ID = "undeclared-metric"

_ALWAYS = frozenset({"ALERTS", "ALERTS_FOR_STATE", "up"})


def check(tree: Tree) -> Iterator[Finding]:
    """Metrics that nobody makes."""
    if tree.catalog is None:
        yield from _not_looked(tree)
        return
    known = tree.recorded | _ALWAYS | _declared(tree.catalog)
    for use in tree.uses:
        for metric in sorted(use.metrics - known) if isinstance(use.rule, Alert) else ():
            # Names with a colon are the business of unknown-recording.
            if ":" not in metric:
                message = f"{name(use.rule)} reads '{metric}', which nobody declares or records"
                hint = "name it in the descriptor, or mend the expression"
                yield Finding(ID, message, use.rule.origin, where="expr", hint=hint)


def _not_looked(tree: Tree) -> Iterator[Finding]:
    alert = next((alert for file in tree.rules for alert in file.alerts), None)
    if alert:
        message = "metrics of alerts were not checked: there is no catalog.json that says which are declared"
        yield Finding(ID, message, Location(alert.origin.file), Severity.INFO)


def _declared(catalog: Catalog) -> frozenset[str]:
    return frozenset(chain.from_iterable(service["metrics"] for service in catalog["services"].values()))
