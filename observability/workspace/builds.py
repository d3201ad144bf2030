"""Tells the folders that builds made, and what is gone from them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from observability.findings import Finding
from observability.model import layout
from observability.workspace.manifest import MANIFEST, read_manifest
from observability.workspace.reading import at


def is_built(path: Path) -> bool:
    """Whether a build made this folder, or an environment of it."""
    return bool(environments(path))


def have_rules(output: Path, names: Sequence[str]) -> bool:
    """Whether builds left rules in each of these environments, without which there is little to verify."""
    files = read_manifest(output).files
    return all(any(path.startswith(f"{name}/{layout.RULES}/") for path in files) for name in names)


def lost(path: Path) -> Iterator[Finding]:
    """What a build left at this path, and whose absence says nothing: it would only not be looked at.

    By its catalog alone we know an environment for one; without a configuration of Alertmanager there are no routes.
    """
    for output in {path.absolute(), path.absolute().parent}:
        for root, file in _whole_environments(output):
            if path.absolute() in (root, output) and not file.exists():
                message, hint = "is not there, which the build left here", "run `observability build` again"
                yield Finding("missing-file", message, at(file), hint=hint)


def _whole_environments(output: Path) -> Iterator[tuple[Path, Path]]:
    """The files of which a build makes one an environment, each with the environment's folder."""
    for file in read_manifest(output).files:
        for name in (layout.CATALOG, layout.ALERTMANAGER):
            if file.endswith(f"/{name}"):
                yield output / file.removesuffix(f"/{name}"), output / file


def environments(path: Path) -> list[Path]:
    """The environments of a build in this folder; or the folder, if it is one."""
    return [catalog.parent for pattern in (layout.CATALOG, f"*/{layout.CATALOG}") for catalog in path.glob(pattern)]


def inner_environments(path: Path) -> Iterator[Path]:
    """Those of builds somewhere below a folder, as `build/` in a whole repository; a build's manifest tells of it."""
    for manifest in path.rglob(MANIFEST):
        yield from (catalog.parent for catalog in manifest.parent.glob(f"*/{layout.CATALOG}"))
