"""One run over everything that is at the user's paths."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from attrs import evolve, frozen

from observability import workspace
from observability.exceptions import InputError
from observability.findings import Finding
from observability.parallel import Tally, batches, each
from observability.verifier import catalogs, checks, routing
from observability.verifier.damage import damage
from observability.verifier.look import Looked, look
from observability.verifier.origins import traced
from observability.verifier.parts import COPY, Part, parted
from observability.verifier.promtool import said_once
from observability.verifier.tested import ALL, Selection, kept, run_parts, unrun
from observability.verifier.verified import Verified
from observability.workspace import OutputFolder

# To start promtool costs as much as to check two files; what is looked at together is in memory together.
_BATCH = 25


def needs_amtool(paths: Sequence[Path]) -> bool:
    """Whether a configuration of Alertmanager is among what is at `paths`.

    Raises:
        InputError: nothing is there.
    """
    return any(folder.alertmanager for folder in workspace.find_output(paths))


def verify(
    paths: Sequence[Path],
    promtool: Path,
    jobs: int,
    progress: Tally,
    amtool: Path | None = None,
    tests: Selection | None = ALL,
) -> Verified:
    """Look at all that is at `paths`, with so many processes at once. `progress` counts rule files and files of tests.

    `tests` are those to run, by default all that are there. Where some are chosen, nothing else is looked at.

    Raises:
        InputError: nothing is there, or it cannot be read.
        MissingToolError: `promtool` or `amtool` is none.
    """
    folders = workspace.find_output(paths)
    means = _Means(promtool, amtool, jobs, tests)
    total = sum(len(folder.rules) + means.tests_of(folder) for folder in folders)
    verified = Verified()
    for folder in folders:
        before = verified.files + sum(means.tests_of(done) for done in folders[: folders.index(folder)])
        verified += _verify(folder, means, partial(_tell, progress, total, before))
    return verified


@frozen
class _Means:
    promtool: Path
    amtool: Path | None
    jobs: int
    tests: Selection | None

    def tests_of(self, folder: OutputFolder) -> int:
        """How many files of tests there are to run."""
        return sum(not path.name.endswith(COPY) for path in folder.tests) if self.tests else 0


def _tell(progress: Tally, total: int, before: int, files: int) -> None:
    progress(before + files, total)


def _verify(folder: OutputFolder, means: _Means, progress: Callable[[int], None]) -> Verified:
    try:
        return _judged(folder, means, progress)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        # Checks rely on the shape that builds give to their files.
        if damaged := tuple(damage(folder)):
            raise InputError(damaged) from error
        raise


def _judged(folder: OutputFolder, means: _Means, progress: Callable[[int], None]) -> Verified:
    catalog = catalogs.read(folder)
    table = routing.table(catalog.document, folder.alertmanager, means.amtool) if catalog else None
    parts = parted(folder, catalog)
    if means.tests and not means.tests.everything:
        return _tested(folder, parts, means, progress)
    # First each part by itself. Of it stays what was found, and what it tells of the whole.
    total = Looked()
    for looked in each(partial(look, means.promtool, table), batches(parts, _size(parts, means.jobs)), means.jobs):
        total.add(looked)
        progress(total.verified.files)
    # Then the whole, and at last where all of it comes from.
    gone = routing.lost(catalog.document, folder) if catalog else ()
    found = said_once([*total.verified.findings, *checks.SUITE.conclude(total.facts), *gone])
    verified = evolve(total.verified, findings=tuple(traced(found, parts, means.jobs)))
    verified += _tested(folder, parts, means, lambda done: progress(total.verified.files + done))
    return verified + routing.check(table, total.tests, means.jobs) if table else verified


def _tested(folder: OutputFolder, parts: Sequence[Part], means: _Means, progress: Callable[[int], None]) -> Verified:
    """The tests of the rules, if there are any and they are wanted."""
    if folder.tests_root is None or means.tests is None:
        return Verified()
    tested = run_parts(parts, folder.tests_root, means.promtool, means.jobs, means.tests, progress)
    found = [*_left(folder, parts, means.jobs, means.tests, tested.findings), *tested.findings]
    return evolve(tested, findings=tuple(traced(found, parts, means.jobs)))


def _left(
    folder: OutputFolder, parts: Sequence[Part], jobs: int, tests: Selection, told: Sequence[Finding]
) -> Iterable[Finding]:
    """What is wrong with files of tests that need not run for it."""
    if tests.everything or folder.tests_root is None:
        return kept(folder, parts, jobs, told)
    root = folder.tests_root
    return unrun(root, [path for path in folder.tests if tests.takes_file(root, path)], parts)


def _size(parts: Sequence[object], jobs: int) -> int:
    return max(1, min(_BATCH, len(parts) // jobs))
