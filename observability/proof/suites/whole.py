"""The tests from raw series: over a whole file of rules, or over some of them where it takes many evaluations."""

from collections.abc import Collection, Sequence

from attrs import frozen

from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.promql import metric_names
from observability.proof.script import Script
from observability.proof.suites.endtoend import EndToEnd
from observability.proof.suites.incidents import Part
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.silence import Silence
from observability.proof.suites.stagehand import Stagehand, Watched
from observability.proof.suites.under import under


@frozen
class Some:
    """Tests that run over some rules alone."""

    scripts: tuple[Script, ...]
    rules: tuple[Rule, ...]


@frozen
class Whole:
    """Incidents and silence. `gaps`: alerts that have no incident, silences that could not be shown, each with why.

    `slow` are incidents that take many evaluations, `native` those whose series have samples that are histograms.
    """

    scripts: tuple[Script, ...]
    slow: Some
    native: Some
    alerts: tuple[tuple[Alert, str], ...]
    silences: tuple[tuple[str, str], ...]


def over_all(stagehand: Stagehand, watched: Sequence[Watched]) -> Whole:
    """The tests of all alerts together."""
    incidents = EndToEnd(stagehand, watched)
    found = list(incidents.scripts())
    natives = [(incident, script) for incident, script in found if incident.native]
    others = [(incident, script) for incident, script in found if not incident.native]
    scripts, slow = ([script for incident, script in others if incident.slow is way] for way in (False, True))
    parts = {labels: part for incident in reversed(incidents.incidents) for labels, part in incident.parts.items()}
    calm = [part for part in parts.values() if not part.source.native]
    missing = {part.source.metric for part in parts.values() if part.source.native}
    missing |= {one.rule.record for one in stagehand.recorded if missing & one.reads}
    silence = Silence(stagehand, watched, calm, missing)
    scripts += silence.scripts()
    native, unshown = _native(stagehand, watched, [script for _, script in natives], list(parts.values()))
    gaps = (*silence.gaps, *unshown)
    few = Some(tuple(slow), _read(slow, watched, stagehand.recorded))
    return Whole(tuple(scripts), few, native, tuple(incidents.gaps), gaps)


def _native(
    stagehand: Stagehand, watched: Sequence[Watched], scripts: Sequence[Script], parts: Sequence[Part]
) -> tuple[Some, Sequence[tuple[str, str]]]:
    """The incidents with histograms, and then silence, over the alerts of their names."""
    if not scripts:
        return Some((), ()), ()
    names = {name for script in scripts for name, _ in script.alerts}
    chosen = [one for one in watched if one.alert.alert in names]
    direct = [occurrence for one in chosen for occurrence in one.found]
    read = [*direct, *(occurrence for one in under(direct, stagehand.recorded) for occurrence in one.found)]
    silence = Silence(stagehand, chosen, [part for part in parts if any(one.means(part.source.labels) for one in read)])
    every = (*scripts, *silence.scripts())
    return Some(every, _read(scripts, watched, stagehand.recorded)), silence.gaps


def _read(scripts: Sequence[Script], watched: Sequence[Watched], recorded: Sequence[Recorded]) -> tuple[Rule, ...]:
    return tuple(rules_of({name for script in scripts for name, _ in script.alerts}, watched, recorded))


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
