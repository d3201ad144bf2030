"""One run over everything that is at the user's paths."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from attrs import evolve, frozen

from observability import workspace
from observability.exceptions import InputError
from observability.parallel import batches, each
from observability.verifier import catalogs, checks, routing
from observability.verifier.damage import damage
from observability.verifier.look import Looked, look
from observability.verifier.origins import traced
from observability.verifier.parts import parted
from observability.verifier.promtool import said_once
from observability.verifier.verified import Verified
from observability.workspace import OutputFolder

# To start promtool costs as much as to check two files; what is looked at together is in memory together.
_BATCH = 25

Progress = Callable[[int, int], None]


def needs_amtool(paths: Sequence[Path]) -> bool:
    """Whether a configuration of Alertmanager is among what is at `paths`.

    Raises:
        InputError: nothing is there.
    """
    return any(folder.alertmanager for folder in workspace.find_output(paths))


def verify(
    paths: Sequence[Path], promtool: Path, jobs: int, progress: Progress, amtool: Path | None = None
) -> Verified:
    """Look at all that is at `paths`, with so many processes at once. `progress` counts rule files.

    Raises:
        InputError: nothing is there, or it cannot be read.
        MissingToolError: `promtool` or `amtool` is none.
    """
    folders = workspace.find_output(paths)
    total = sum(len(folder.rules) for folder in folders)
    means = _Means(promtool, amtool, jobs)
    verified = Verified()
    for folder in folders:
        verified += _verify(folder, means, partial(_tell, progress, total, verified.files))
    return verified


@frozen
class _Means:
    promtool: Path
    amtool: Path | None
    jobs: int


def _tell(progress: Progress, total: int, before: int, files: int) -> None:
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
    # First each part by itself. Of it stays what was found, and what it tells of the whole.
    total = Looked()
    for looked in each(partial(look, means.promtool, table), batches(parts, _size(parts, means.jobs)), means.jobs):
        total.add(looked)
        progress(total.verified.files)
    # Then the whole, and at last where all of it comes from.
    gone = routing.lost(catalog.document, folder) if catalog else ()
    found = said_once([*total.verified.findings, *checks.conclude(total.facts), *gone])
    verified = evolve(total.verified, findings=tuple(traced(found, parts, means.jobs)))
    return verified + routing.check(table, total.tests, means.jobs) if table else verified


def _size(parts: Sequence[object], jobs: int) -> int:
    return max(1, min(_BATCH, len(parts) // jobs))
