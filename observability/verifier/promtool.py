"""promtool over many files, several processes at once, and its complaints as findings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from attrs import define, field

from observability.adapters.promtool import Complaint, check_rules
from observability.findings import Finding, Location
from observability.rulefiles import RuleFile

# To start a process costs as much as to check ten files; more than this in one, and the progress bar stands still.
_BATCH = 50
# Ours say the same with a line, or say it for promtool's only being able to name the file.
_SAID_BETTER = frozenset({"rule-file", "bad-duration", "duplicate-rule"})


@define
class Checking:
    """promtool at work in the background, while others read the same files."""

    promtool: Path
    jobs: int
    done: Callable[[int], None]
    _pool: ThreadPoolExecutor = field(init=False)

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(self.jobs)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=error is not None)

    def start(self, paths: Sequence[str]) -> "list[Future[list[Complaint]]]":
        """Check these files. Raises, when a result is asked for, what `check_rules` raises."""
        size = max(1, min(_BATCH, -(-len(paths) // self.jobs)))
        return [self._pool.submit(self._check, paths[at : at + size]) for at in range(0, len(paths), size)]

    def _check(self, paths: Sequence[str]) -> list[Complaint]:
        complaints = check_rules(self.promtool, paths)
        self.done(len(paths))
        return complaints


def as_findings(
    complaints: Iterable[Complaint], files: Iterable[RuleFile], ours: Iterable[Finding]
) -> Iterator[Finding]:
    """What promtool says and we did not say better, where it stands."""
    by_path = {file.path: file for file in files}
    said = {finding.location.file for finding in ours if finding.check in _SAID_BETTER}
    for complaint in complaints:
        location = _location(complaint, by_path[complaint.path])
        if location.line or complaint.path not in said:
            yield Finding("promtool", complaint.message, location)


def _location(complaint: Complaint, file: RuleFile) -> Location:
    if complaint.line:
        return Location(complaint.path, complaint.line, complaint.column or 1)
    groups = (group for group in file.groups if group.name == complaint.group)
    rules = [rule for group in groups for rule in group.rules]
    # promtool names a group and a number only for rules that it read, but of another text if the file has just changed.
    return rules[complaint.rule - 1].origin if 0 < complaint.rule <= len(rules) else Location(complaint.path)
