"""The tests that run over a whole file of rules, from raw series."""

from collections.abc import Sequence

from attrs import frozen

from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.promql import metric_names
from observability.proof.script import Script
from observability.proof.suites.endtoend import EndToEnd
from observability.proof.suites.silence import Silence
from observability.proof.suites.stagehand import Stagehand, Watched


@frozen
class Whole:
    """Incidents and silence. `gaps`: alerts that have no incident, silences that could not be shown, each with why."""

    scripts: tuple[Script, ...]
    alerts: tuple[tuple[Alert, str], ...]
    silences: tuple[tuple[str, str], ...]


def over_all(stagehand: Stagehand, watched: Sequence[Watched]) -> Whole:
    """The tests of all alerts together."""
    incidents = EndToEnd(stagehand, watched)
    scripts = list(incidents.scripts())
    parts = {labels: part for incident in reversed(incidents.incidents) for labels, part in incident.parts.items()}
    silence = Silence(stagehand, watched, list(parts.values()))
    scripts += silence.scripts()
    return Whole(tuple(scripts), tuple(incidents.gaps), tuple(silence.gaps))


def producers_first(groups: Sequence[RuleGroup]) -> list[str]:
    """The names of the groups, those first that others read."""
    left, order = list(groups), list[str]()
    while left:
        free = (group for group in left if not any(_feeds(other, group) for other in left if other is not group))
        chosen = next(free, left[0])
        left.remove(chosen)
        order.append(chosen.name)
    return order


def _feeds(producer: RuleGroup, group: RuleGroup) -> bool:
    made = {rule.record for rule in producer.rules if isinstance(rule, Recording)}
    return any(not made.isdisjoint(_reads(rule)) for rule in group.rules)


def _reads(rule: Rule) -> frozenset[str]:
    return metric_names(rule.expr)
