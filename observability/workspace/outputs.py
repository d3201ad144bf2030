"""Finds what there is to verify: what a build made, or rule files that people wrote."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from observability.exceptions import InputError
from observability.findings import Finding
from observability.model import layout
from observability.model.location import Location
from observability.workspace.descriptors import descriptor_at
from observability.workspace.locate import meant
from observability.workspace.manifest import MANIFEST, read_manifest

_BUILD_FIRST = "run `observability build`, and name what it made"
_LINE_BREAKS = frozenset("\r\n")
_RULES = tuple(f"*{ending}" for ending in layout.RULE_ENDINGS)
_JSON = ("*.json",)
_NAMES = ", ".join(_RULES)


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


def find_output(paths: Sequence[Path], odd: list[Finding] | None = None) -> tuple[OutputFolder, ...]:
    """What is at `paths`: output folders of builds, environments of them, rule files, folders of rule files.

    What is no file, as a pipe or a link to nothing, is added to `odd` and left out, where that is given. Who gives it
    also judges descriptors; else those that folders hold are passed over.

    Raises:
        InputError: a path that is not there, no file, or a descriptor; a catalog that is gone; nothing to verify in all
            of them.
    """
    missing = [_missing(path) for path in paths if not path.exists()]
    if lost := [*missing, *(finding for path in paths for finding in _lost(path))]:
        raise InputError(lost)
    roots = {path: _environments(path) for path in paths}
    inner = {root for path, found in roots.items() if not found for root in _inner_environments(path)}
    built = [_built(root) for root in sorted({*inner, *(root for found in roots.values() for root in found)})]
    files = {file for path, found in roots.items() if not found for file in _rule_files(path)}
    by_hand = sorted(file for file in files if inner.isdisjoint(file.parents))
    if odd is None:
        by_hand = _without_descriptors(by_hand, paths)
    folders = [*built, OutputFolder(tuple(by_hand))]
    found = [finding for folder in folders for path in (*folder.rules, *folder.dashboards) for finding in _odd(path)]
    if found and odd is None:
        raise InputError(found)
    if odd is not None:
        odd += found
        folders = [evolve(folder, rules=tuple(path for path in folder.rules if path.is_file())) for folder in folders]
    if not odd and not any(folder.rules or folder.dashboards for folder in folders):
        hint = "run `observability build` first, or name rule files"
        raise InputError([Finding("nothing-to-verify", "there is nothing to verify", _at(p), hint=hint) for p in paths])
    return tuple(folder for folder in folders if folder.root or folder.rules)


def is_built(path: Path) -> bool:
    """Whether a build made this folder, or an environment of it."""
    return bool(_environments(path))


def find_rule_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The rule files at `paths`, each a file or a folder of them. Tests that a build made are none.

    Raises:
        InputError: a path that is not there, no file, or a descriptor, or no rule files in all of them.
    """
    findings = [_missing(path) for path in paths if not path.exists()]
    found = {file for path in paths if path.exists() for file in _rule_files(path)}
    tests = {root / layout.TESTS for path in paths for root in _inner_environments(path)}
    files = _without_descriptors(sorted(file for file in found if tests.isdisjoint(file.parents)), paths)
    findings += [finding for file in files for finding in _odd(file)]
    if not files and not findings:
        hint = _BUILD_FIRST if found else f"they are {_NAMES}"
        findings = [Finding("no-rules", "there are no rule files", _at(p), hint=hint) for p in paths]
    if findings:
        raise InputError(findings)
    return tuple(files)


def find_dashboards(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The JSON files at `paths`, each a file or a folder of them.

    Raises:
        InputError: a path that is not there.
    """
    if missing := [_missing(path) for path in paths if not path.exists()]:
        raise InputError(missing)
    return tuple(sorted({file for path in paths for file in (_below(path, _JSON) if path.is_dir() else [path])}))


def resolved(path: Path) -> Path:
    """The same place without `..` and symbolic links, from the root of the file system on."""
    return path.resolve()


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file of the output folder, with their ends, one at a time.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise _unreadable(path, error) from None


def read_slice(path: Path, start: int, length: int) -> bytes:
    """So many bytes of a file of the output folder.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)
    except OSError as error:
        raise _unreadable(path, error) from None


def read_output(path: Path) -> bytes:
    """A file that `find_output` named.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None


def _missing(path: Path) -> Finding:
    hint = "run `observability build` first" if path == Path("build") else meant(path)
    return Finding("missing-path", "there is no such file or folder", _at(path), hint=hint)


def _lost(path: Path) -> Iterator[Finding]:
    """What a build left at this path, and whose absence says nothing: it would only not be looked at.

    By its catalog alone we know an environment for one; without a configuration of Alertmanager there are no routes.
    """
    for output in {path.absolute(), path.absolute().parent}:
        for root, file in _whole_environments(output):
            if path.absolute() in (root, output) and not file.exists():
                message, hint = "is not there, which the build left here", "run `observability build` again"
                yield Finding("missing-file", message, _at(file), hint=hint)


def _whole_environments(output: Path) -> Iterator[tuple[Path, Path]]:
    """The files of which a build makes one an environment, each with the environment's folder."""
    for file in read_manifest(output).files:
        for name in (layout.CATALOG, layout.ALERTMANAGER):
            if file.endswith(f"/{name}"):
                yield output / file.removesuffix(f"/{name}"), output / file


def _environments(path: Path) -> list[Path]:
    return [catalog.parent for pattern in (layout.CATALOG, f"*/{layout.CATALOG}") for catalog in path.glob(pattern)]


def _inner_environments(path: Path) -> Iterator[Path]:
    """Those of builds somewhere below a folder, as `build/` in a whole repository; a build's manifest tells of it."""
    for manifest in path.rglob(MANIFEST):
        yield from (catalog.parent for catalog in manifest.parent.glob(f"*/{layout.CATALOG}"))


def _built(root: Path) -> OutputFolder:
    tests = _below(root / layout.TESTS, _RULES)
    rules = tuple(sorted(set(_below(root / layout.PROMETHEUS, _RULES)).difference(tests)))
    alertmanager = root / layout.ALERTMANAGER
    dashboards = _below(root / layout.DASHBOARDS, _JSON)
    return OutputFolder(rules, dashboards, root, alertmanager if alertmanager.is_file() else None, tests)


def _rule_files(path: Path) -> Iterable[Path]:
    return _below(path, _RULES) if path.is_dir() else [path]


def _below(folder: Path, patterns: Sequence[str]) -> tuple[Path, ...]:
    return tuple(sorted(_files(folder, patterns)))


def _files(folder: Path, patterns: Sequence[str]) -> Iterator[Path]:
    return (path for pattern in patterns for path in folder.rglob(pattern) if not path.is_dir())


def _without_descriptors(files: Iterable[Path], asked: Sequence[Path]) -> list[Path]:
    """Rule files alone: descriptors lie beside them, and to name one is a mistake."""
    lines = {path: _descriptor_line(path) for path in files}
    said = [
        Finding("descriptor", "is a descriptor, and no rules yet", Location(str(path), line, 1), hint=_BUILD_FIRST)
        for path, line in lines.items()
        if line and path in asked
    ]
    if said:
        raise InputError(said)
    return [path for path, line in lines.items() if not line]


def _descriptor_line(path: Path) -> int:
    content = read_output(path) if path.is_file() else b""
    start = descriptor_at(content)
    return 0 if start is None else content.count(b"\n", 0, start) + 1


def _odd(path: Path) -> Iterator[Finding]:
    if not path.is_file():
        message = "is no regular file" if path.exists() else "is a link to nothing"
        yield Finding("unreadable-file", message, _at(path), hint="name a file, or remove it from the folder")
    elif not _LINE_BREAKS.isdisjoint(str(path)):
        message = "has a line break in its name, by which promtool's report cannot be read"
        yield Finding("unreadable-file", message, _at(path), hint="rename it")


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError([Finding("unreadable-file", f"cannot be read: {error.strerror}", _at(path))])


def _at(path: Path) -> Location:
    return Location(str(path))
