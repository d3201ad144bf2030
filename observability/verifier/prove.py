"""Derives tests for rules that anybody wrote, has promtool run them, and tells what they show."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from attrs import evolve, frozen

from observability import workspace
from observability.adapters.promtool_tests import LONG, Tested, run_tests
from observability.emit.rules import rule_file
from observability.exceptions import InputError
from observability.findings import Finding, Location
from observability.model.artifact import Artifact
from observability.model.rule import Alert
from observability.parallel import Tally, batches, each
from observability.proof import Derived, Proof, ProofFiles, Score, derive, proof_files, score
from observability.report.as_junit import Passed
from observability.rulefiles import Reading, read_rules
from observability.verifier import unnoticed
from observability.verifier.account import Account
from observability.verifier.readable import reads, unread

_BATCH = 10


@frozen
class Proven:
    """What was looked at and found. `proven` are alerts whose tests show them firing and silent, and all pass.

    `scores` of their mutants, if they were asked for. `passed` are those alerts, by file, with their lines.
    """

    findings: tuple[Finding, ...]
    files: int
    alerts: int
    proven: int
    cases: int
    scores: tuple[Score, ...] = ()
    passed: tuple[Passed, ...] = ()

    @property
    def account(self) -> Account:
        """What is told of it beside the findings."""
        summary = {"files": self.files, "alerts": self.alerts, "shown": self.proven, "cases": self.cases}
        return Account(summary, self.passed, self.scores)


def prove(
    paths: Sequence[Path],
    output: Path | None,
    promtool: Path,
    jobs: int,
    progress: Tally,
    *,
    mutants: bool = False,
    undecided: bool = False,
) -> Proven:
    """Prove all alerts in these rule files and folders, with `jobs` processes at once.

    The tests are written to `output`, or to a folder that is gone afterwards. `progress` counts alerts, each twice:
    when its tests are derived, and when they have run. With `mutants`, each alert is changed in every way, and cases
    are added until they notice; with `undecided`, there is a note for each of which nothing is known.

    Raises:
        InputError: nothing is there, no rules are in it, it cannot be read, or the output cannot be written.
        MissingToolError: `promtool` is none.
    """
    readings = [read_rules(str(path), workspace.read_output(path)) for path in workspace.find_rule_files(paths)]
    if not any(reading.findings or reading.file.groups for reading in readings):
        raise InputError(
            [Finding("no-rules", "there are no rules", Location(reading.file.path)) for reading in readings]
        )
    scored = list(_derived(readings, jobs, progress, mutants=mutants))
    proofs = [proof for proof, _ in scored]
    files = list(proof_files(proofs))
    with _folder(output) as folder:
        workspace.write(folder, [artifact for one in files for artifact in _artifacts(one)])
        run = [one for one in files if reads(promtool, one.needed)]
        tested = _run(folder, run, promtool, jobs, lambda done: progress(len(proofs) + done, 2 * len(proofs)))
    failures = [finding for one, result in zip(run, tested, strict=True) for finding in _failures(one.proof, result)]
    unknown = [one for one in files if one not in run]
    scores = tuple(score for _, score in scored if score)
    notes = [note for one in scores for note in unnoticed.undecided(one)] if undecided else []
    proven = _told(readings, proofs, failures, {one.proof.derived.alert.origin for one in unknown})
    notes += unread(promtool, [(one.proof.derived.alert.origin.file, one.needed) for one in unknown])
    return evolve(proven, findings=(*proven.findings, *notes), scores=scores)


def _folder(output: Path | None) -> AbstractContextManager[Path]:
    return workspace.temporary_folder() if output is None else nullcontext(output)


def _derived(
    readings: Sequence[Reading], jobs: int, progress: Tally, *, mutants: bool
) -> Iterator[tuple[Proof, Score | None]]:
    found = [
        (reading.file.path, group.name, rule)
        for reading in readings
        for group in reading.file.groups
        for rule in group.rules
        if isinstance(rule, Alert)
    ]
    alerts, work = [alert for _, _, alert in found], _scored if mutants else _unscored
    for number, (derived, scored) in enumerate(each(work, alerts, jobs), 1):
        progress(number, 2 * len(found))
        path, group, _ = found[number - 1]
        yield Proof(path, group, derived), scored


def _unscored(alert: Alert) -> tuple[Derived, Score | None]:
    return derive(alert), None


def _scored(alert: Alert) -> tuple[Derived, Score | None]:
    derived = derive(alert)
    return score(derived) if derived.cases else (derived, None)


def _artifacts(files: ProofFiles) -> Iterator[Artifact]:
    origin = files.proof.derived.alert.origin
    header = (
        f"Made by observability: a copy of the alert in {origin.file}, line {origin.line}, for the tests beside it."
    )
    yield Artifact(files.rules, rule_file(header, files.groups))
    yield files.tests


def _run(
    folder: Path, files: Sequence[ProofFiles], promtool: Path, jobs: int, done: Callable[[int], None]
) -> list[Tested]:
    found: list[Tested] = []
    with ThreadPoolExecutor(jobs) as pool:
        paths = batches([one.tests.path for one in files], max(1, min(_BATCH, -(-len(files) // jobs))))
        long = {one.tests.path for one in files if one.end > LONG}
        for tested in pool.map(lambda some: run_tests(promtool, folder, some, long), paths):
            found += tested
            done(len(found))
    return found


def _failures(proof: Proof, tested: Tested) -> Iterator[Finding]:
    for failure in tested.failures:
        alert = proof.derived.alert
        case = failure.test.removeprefix(f"{alert.alert}: ") or "a test"
        message = f"the alert {alert.alert} does not do what its expression says, {case}: {failure.message}"
        yield Finding("proof", message, alert.origin, where=failure.time)


def _told(
    readings: Sequence[Reading], proofs: Sequence[Proof], failures: Sequence[Finding], unknown: Collection[Location]
) -> Proven:
    failed = {*(finding.location for finding in failures), *unknown}
    proven = [one for one in proofs if one.derived.both_ways and one.derived.alert.origin not in failed]
    findings = [
        *(finding for reading in readings for finding in reading.findings),
        *(finding for one in proofs for finding in one.derived.findings),
        *failures,
    ]
    cases = sum(len(one.derived.cases) for one in proofs)
    alerts = [one.derived.alert for one in proven]
    passed = tuple(Passed(alert.origin.file, f"{alert.origin.line} {alert.alert}") for alert in alerts)
    return Proven(tuple(findings), len(readings), len(proofs), len(proven), cases, passed=passed)
