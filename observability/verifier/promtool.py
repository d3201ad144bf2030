"""promtool over many files, several processes at once, and its complaints as findings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from observability.adapters.promtool import Complaint, check_rules
from observability.findings import Finding, Location
from observability.rulefiles import RuleFile

# To start a process costs as much as to check a few files; with more than this in one, progress stands still.
_BATCH = 50
# Where we say it with a line, what promtool says of the file as a whole is a repetition.
_SAID_BETTER = frozenset({"rule-file", "bad-duration", "duplicate-rule"})

Checking = list[Future[list[Complaint]]]


@contextmanager
def background(jobs: int) -> Iterator[Executor]:
    """Threads that wait for processes. What has not begun when an error comes is given up."""
    pool = ThreadPoolExecutor(jobs)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def start(pool: Executor, jobs: int, promtool: Path, paths: Sequence[str], done: Callable[[int], None]) -> Checking:
    """Check these files. `done` is told, in some thread, of so many more that were checked."""
    size = max(1, min(_BATCH, -(-len(paths) // jobs)))

    def check(batch: Sequence[str]) -> list[Complaint]:
        complaints = check_rules(promtool, batch)
        done(len(batch))
        return complaints

    return [pool.submit(check, paths[at : at + size]) for at in range(0, len(paths), size)]


def findings(checking: Checking, files: Iterable[RuleFile], ours: Iterable[Finding]) -> Iterator[Finding]:
    """What promtool says and we did not say better, where it stands.

    Raises:
        MissingToolError: it is no promtool.
    """
    by_path = {file.path: file for file in files}
    said: dict[str, list[Finding]] = {}
    for finding in ours:
        if finding.check in _SAID_BETTER:
            said.setdefault(finding.location.file, []).append(finding)
    for complaint in (complaint for batch in checking for complaint in batch.result()):
        location = _location(complaint, by_path[complaint.path])
        if not any(_says(finding, complaint, location) for finding in said.get(complaint.path, ())):
            yield Finding("promtool", complaint.message, location)


def _says(ours: Finding, complaint: Complaint, location: Location) -> bool:
    """Whether ours is better: it has a line, or promtool's words, whose lines are off where a file is no YAML."""
    return not location.line or (ours.check == "rule-file" and complaint.message in ours.message)


def _location(complaint: Complaint, file: RuleFile) -> Location:
    if complaint.line:
        return Location(complaint.path, complaint.line, complaint.column or 1)
    rules = [rule for group in file.groups if group.name == complaint.group for rule in group.rules]
    # The file may have changed since promtool counted.
    return rules[complaint.rule - 1].origin if 0 < complaint.rule <= len(rules) else Location(complaint.path)
