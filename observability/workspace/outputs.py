"""Finds what there is to verify: what a build made, and what people wrote beside it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model import layout
from observability.workspace.builds import environments, inner_environments, lost
from observability.workspace.reading import at, missing
from observability.workspace.search import DASHBOARDS, RULES, below, odd, rule_files, without_descriptors

_FIRST = "run `observability build` first, or name rule files"
_ONLY_TESTS = "there are tests alone: run `observability build`, which makes the rules that they are of"


@frozen
class OutputFolder:
    """Files that one Prometheus and one Grafana load together: an environment of a build, or all that is by hand.

    `root` is the environment's folder, and None for files by hand. `alertmanager` is its configuration, if it has one.
    `tests` are files of tests of the rules, and the copies of rules that they run over.
    """

    rules: tuple[Path, ...]
    dashboards: tuple[Path, ...] = ()
    root: Path | None = None
    alertmanager: Path | None = None
    tests: tuple[Path, ...] = ()

    @property
    def tests_root(self) -> Path | None:
        """The folder of the tests."""
        return self.root / layout.TESTS if self.root else None

    @property
    def catalog(self) -> Path | None:
        """The catalog of a built folder."""
        return self.root / layout.CATALOG if self.root else None


def find_output(paths: Sequence[Path]) -> tuple[OutputFolder, ...]:
    """What is at `paths`: output folders of builds, environments of them, rule files, folders of rule files.

    Descriptors that folders hold are passed over.

    Raises:
        InputError: a path that is not there, no file, or a descriptor; a catalog that is gone; nothing to verify in all
            of them.
    """
    folders, unfit = _search(paths, lambda files: without_descriptors(files, paths))
    if unfit:
        raise InputError(unfit)
    return folders


def search_output(paths: Sequence[Path]) -> tuple[tuple[OutputFolder, ...], tuple[Finding, ...]]:
    """The same for who judges descriptors too, and a finding for each that is no file, as a pipe or a link to nothing.

    Raises:
        InputError: a path that is not there, a catalog that is gone, nothing to verify in all of them.
    """
    return _search(paths, list)


def _search(
    paths: Sequence[Path], of: Callable[[Sequence[Path]], list[Path]]
) -> tuple[tuple[OutputFolder, ...], tuple[Finding, ...]]:
    if gone := [*missing(paths), *(finding for path in paths for finding in lost(path))]:
        raise InputError(gone)
    folders = list(_folders(paths, of))
    files = [path for folder in folders for path in (*folder.rules, *folder.dashboards)]
    if not files:
        hint = _ONLY_TESTS if any(folder.tests for folder in folders) else _FIRST
        raise InputError([Finding("nothing-to-verify", "there is nothing to verify", at(p), hint=hint) for p in paths])
    catalogs = [folder.catalog for folder in folders if folder.catalog]
    unfit = tuple(finding for path in (*catalogs, *files) for finding in odd(path))
    if unfit:
        folders = [evolve(folder, rules=tuple(path for path in folder.rules if path.is_file())) for folder in folders]
    return tuple(folder for folder in folders if folder.root or folder.rules), unfit


def _folders(paths: Sequence[Path], of: Callable[[Sequence[Path]], list[Path]]) -> Iterator[OutputFolder]:
    """Each environment of a build, then all that is by hand, of which `of` takes what counts."""
    roots = {path: environments(path) for path in paths}
    others = [path for path, found in roots.items() if not found]
    inner = {root for path in others for root in inner_environments(path)}
    yield from map(_built, sorted(inner.union(*roots.values())))
    files = {file for path in others for file in rule_files(path) if inner.isdisjoint(file.parents)}
    yield OutputFolder(tuple(of(sorted(files))))


def _built(root: Path) -> OutputFolder:
    tests = below(root / layout.TESTS, RULES)
    rules = tuple(sorted(set(below(root / layout.PROMETHEUS, RULES)).difference(tests)))
    alertmanager = root / layout.ALERTMANAGER
    dashboards = below(root / layout.DASHBOARDS, DASHBOARDS)
    # A link to nothing is told of where the build left a file.
    there = tuple(path for path in tests if path.is_file())
    return OutputFolder(rules, dashboards, root, alertmanager if alertmanager.is_file() else None, there)
