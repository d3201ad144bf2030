"""Whether every alert is seen firing, and seen silent."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from observability.findings import Finding
from observability.model.rule import Alert, Rule
from observability.proof import derive
from observability.verifier.tested.document import Look

# An alert's name and those of its labels that are no templates.
Key = tuple[str, frozenset[tuple[str, str]]]
# Firing, or silent.
Shown = frozenset[tuple[Key, bool]]


@frozen
class Seen:
    """What tests are to show, what those of them that ran looked at, and alerts of which one of these failed."""

    meant: Shown = frozenset()
    run: Shown = frozenset()
    failed: frozenset[Key] = frozenset()

    def __add__(self, other: "Seen") -> "Seen":
        return Seen(self.meant | other.meant, self.run | other.run, self.failed | other.failed)

    def holds(self, alert: Alert) -> bool:
        """Whether tests that ran show it firing and silent, and none that looks at it failed."""
        one = key(alert)
        return {(one, True), (one, False)} <= self.run and one not in self.failed


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


def blamed(findings: Sequence[Finding], shows: Shown, rules: Iterable[Rule]) -> Iterator[Key]:
    """Of the alerts that a file of tests shows, those of which one failed: all, unless each finding is at a rule."""
    at = {finding.location for finding in findings}
    there = {rule.origin: rule for rule in rules if rule.origin in at}
    if at <= there.keys():
        yield from (key(rule) for rule in there.values() if isinstance(rule, Alert))
    else:
        yield from (one for one, _ in shows)


def unshown(alerts: Sequence[Alert], seen: Shown) -> Iterator[Finding]:
    """Alerts that lack one or the other, each with why."""
    for alert in alerts:
        missing = [word for fires, word in ((True, "firing"), (False, "silent")) if (key(alert), fires) not in seen]
        if missing:
            yield from derive(alert).findings or [_unshown(alert, missing)]


def _unshown(alert: Alert, missing: Sequence[str]) -> Finding:
    message = f"no test shows the alert {alert.alert} {' or '.join(missing)}"
    return Finding("untested-alert", message, alert.origin, hint="run `observability build --only tests`")
