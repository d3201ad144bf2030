"""All tests of a file of rules: files in promtool's format, and what they leave out."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from attrs import evolve, frozen

from observability.findings import Finding
from observability.model.rule import Alert, Recording, RuleGroup
from observability.proof.derive import Derived, derive
from observability.proof.suites.grids import grid
from observability.proof.suites.joining import joined
from observability.proof.suites.layers import layers, on_grids
from observability.proof.suites.packing import packed
from observability.proof.suites.ramps import Ramps
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.stagehand import Stagehand, Watched
from observability.proof.suites.titles import titles
from observability.proof.suites.whole import Whole, over_all, producers_first
from observability.proof.testfile import script_file
from observability.proof.verdicts import gap, unrecorded

_MADE = "Made by observability. Do not edit: build again."


@frozen
class TestFile:
    """Tests, and the rules that they run over: a copy of some, or the whole file where there are none.

    `name` is a path without its ending.
    """

    __test__ = False

    name: str
    text: bytes
    rules: tuple[RuleGroup, ...] = ()


@frozen
class Suite:
    """The tests of a file of rules. `findings`: what they leave out, and what is wrong with alerts by themselves."""

    files: tuple[TestFile, ...]
    findings: tuple[Finding, ...]


def suite(name: str, rules: str, groups: Sequence[RuleGroup]) -> Suite:
    """The tests of these groups, which stand in the file `rules`, a path counted from that of the tests.

    Raises:
        ValueError: an expression is not PromQL.
    """
    recorded = [Recorded.of(rule) for group in groups for rule in group.rules if isinstance(rule, Recording)]
    watched = [Watched.of(rule) for group in groups for rule in group.rules if isinstance(rule, Alert)]
    stagehand = Stagehand.of(recorded, watched)
    whole = over_all(stagehand, watched)
    findings = [gap(alert, f"from raw series: {why}") for alert, why in whole.alerts]
    files = [_whole_file(name, rules, groups, stagehand, whole)] if whole.scripts else []
    files += _ramps(name, recorded, findings)
    derived = [derive(one.alert) for one in watched]
    findings += [finding for one in derived for finding in one.findings]
    files += _alerts(name, groups, derived)
    return Suite(tuple(files), tuple(findings))


def _whole_file(name: str, rules: str, groups: Sequence[RuleGroup], stagehand: Stagehand, whole: Whole) -> TestFile:
    left_out = [f"Not shown: {what}, as {why}." for what, why in whole.silences]
    header = "\n".join([_MADE, "Raw series go through all rules of the service.", *left_out, *_run(name)])
    return TestFile(name, script_file(header, [rules], producers_first(groups), stagehand.interval, whole.scripts))


def _ramps(name: str, recorded: Sequence[Recorded], findings: list[Finding]) -> Iterator[TestFile]:
    findings += (unrecorded(one.rule, "it reads too far back") for one in recorded if grid(one.found) is None)
    for number, (its, together) in enumerate(layers(on_grids(recorded)), 1):
        ramps = Ramps(tuple(together), its)
        scripts = [script for script in ramps.cases() if script.values]
        path, group = f"{name}/recordings-{number}", RuleGroup("recordings", tuple(one.rule for one in together))
        findings += (unrecorded(one.rule, ramps.gaps[one.title]) for one in together if one.title in ramps.gaps)
        if scripts:
            tests = joined(scripts, together, its)
            header = "\n".join([_MADE, "Each recording over series of which every sample is another.", *_run(path)])
            text = script_file(
                header, [f"{PurePosixPath(path).name}.rules.yaml"], [group.name], tests.interval, tests.scripts
            )
            yield TestFile(path, text, (group,))


def _alerts(name: str, groups: Sequence[RuleGroup], derived: Sequence[Derived]) -> Iterator[TestFile]:
    of_group = [group.name for group in groups for rule in group.rules if isinstance(rule, Alert)]
    names = titles([one.alert for one in derived])
    for one, title, group in zip(derived, names, of_group, strict=True):
        if one.cases:
            path = f"{name}/{title}"
            header = "\n".join([_MADE, "One alert by itself; what it reads is input.", *_run(path)])
            interval = one.cases[0].evaluation
            text = script_file(header, [f"{title}.rules.yaml"], [group], interval, list(packed(one)))
            yield TestFile(path, text, (RuleGroup(group, (evolve(one.alert, expr=one.alert.expr.strip()),)),))


def _run(path: str) -> tuple[str]:
    return (f"To run: promtool test rules {PurePosixPath(path).name}.yaml",)
