"""Runs the tests of a folder's rules: a few files at a time, on all cores."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import partial
from pathlib import Path

import orjson
from attrs import evolve, frozen

from observability import workspace
from observability.adapters.promtool_tests import LONG, run_tests
from observability.emit.authortests import BY_HAND
from observability.findings import Finding, Location
from observability.model.artifact import Artifact
from observability.model.rule import Alert, Rule
from observability.parallel import batches, each
from observability.proof.samples.histogramtext import Version
from observability.report.as_junit import Passed
from observability.verifier.parts import Part
from observability.verifier.readable import reads, unread
from observability.verifier.tested.authors import author_places
from observability.verifier.tested.bothways import Seen, blamed, shown, unshown
from observability.verifier.tested.copies import Groups, about, by_text, groups_of, named
from observability.verifier.tested.document import Document, read
from observability.verifier.tested.failed import Loaded, failed
from observability.verifier.tested.selection import Selection, place
from observability.verifier.tested.soundness import Run, unsound
from observability.verifier.verified import Verified

# To start promtool and to read the rules again costs as much as some tests; but few services are for all cores too.
_FILES, _FEW = 18, 4


@frozen
class Batch:
    """Files of tests of one part. `root` is the folder of all tests."""

    part: Part
    root: Path
    tests: tuple[Path, ...]

    @property
    def rules(self) -> Path:
        """The part's rule file."""
        return self.part.rules[0]


@frozen
class Outcome:
    """What came of a batch: how many cases have run, what is seen of whom, and what is wrong.

    `passed` are files of which nothing is wrong. `unread` are those that promtool is too old for, and what they need.
    """

    cases: int
    seen: Seen
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...]
    unread: tuple[tuple[str, Version], ...] = ()


def run_parts(
    parts: Sequence[Part], root: Path, promtool: Path, jobs: int, chosen: Selection, progress: Callable[[int], None]
) -> Verified:
    """Run the tests of these parts. `progress` counts files of tests.

    Raises:
        InputError: a file cannot be read.
        MissingToolError: `promtool` is none.
    """
    # Of tests without rules `kept` tells that nobody runs them.
    tested = [part for part in parts if part.tests and part.rules]
    size = _FILES if len(tested) < _FEW * jobs else sys.maxsize
    work = [batch for part in tested for batch in _batches(part, root, chosen, size)]
    done, cases, findings = 0, 0, list[Finding]()
    passed = list[Passed]()
    seen: dict[Path, Seen] = {}
    unknown: list[tuple[str, Version]] = []
    for batch, outcome in zip(work, each(partial(_run, promtool, chosen), work, jobs), strict=True):
        done, cases = done + len(batch.tests), cases + outcome.cases
        seen[batch.rules] = seen.get(batch.rules, Seen()) + outcome.seen
        findings += outcome.findings
        passed += outcome.passed
        unknown += outcome.unread
        progress(done)
    result = Verified((*findings, *unread(promtool, unknown)), cases=cases, passed=tuple(passed))
    told = {finding.location for finding in findings}
    return sum((_of_alerts(*one, told) for one in seen.items()), result) if chosen.everything else result


def _of_alerts(rules: Path, seen: Seen, told: Set[Location]) -> Verified:
    """How many alerts of a rule file were shown firing and silent; which were not, if nothing was `told` of them."""
    alerts = [rule for group in groups_of(rules) for rule in group.rules if isinstance(rule, Alert)]
    untold = [alert for alert in alerts if alert.origin not in told]
    return Verified(tuple(unshown(untold, seen.meant)), shown=sum(map(seen.holds, alerts)))


def _batches(part: Part, root: Path, chosen: Selection, size: int) -> Iterator[Batch]:
    tests = [path for path in part.tests if chosen.takes_file(root, path)]
    # The one over all rules takes as long as many others.
    alone = [path for path in tests if path.parent == root and size < len(tests)]
    for some in (*batches(alone, 1), *batches([path for path in tests if path not in alone], size)):
        yield Batch(part, root, tuple(some))


def _run(promtool: Path, chosen: Selection, batch: Batch) -> Outcome:
    real = groups_of(batch.rules)
    known = by_text(real)
    findings, documents = list[Finding](), list[Loaded]()
    seen, unknown = Seen(), list[tuple[str, Version]]()
    for found in (read(batch.root, path, workspace.read_output(path)) for path in batch.tests):
        if isinstance(found, Finding):
            where = about(found.location.file, (), known.values(), batch.rules)
            findings.append(evolve(found, location=where, where=found.location.file))
            continue
        run = _runs_over(found, batch.rules, real, known)
        wrong = list(unsound(found, run))
        findings += wrong
        seen += Seen(frozenset(shown(found.looks, run.tested.values())))
        if not reads(promtool, found.needed):
            unknown.append((str(found.path), found.needed))
        # What is told of tests over other rules, or none, says nothing of those that are loaded.
        elif not wrong and (tests := chosen.of(batch.root, found)):
            documents.append(Loaded(evolve(found, tests=tests), run.meant))
    passed = list[Passed]()
    for one, wrong in _tested(promtool, chosen, batch, documents):
        shows = frozenset(shown(one.document.looks, one.rules))
        seen += Seen(run=shows, failed=frozenset(blamed(wrong, shows, one.rules)))
        findings += wrong
        passed += [] if wrong else [_passed(batch, one.document, chosen)]
    return Outcome(
        sum(len(one.document.cases(test)) or 1 for one in documents for test in one.document.tests),
        seen,
        tuple(findings),
        tuple(passed),
        tuple(unknown),
    )


def _runs_over(document: Document, file: Path, real: Groups, known: Mapping[str, Rule]) -> Run:
    files = named(document, file, real)
    tested = by_text([group for found in files.values() for groups in found.values() for group in groups])
    run = Run(files, tested, known, Location(str(file)))
    return evolve(run, location=about(document.title, run.meant, known.values(), file))


def _passed(batch: Batch, document: Document, chosen: Selection) -> Passed:
    service, title = place(batch.root, document.path)
    folder = str(batch.root / service)
    return Passed(batch.part.source or folder, "/".join(filter(None, (service, title, chosen.case))), folder)


def _tested(
    promtool: Path, chosen: Selection, batch: Batch, documents: Sequence[Loaded]
) -> Iterator[tuple[Loaded, list[Finding]]]:
    """Each of these files, and what is wrong with it."""
    if not documents:
        return
    if chosen.case:
        with workspace.temporary_folder() as folder:
            some = [Artifact(f"{number}.yaml", _only(one.document)) for number, one in enumerate(documents)]
            workspace.write(folder, some)
            results = run_tests(promtool, folder, [artifact.path for artifact in some])
    else:
        paths = {one.document.title: one.document for one in documents}
        results = run_tests(promtool, batch.root, list(paths), [path for path, one in paths.items() if one.end > LONG])
    for one, result in zip(documents, results, strict=True):
        # The whole catalog is read only if a test of an author fails.
        by_hand = result.failures and one.document.title.endswith(f"{BY_HAND}.yaml")
        authors = author_places(batch.part) if by_hand else {}
        yield one, list(failed(batch.root, one, result.failures, authors))


def _only(document: Document) -> bytes:
    """The file with some of its tests alone; JSON is YAML."""
    rules = [str(path) for pattern in document.rules for path in workspace.found(document.path.parent, pattern)]
    return orjson.dumps({**document.content, "rule_files": rules, "tests": list(document.tests)}, default=str)
