"""The tests from raw series: over a whole file of rules, or over some of them where it takes many evaluations."""

from collections.abc import Collection, Sequence

from attrs import frozen

from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.promql import metric_names
from observability.proof.script import Script
from observability.proof.suites.endtoend import EndToEnd
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.silence import Silence
from observability.proof.suites.stagehand import Stagehand, Watched
from observability.proof.suites.under import under


@frozen
class Whole:
    """Incidents and silence. `gaps`: alerts that have no incident, silences that could not be shown, each with why.

    `slow` are incidents that take many evaluations, and `read` all rules that have to do with them.
    """

    scripts: tuple[Script, ...]
    slow: tuple[Script, ...]
    read: tuple[Rule, ...]
    alerts: tuple[tuple[Alert, str], ...]
    silences: tuple[tuple[str, str], ...]


def over_all(stagehand: Stagehand, watched: Sequence[Watched]) -> Whole:
    """The tests of all alerts together."""
    incidents = EndToEnd(stagehand, watched)
    found = list(incidents.scripts())
    scripts, slow = ([script for incident, script in found if incident.slow is way] for way in (False, True))
    read = rules_of({name for script in slow for name, _ in script.alerts}, watched, stagehand.recorded)
    parts = {labels: part for incident in reversed(incidents.incidents) for labels, part in incident.parts.items()}
    silence = Silence(stagehand, watched, list(parts.values()))
    scripts += silence.scripts()
    return Whole(tuple(scripts), tuple(slow), tuple(read), tuple(incidents.gaps), tuple(silence.gaps))


def rules_of(names: Collection[str], watched: Sequence[Watched], recorded: Sequence[Recorded]) -> list[Rule]:
    """The alerts of these names, after the recordings under them."""
    chosen = [one for one in watched if one.alert.alert in names]
    beneath = under([occurrence for one in chosen for occurrence in one.found], recorded)
    return [*(one.rule for one in beneath), *(one.alert for one in chosen)]


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
