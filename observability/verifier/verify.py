"""One run over everything that is at the user's paths."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Lock

from attrs import frozen

from observability import workspace
from observability.exceptions import InputError
from observability.findings import Finding
from observability.lint import Tree, dashboards, rules
from observability.verifier import routing as routes
from observability.verifier.damage import damage
from observability.verifier.loading import Loaded, load
from observability.verifier.origins import Origins
from observability.verifier.promtool import Checking, background, findings, start
from observability.verifier.routing import Routed
from observability.workspace import OutputFolder

_CHECKS = (*rules.CHECKS, *dashboards.CHECKS)

Progress = Callable[[int, int], None]
Routing = Callable[[Tree, Path | None], Routed]


@frozen
class Verified:
    """What was looked at, and what was found."""

    findings: tuple[Finding, ...] = ()
    files: int = 0
    rules: int = 0
    alerts: int = 0
    dashboards: int = 0
    routes: int = 0

    def __add__(self, other: "Verified") -> "Verified":
        return Verified(
            self.findings + other.findings,
            self.files + other.files,
            self.rules + other.rules,
            self.alerts + other.alerts,
            self.dashboards + other.dashboards,
            self.routes + other.routes,
        )


def needs_amtool(paths: Sequence[Path]) -> bool:
    """Whether a configuration of Alertmanager is among what is at `paths`.

    Raises:
        InputError: nothing is there.
    """
    return any(folder.alertmanager for folder in workspace.find_output(paths))


def verify(
    paths: Sequence[Path], promtool: Path, jobs: int, progress: Progress, amtool: Path | None = None
) -> Verified:
    """Look at all that is at `paths`, with `jobs` processes at once. `progress` counts rule files.

    Raises:
        InputError: nothing is there, or it cannot be read.
        MissingToolError: `promtool` or `amtool` is none.
    """
    folders = workspace.find_output(paths)
    done = _adding(progress, sum(len(folder.rules) for folder in folders))
    with background(jobs) as pool:
        # promtool starts on all of it at once; we read and check beside it, an environment at a time.
        runs = [start(pool, jobs, promtool, [str(path) for path in folder.rules], done) for folder in folders]
        routing = partial(routes.check, amtool=amtool, pool=pool)
        return sum((_verify(folder, run, routing) for folder, run in zip(folders, runs, strict=True)), start=Verified())


def _verify(folder: OutputFolder, checking: Checking, routing: Routing) -> Verified:
    loaded = load(folder)
    try:
        return _judged(loaded, folder, checking, routing)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        # Checks rely on the shape that builds give to their files.
        if damaged := tuple(damage(loaded.tree, str(folder.catalog))):
            raise InputError(damaged) from error
        raise


def _judged(loaded: Loaded, folder: OutputFolder, checking: Checking, routing: Routing) -> Verified:
    tree = loaded.tree
    ours = [*loaded.findings, *_lint(tree)]
    origins = Origins.of(tree, folder.root)
    found = map(origins.traced, [*ours, *findings(checking, tree.rules, ours)])
    routed = routing(tree, folder.alertmanager)
    return Verified((*found, *routed.findings), *_counts(tree), routes=routed.routes)


def _lint(tree: Tree) -> Iterator[Finding]:
    for check in _CHECKS:
        yield from check.check(tree)


def _counts(tree: Tree) -> tuple[int, int, int, int]:
    alerts = sum(1 for file in tree.rules for _ in file.alerts)
    return len(tree.rules), sum(1 for file in tree.rules for _ in file.rules), alerts, len(tree.dashboards)


def _adding(progress: Progress, total: int) -> Callable[[int], None]:
    """Sums up what several threads tell."""
    lock, so_far = Lock(), 0

    def add(more: int) -> None:
        nonlocal so_far
        with lock:
            so_far += more
            progress(so_far, total)

    return add
