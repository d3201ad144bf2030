"""Whether every alert is seen firing, and seen silent."""

from collections.abc import Iterable, Iterator, Sequence

from observability.findings import Finding
from observability.model.rule import Alert, Rule
from observability.proof import derive
from observability.verifier.tested.document import Look

# An alert's name and those of its labels that are no templates.
Key = tuple[str, frozenset[tuple[str, str]]]
# Firing, or silent.
Shown = frozenset[tuple[Key, bool]]


def key(alert: Alert) -> Key:
    """By what an alert is known to tests."""
    return alert.alert, frozenset(pair for pair in alert.labels.items() if "{{" not in pair[1])


def shown(looks: Sequence[Look], rules: Iterable[Rule]) -> Iterator[tuple[Key, bool]]:
    """What looks at these rules show."""
    keys = {key(rule) for rule in rules if isinstance(rule, Alert)}
    for look in looks:
        for name, labels in keys:
            if name == look.alert:
                yield (name, labels), any(labels <= one.items() for one in look.expected)


def unshown(alerts: Sequence[Alert], seen: Shown) -> Iterator[Finding]:
    """Alerts that lack one or the other, each with why."""
    for alert in alerts:
        missing = [word for fires, word in ((True, "firing"), (False, "silent")) if (key(alert), fires) not in seen]
        if missing:
            yield from derive(alert).findings or [_unshown(alert, missing)]


def _unshown(alert: Alert, missing: Sequence[str]) -> Finding:
    message = f"no test shows the alert {alert.alert} {' or '.join(missing)}"
    return Finding("untested-alert", message, alert.origin, hint="run `observability build --only tests`")
