"""What the tests of built rules would notice: every rule changed in one thing at a time."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from observability import workspace
from observability.exceptions import UsageError
from observability.findings import Finding
from observability.model import layout
from observability.model.rule import Alert, Recording, Rule
from observability.parallel import each
from observability.proof import Fate, Score, derive, score
from observability.proof.suites import never_negative, score_recordings
from observability.rulefiles import read_rule_file
from observability.verifier import catalogs
from observability.verifier.origins import traced
from observability.verifier.parts import parted


@frozen
class Mutated:
    """The scores of all rules, and a finding for each mutant that the tests let pass and series tell apart."""

    scores: tuple[Score, ...]
    findings: tuple[Finding, ...]


def mutated(paths: Sequence[Path], service: str, jobs: int, progress: Callable[[int, int], None]) -> Mutated:
    """Judge the mutants of all rules of a service, or of all services.

    `progress` counts alerts, and files of recordings.

    Raises:
        InputError: nothing is there, or it cannot be read.
        UsageError: there is no such service.
    """
    folders = workspace.find_output(paths)
    files = [path for folder in folders for path in folder.rules if _is_of(service, path)]
    if not files:
        raise UsageError(f"there are no rules of {service}; a service's rules are in a file of its name")
    work = [one for path in files for one in _work(path)]
    scores = list[Score]()
    for number, found in enumerate(each(_scored, work, jobs), 1):
        scores += found
        progress(number, len(work))
    parts = [part for folder in folders for part in parted(folder, catalogs.read(folder))]
    survivors = [finding for one in scores for finding in _survivors(one)]
    return Mutated(tuple(scores), tuple(traced(survivors, parts, jobs)))


def _is_of(service: str, path: Path) -> bool:
    return not service or path.name in {service + ending for ending in layout.RULE_ENDINGS}


@frozen
class _Work:
    """An alert by itself, or all recordings of a file; `counts` are those of that file that are never below zero."""

    rules: tuple[Rule, ...]
    counts: frozenset[str]


def _work(path: Path) -> Iterator[_Work]:
    """Each alert by itself, and all recordings together, which are tested together."""
    groups = read_rule_file(str(path), workspace.read_output(path)).file.groups
    rules = [rule for group in groups for rule in group.rules]
    recordings = tuple(rule for rule in rules if isinstance(rule, Recording))
    counts = never_negative(recordings)
    yield from (_Work((rule,), counts) for rule in rules if isinstance(rule, Alert))
    if recordings:
        yield _Work(recordings, counts)


def _scored(work: _Work) -> list[Score]:
    if isinstance(work.rules[0], Alert):
        derived = derive(work.rules[0])
        return [score(derived, work.counts)[1]] if derived.cases else []
    return list(score_recordings([rule for rule in work.rules if isinstance(rule, Recording)]))


def _survivors(one: Score) -> Iterator[Finding]:
    name = f"alert {one.rule.alert}" if isinstance(one.rule, Alert) else f"recording {one.rule.record}"
    for judged in one.judged:
        if judged.fate is Fate.BEYOND:
            message = f"no test of the {name} notices this change, which makes a difference: {judged.mutant.change}"
            hint = str(judged.witness) if judged.witness else ""
            yield Finding("mutant-survives", message, one.rule.origin, where=judged.mutant.kind, hint=hint)
