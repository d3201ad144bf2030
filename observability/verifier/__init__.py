"""Verifies what was built, or what people wrote: promtool and our own checks over whole folders."""

from collections.abc import Callable, Sequence
from pathlib import Path

from attrs import frozen

from observability import workspace
from observability.findings import Finding
from observability.lint import Tree, dashboards, rules
from observability.verifier.loading import load
from observability.verifier.origins import Origins
from observability.verifier.promtool import Checking, as_findings
from observability.workspace import OutputFolder

__all__ = ["Verified", "verify"]

_CHECKS = (*rules.CHECKS, *dashboards.CHECKS)


@frozen
class Verified:
    """What was looked at, and what was found."""

    findings: tuple[Finding, ...]
    files: int
    rules: int
    alerts: int
    dashboards: int


def verify(paths: Sequence[Path], promtool: Path, jobs: int, done: Callable[[int, int], None]) -> Verified:
    """Look at all that is at `paths`, with up to `jobs` processes of promtool. `done` is told how many rule files are.

    Raises:
        InputError: nothing is there, or it cannot be read.
        MissingToolError: `promtool` is none.
    """
    folders = workspace.find_output(paths)
    counter = _Counter(sum(len(folder.rules) for folder in folders), done)
    with Checking(promtool, jobs, counter.add) as checking:
        looked = [_folder(folder, checking) for folder in folders]
    trees = [tree for tree, _ in looked]
    return Verified(
        findings=tuple(finding for _, findings in looked for finding in findings),
        files=sum(len(tree.rules) for tree in trees),
        rules=sum(len(list(file.rules)) for tree in trees for file in tree.rules),
        alerts=sum(len(list(file.alerts)) for tree in trees for file in tree.rules),
        dashboards=sum(len(tree.dashboards) for tree in trees),
    )


class _Counter:
    """Adds up what several threads have done."""

    def __init__(self, total: int, done: Callable[[int, int], None]) -> None:
        self._total, self._done, self._sum = total, done, 0

    def add(self, more: int) -> None:
        self._sum += more
        self._done(self._sum, self._total)


def _folder(folder: OutputFolder, checking: Checking) -> tuple[Tree, list[Finding]]:
    """One environment, or all files by hand: promtool works while we read the same files."""
    running = checking.start([str(path) for path in folder.rules])
    loaded = load(folder)
    ours = [*loaded.findings, *(finding for check in _CHECKS for finding in check.check(loaded.tree))]
    complaints = [complaint for future in running for complaint in future.result()]
    origins = Origins.of(loaded.tree, folder.root)
    theirs = as_findings(complaints, loaded.tree.rules, ours)
    return loaded.tree, [origins.traced(finding) for finding in (*ours, *theirs)]
