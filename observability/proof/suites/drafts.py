"""What is in the tests of a file of rules, before it is written; the file's own name is not known here."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import field, frozen

from observability.findings import Finding
from observability.model.durations import Duration
from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.promql import metric_names
from observability.proof.satisfiability.verdicts import gap, unrecorded
from observability.proof.script import Script
from observability.proof.suites.alike import Anonymous, anonymous
from observability.proof.suites.finds import Finds
from observability.proof.suites.keepsakes import Alone
from observability.proof.suites.layers import layers, obstacle, on_grids
from observability.proof.suites.parts import by_itself, made_up, ramped
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.stagehand import Stagehand, Watched
from observability.proof.suites.titles import titles
from observability.proof.suites.under import all_recorded, natives, never_negative, read_by
from observability.proof.suites.whole import Some, over_all, producers_first

# Found once in a process: a fleet has many services that are alike.
_SERVICES = 64
_FROM_RAW = "from-raw-series"


@frozen
class Draft:
    """A file of tests. `name` is of those that run over a copy of the rules of these numbers, in the order given.

    `groups` are the names of the groups of these rules, in the order in which they are evaluated.
    """

    name: str
    about: tuple[str, ...]
    rules: tuple[int, ...]
    groups: tuple[str, ...]
    interval: int
    scripts: tuple[Script, ...]


@frozen
class Drafts:
    """All files, and what they leave out. The first, without a name, is the one over the whole file of rules."""

    files: tuple[Draft, ...]
    findings: tuple[Finding, ...]


def drafts(groups: Sequence[RuleGroup], finds: Finds) -> Drafts:
    """The tests of these groups.

    Raises:
        ValueError: an expression is not PromQL.
    """
    these = anonymous(groups, "~")
    found, made_up, its = _found(_Asked(these, finds))
    finds.ask(its)
    return these.named(found) if these.fits(made_up) else _drafts(groups, finds)


@frozen
class _Asked:
    """Rules whose tests are asked for, and what was found before, which changes nothing about them."""

    these: Anonymous
    finds: Finds = field(eq=False)


@lru_cache(_SERVICES)
def _found(asked: _Asked) -> tuple[Drafts, frozenset[str], Finds]:
    its = Finds(asked.finds.before)
    found = _drafts(asked.these.groups, its)
    return found, made_up(script for file in found.files for script in file.scripts), its


def _drafts(groups: Sequence[RuleGroup], finds: Finds) -> Drafts:
    rules = [rule for group in groups for rule in group.rules]
    of_group = [group.name for group in groups for _ in group.rules]
    recordings = [rule for rule in rules if isinstance(rule, Recording)]
    recorded, counts = all_recorded(recordings), never_negative(recordings)
    known = natives(recorded)
    watched = [Watched.of(rule, known) for rule in rules if isinstance(rule, Alert)]
    stagehand = Stagehand.of(recorded, watched, finds)
    whole = over_all(stagehand, watched)
    findings = [gap(alert, f"from raw series: {why}") for alert, why in whole.alerts]
    left_out = tuple(f"Not shown: {what}, as {why}." for what, why in whole.silences)
    about = ("Raw series go through all rules of the service.", *left_out)
    order = tuple(producers_first(groups))
    files = [Draft("", about, (), order, stagehand.interval, whole.scripts)] if whole.scripts else []
    files += _some(whole.beside, _FROM_RAW, rules, stagehand.interval)
    files += _some(whole.native, f"native-{_FROM_RAW}", rules, stagehand.interval)
    files += _ramps(recorded, rules, findings, finds)
    alerts = [one.alert for one in watched]
    alone = [by_itself(alert, read_by(alert, known), counts & metric_names(alert.expr), finds) for alert in alerts]
    findings += [finding for one in alone for finding in one.findings]
    files += _alerts(alerts, alone, rules, of_group)
    return Drafts(tuple(files), tuple(findings))


def _some(found: Sequence[Some], name: str, rules: Sequence[Rule], interval: int) -> Iterator[Draft]:
    for number, some in enumerate(found, 1):
        copied = tuple(_place(rule, rules) for rule in some.rules)
        title = f"{name}-{number}" if len(found) > 1 else name
        yield Draft(title, (some.about,), copied, (_FROM_RAW,), interval, some.scripts)


def _ramps(
    recorded: Sequence[Recorded], rules: Sequence[Rule], findings: list[Finding], finds: Finds
) -> Iterator[Draft]:
    findings += (unrecorded(one.rule, why) for one in recorded if (why := obstacle(one)))
    for number, (its, together) in enumerate(layers(on_grids(recorded)), 1):
        found = ramped(together, its, finds)
        gaps = dict(found.gaps)
        findings += (unrecorded(one.rule, gaps[one.title]) for one in together if one.title in gaps)
        if found.scripts:
            about = ("Each recording over series of which every sample is another.",)
            copied = tuple(_place(one.rule, rules) for one in together)
            yield Draft(f"recordings-{number}", about, copied, ("recordings",), found.interval, found.scripts)


def _alerts(
    alerts: Sequence[Alert], found: Sequence[Alone], rules: Sequence[Rule], of_group: Sequence[str]
) -> Iterator[Draft]:
    for alert, one, title in zip(alerts, found, titles(alerts), strict=True):
        place = _place(alert, rules)
        for number, (interval, scripts) in enumerate(one.tests):
            name = f"{title}-{Duration(interval)}" if number else title
            about = ("One alert by itself; what it reads is input.", *_two_paces(one))
            yield Draft(name, about, (place,), (of_group[place],), interval, scripts)


def _two_paces(one: Alone) -> Iterator[str]:
    if len(one.tests) > 1:
        (seldom, _), (often, _) = one.tests
        yield f"How long it waits is shown each {Duration(often)}, all else each {Duration(seldom)}."


def _place(rule: Rule, rules: Sequence[Rule]) -> int:
    return next(number for number, other in enumerate(rules) if other is rule)
