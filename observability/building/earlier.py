"""What an earlier build left in the output folder, as far as it can still be believed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import frozen

from observability import workspace
from observability.building import cache
from observability.building.cache import Entry
from observability.compiler import inside
from observability.emit.catalogtext import index
from observability.emit.target import USUAL, Target
from observability.model import layout
from observability.workspace import Manifest

# Where a target's files stand in an environment's folder.
_FOLDERS = {
    Target.RULES: f"{layout.RULES}/",
    Target.TESTS: f"{layout.TESTS}/",
    Target.DASHBOARDS: f"{layout.GRAFANA}/",
    Target.ALERTMANAGER: "alertmanager/",
}


@frozen
class Earlier:
    """The files of earlier builds. `intact` are those that still have their content."""

    output: Path
    manifest: Manifest
    intact: frozenset[str]
    entries: Mapping[str, Entry]

    @classmethod
    def of(cls, output: Path) -> "Earlier":
        """What is in the output folder."""
        manifest = workspace.read_manifest(output)
        return cls(output, manifest, workspace.intact(output, manifest), cache.load(manifest.cache))

    def serves(self, path: str, fingerprint: str, environments: Iterable[str], targets: frozenset[Target]) -> bool:
        """Whether the descriptor at `path` needs no compiling."""
        entry = self.entries.get(path)
        if entry is None or entry.fingerprint != fingerprint:
            return False
        catalogs = {_catalog(environment) for environment in environments}
        return catalogs <= self.intact and entry.serves(environments, targets, self.intact)

    @property
    def targets(self) -> frozenset[Target]:
        """What a build makes that nobody limited: tests too where there are some."""
        has_tests = any(f"/{_FOLDERS[Target.TESTS]}" in path for path in self.manifest.files)
        return USUAL | {Target.TESTS} if has_tests else USUAL

    def is_just(self, descriptors: Iterable[str]) -> bool:
        """Whether the folder holds what was made of these descriptors and no others, all of it intact."""
        return self.entries.keys() == set(descriptors) and self.intact.issuperset(self.manifest.files)

    def catalog_entries(self, environment: str, kept: Iterable[Entry]) -> dict[str, bytes]:
        """The catalog's entries of services that were not compiled again."""
        names = [entry.card.name for entry in kept]
        if not names:
            return {}
        path = self.output / _catalog(environment)
        spans = index(workspace.read_lines(path)).spans
        return {name: workspace.read_slice(path, spans[name].start, spans[name].length) for name in names}

    def files(
        self, kept: Iterable[Entry], environments: Iterable[str], targets: frozenset[Target], *, others: bool
    ) -> dict[str, str]:
        """The files that stay, with their digests: those of kept services, and what this build is not about.

        `others`: whether environments that are not named are left alone, or are gone.
        """
        stay = {path for entry in kept for environment in environments for path in entry.paths[environment]}
        folders = (*(_FOLDERS[target] for target in targets), layout.CATALOG)
        rebuilt = tuple(inside(environment, folder) for environment in environments for folder in folders)
        named = tuple(f"{environment}/" for environment in environments)
        return {
            path: digest
            for path, digest in self.manifest.files.items()
            if path in stay or (not path.startswith(rebuilt) if path.startswith(named) else others)
        }


def _catalog(environment: str) -> str:
    return inside(environment, layout.CATALOG)
