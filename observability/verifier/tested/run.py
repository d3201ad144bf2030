"""Runs the tests of a folder's rules: a few files at a time, on all cores."""

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import orjson
from attrs import evolve, frozen

from observability import workspace
from observability.adapters.promtool_tests import LONG, run_tests
from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.artifact import Artifact
from observability.model.rule import Alert, Rule
from observability.parallel import batches, each
from observability.proof.histogramtext import Version
from observability.rulefiles import read_rule_file
from observability.verifier.parts import Part
from observability.verifier.readable import reads, unread
from observability.verifier.tested.bothways import Key, key, shown, unshown
from observability.verifier.tested.document import Document, read
from observability.verifier.tested.failed import Loaded, failed
from observability.verifier.tested.selection import Selection
from observability.verifier.tested.soundness import bare, unsound
from observability.verifier.verified import Verified
from observability.workspace import resolved

# To start promtool and to read the rules again costs as much as some tests; but few services are for all cores too.
_FILES, _FEW = 18, 4


@frozen
class Batch:
    """Files of tests of one part. `rules` is the part's rule file, `root` the folder of all tests."""

    rules: Path
    root: Path
    tests: tuple[Path, ...]


@frozen
class Outcome:
    """What came of a batch: how many cases have run, what they show of whom, and what is wrong.

    `unread` are files that promtool is too old for, and what they need.
    """

    cases: int
    shown: frozenset[tuple[Key, bool]]
    findings: tuple[Finding, ...]
    unread: tuple[tuple[str, Version], ...] = ()


def run_parts(
    parts: Sequence[Part], root: Path, promtool: Path, jobs: int, chosen: Selection, progress: Callable[[int], None]
) -> Verified:
    """Run the tests of these parts. `progress` counts files of tests.

    Raises:
        InputError: a file cannot be read.
        MissingToolError: `promtool` is none.
    """
    tested = [part for part in parts if part.tests]
    size = _FILES if len(tested) < _FEW * jobs else sys.maxsize
    work = [batch for part in tested for batch in _batches(part, root, chosen, size)]
    done, cases, findings = 0, 0, list[Finding]()
    seen: dict[Path, set[tuple[Key, bool]]] = {}
    unknown: list[tuple[str, Version]] = []
    for batch, outcome in zip(work, each(partial(_run, promtool, chosen), work, jobs), strict=True):
        done, cases = done + len(batch.tests), cases + outcome.cases
        seen.setdefault(batch.rules, set()).update(outcome.shown)
        findings += outcome.findings
        unknown += outcome.unread
        progress(done)
    result = Verified((*findings, *unread(promtool, unknown)), cases=cases)
    return sum((_of_alerts(*one) for one in seen.items()), result) if chosen.everything else result


def _of_alerts(rules: Path, seen: set[tuple[Key, bool]]) -> Verified:
    """How many alerts of a rule file were shown firing and silent, and which of them were not."""
    alerts = [rule for rule in _rules(rules) if isinstance(rule, Alert)]
    both = sum((key(alert), True) in seen and (key(alert), False) in seen for alert in alerts)
    return Verified(tuple(unshown(alerts, frozenset(seen))), shown=both)


def _batches(part: Part, root: Path, chosen: Selection, size: int) -> Iterator[Batch]:
    tests = [path for path in part.tests if chosen.takes_file(root, path)]
    # The one over all rules takes as long as many others.
    alone = [path for path in tests if path.parent == root and size < len(tests)]
    for some in (*batches(alone, 1), *batches([path for path in tests if path not in alone], size)):
        yield Batch(part.rules[0], root, tuple(some))


def _rules(path: Path) -> list[Rule]:
    groups = read_rule_file(str(path), workspace.read_output(path)).file.groups
    return [rule for group in groups for rule in group.rules]


def _run(promtool: Path, chosen: Selection, batch: Batch) -> Outcome:
    real = _rules(batch.rules)
    known = {bare(rule): rule for rule in real}
    findings, documents = list[Finding](), list[Loaded]()
    shows, unknown = set[tuple[Key, bool]](), list[tuple[str, Version]]()
    for found in (read(path, workspace.read_output(path)) for path in batch.tests):
        if isinstance(found, Finding):
            findings.append(found)
            continue
        loaded = {path: real if resolved(path) == resolved(batch.rules) else _there(path) for path in found.rules}
        findings += unsound(found, loaded, known.keys())
        shows.update(shown(found.looks, [rule for rules in loaded.values() for rule in rules]))
        if not reads(promtool, found.needed):
            unknown.append((str(found.path), found.needed))
        elif tests := chosen.of(batch.root, found):
            documents.append(Loaded(evolve(found, tests=tests), _meant(loaded.values(), real, known)))
    findings += _failures(promtool, chosen, batch.root, documents)
    return Outcome(
        sum(len(one.document.cases(test)) or 1 for one in documents for test in one.document.tests),
        frozenset(shows),
        tuple(findings),
        tuple(unknown),
    )


def _meant(loaded: Collection[list[Rule]], real: list[Rule], known: Mapping[str, Rule]) -> list[Rule]:
    """The rules that a file of tests is about: all, or those of which it loads copies."""
    if any(rules is real for rules in loaded):
        return real
    copies = {bare(rule) for rules in loaded for rule in rules}
    return [rule for text, rule in known.items() if text in copies]


def _there(path: Path) -> list[Rule]:
    try:
        return _rules(path)
    except InputError:
        return []


def _failures(promtool: Path, chosen: Selection, root: Path, documents: Sequence[Loaded]) -> Iterator[Finding]:
    if not documents:
        return
    if chosen.case:
        with workspace.temporary_folder() as folder:
            some = [Artifact(f"{number}.yaml", _only(one.document)) for number, one in enumerate(documents)]
            workspace.write(folder, some)
            results = run_tests(promtool, folder, [artifact.path for artifact in some])
    else:
        paths = {str(one.document.path.relative_to(root)): one.document for one in documents}
        results = run_tests(promtool, root, list(paths), [path for path, one in paths.items() if one.end > LONG])
    for one, result in zip(documents, results, strict=True):
        yield from failed(root, one, result.failures)


def _only(document: Document) -> bytes:
    """The file with some of its tests alone; JSON is YAML."""
    rules = [str(resolved(path)) for path in document.rules]
    return orjson.dumps({**document.content, "rule_files": rules, "tests": list(document.tests)}, default=str)
