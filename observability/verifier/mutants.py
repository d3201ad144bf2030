"""What the tests of built rules would notice: every rule changed in one thing at a time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from observability import workspace
from observability.exceptions import UsageError
from observability.findings import Finding
from observability.model import layout
from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.parallel import Tally, each
from observability.promql import metric_names
from observability.proof import Fate, Score, derive, score_built
from observability.proof.samples.natives import Natives
from observability.proof.suites import (
    Anonymous,
    all_recorded,
    anonymous,
    natives,
    never_negative,
    read_by,
    score_recordings,
)
from observability.report.as_junit import Passed
from observability.rulefiles import read_rule_file
from observability.verifier import catalogs, unnoticed
from observability.verifier.account import Account
from observability.verifier.origins import traced
from observability.verifier.parts import parted


@frozen
class Mutated:
    """The scores of all rules, and a finding for each mutant that the tests let pass and series tell apart.

    And, where they were asked for, notes of those that are undecided.
    """

    scores: tuple[Score, ...]
    findings: tuple[Finding, ...]

    @property
    def account(self) -> Account:
        """What is told of it beside the findings."""
        noticed = [one.rule for one in self.scores if not one.count(Fate.BEYOND)]
        passed = tuple(Passed(rule.origin.file, f"{rule.origin.line} {rule.name}") for rule in noticed)
        return Account({"rules": len(self.scores)}, passed, self.scores)


def mutated(paths: Sequence[Path], service: str, jobs: int, progress: Tally, *, undecided: bool = False) -> Mutated:
    """Judge the mutants of all rules of a service, or of all services.

    `progress` counts alerts, and files of recordings. `undecided`: there is a note for each of which nothing is known.

    Raises:
        InputError: nothing is there, or it cannot be read.
        UsageError: there is no such service.
    """
    folders = workspace.find_output(paths)
    files = [path for folder in folders for path in folder.rules if _is_of(service, path)]
    if not files:
        raise UsageError(f"there are no rules of {service}; a service's rules are in a file of its name")
    scores = _scores([one for path in files for one in _work(path)], jobs, progress)
    parts = [part for folder in folders for part in parted(folder, catalogs.read(folder))]
    tellers = (unnoticed.survivors, unnoticed.undecided) if undecided else (unnoticed.survivors,)
    told = [finding for tell in tellers for one in scores for finding in tell(one)]
    return Mutated(tuple(scores), tuple(traced(told, parts, jobs)))


def _is_of(service: str, path: Path) -> bool:
    return not service or path.name in {service + ending for ending in layout.RULE_ENDINGS}


def _scores(work: Sequence["_Work"], jobs: int, progress: Tally) -> list[Score]:
    """Of rules that are alike but for names one is judged, and the names are put back."""
    unique = list({one.key: one for one in work}.values())
    found = {}
    for number, (one, result) in enumerate(zip(unique, each(_judged, unique, jobs), strict=True), 1):
        found[one.key] = result
        progress(number, len(unique))
    return [each_of for one in work for each_of in _named(one, found[one.key])]


@frozen
class _Work:
    """An alert by itself, or all recordings of a file.

    Of what an alert reads, `counts` are never below zero, and samples of `natives` are histograms.
    """

    rules: tuple[Rule, ...]
    counts: frozenset[str]
    natives: Natives = ()
    anonymous: Anonymous | None = None

    @property
    def key(self) -> object:
        """The same for all that are alike but for names."""
        return (self.anonymous, self.counts, self.natives) if self.anonymous else self.rules[0].origin


def _work(path: Path) -> Iterator[_Work]:
    """Each alert by itself, and all recordings together, which are tested together."""
    groups = read_rule_file(str(path), workspace.read_output(path)).file.groups
    rules = [rule for group in groups for rule in group.rules]
    recordings = tuple(rule for rule in rules if isinstance(rule, Recording))
    counts, known = never_negative(recordings), natives(all_recorded(recordings))
    for alert in (rule for rule in rules if isinstance(rule, Alert)):
        named = anonymous([RuleGroup("", (alert,))], "^")
        yield _Work((alert,), counts & metric_names(alert.expr), read_by(alert, known), named)
    if recordings:
        yield _Work(recordings, counts)


def _judged(work: _Work) -> tuple[list[Score], frozenset[str]]:
    """The scores, without names where there are none, and what stands for names in their tests."""
    if not work.anonymous:
        return list(score_recordings([rule for rule in work.rules if isinstance(rule, Recording)])), frozenset()
    return _judged_alert(work.anonymous.groups[0].rules[0], work)


def _judged_alert(alert: Rule, work: _Work) -> tuple[list[Score], frozenset[str]]:
    derived = derive(alert, work.natives, work.counts) if isinstance(alert, Alert) else None
    if not derived or not derived.cases:
        return [], frozenset()
    cases, found = score_built(derived, work.counts)
    return [found.bare], frozenset(v for case in cases.cases for one in case.inputs for _, v in one.labels)


def _named(work: _Work, found: tuple[list[Score], frozenset[str]]) -> list[Score]:
    scores, made_up = found
    if not work.anonymous:
        return scores
    return work.anonymous.named(scores) if work.anonymous.fits(made_up) else _judged_alert(work.rules[0], work)[0]
