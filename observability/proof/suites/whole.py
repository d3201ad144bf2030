"""The tests from raw series: most alerts over the whole file of rules, all others over the rules that they need."""

from collections.abc import Sequence

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

_SLOW = "Raw series go through the rules of alerts that read what was long ago."
_OTHER = "Raw series go through the rules of alerts that need others than most alerts do."
_NATIVE = "Raw series go through the rules of alerts that read native histograms."


@frozen
class Some:
    """Tests that run over some rules alone, for this reason."""

    about: str
    scripts: tuple[Script, ...]
    rules: tuple[Rule, ...]


@frozen
class Whole:
    """Incidents and silence. `gaps`: alerts that have no incident, silences that could not be shown, each with why.

    `beside` are other incidents, `native` those whose series have samples that are histograms.
    """

    scripts: tuple[Script, ...]
    beside: tuple[Some, ...]
    native: tuple[Some, ...]
    alerts: tuple[tuple[Alert, str], ...]
    silences: tuple[tuple[str, str], ...]


def over_all(stagehand: Stagehand, watched: Sequence[Watched]) -> Whole:
    """The tests of all alerts together."""
    incidents = EndToEnd(stagehand, watched)
    found = list(incidents.scripts())
    natives = [script for incident, script in found if incident.native]
    scripts = [script for incident, script in found if incident is incidents.main]
    others = [each for each in found if each[0] is not incidents.main and not each[0].native]
    beside = tuple(
        Some(_SLOW if incident.slow else _OTHER, (script,), rules_of(incidents.beside(incident), stagehand.recorded))
        for incident, script in others
    )
    parts = {labels: part for incident in reversed(incidents.incidents) for labels, part in incident.parts.items()}
    calm = [part for part in parts.values() if not part.source.native]
    missing = {part.source.metric for part in parts.values() if part.source.native}
    missing |= {one.rule.record for one in stagehand.recorded if missing & one.reads}
    silence = Silence(stagehand, watched, calm, missing)
    scripts += silence.scripts()
    native, unshown = _native(stagehand, watched, natives, list(parts.values()))
    return Whole(tuple(scripts), beside, native, tuple(incidents.gaps), (*silence.gaps, *unshown))


def _native(
    stagehand: Stagehand, watched: Sequence[Watched], scripts: Sequence[Script], parts: Sequence[Part]
) -> tuple[tuple[Some, ...], Sequence[tuple[str, str]]]:
    """The incidents with histograms, and then silence, over the alerts that read them."""
    if not scripts:
        return (), ()
    chosen = stagehand.reading_natives(watched)
    read = [occurrence for one in chosen for occurrence in stagehand.read(one)]
    silence = Silence(stagehand, chosen, [part for part in parts if any(one.means(part.source.labels) for one in read)])
    some = Some(_NATIVE, (*scripts, *silence.scripts()), rules_of(chosen, stagehand.recorded))
    return (some,), silence.gaps


def rules_of(chosen: Sequence[Watched], recorded: Sequence[Recorded]) -> tuple[Rule, ...]:
    """These alerts, after the recordings under them."""
    beneath = under([occurrence for one in chosen for occurrence in one.found], recorded)
    return (*(one.rule for one in beneath), *(one.alert for one in chosen))


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
