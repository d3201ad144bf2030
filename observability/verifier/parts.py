"""A folder in parts that can be looked at apart: a service's rules and dashboard with what the catalog says of them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import field, frozen

from observability.emit.catalogtext import Span
from observability.lint import Catalog
from observability.verifier.catalogs import ShortCatalog, whole_entry
from observability.workspace import OutputFolder

# The ending of a copy of rules, which tests run over.
COPY = ".rules.yaml"


@frozen
class Part:
    """Files that belong together. `catalog` tells of them alone, in short; None for what was not built here.

    `spans`: where the whole entries stand in `catalog_file`, by service. `tests` are files of tests of the rules.
    """

    rules: tuple[Path, ...] = ()
    dashboards: tuple[Path, ...] = ()
    catalog_file: Path | None = None
    catalog: Catalog | None = None
    spans: Mapping[str, Span] = field(factory=dict)
    tests: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them."""
        return self.rules + self.dashboards

    @property
    def by_hand(self) -> bool:
        """Whether people wrote it: no build knows it."""
        return not self.catalog or not (self.catalog["services"] or "watchdog" in self.catalog)

    @property
    def source(self) -> str:
        """The descriptor of the service; empty where it is of none."""
        services = self.catalog["services"].values() if self.catalog else ()
        return next((str(one["source"]["file"]) for one in services), "")

    def whole_catalog(self) -> Catalog | None:
        """The catalog with whole entries, read now.

        Raises:
            InputError: it cannot be read.
        """
        if self.catalog_file is None or self.catalog is None:
            return None
        whole = {name: whole_entry(self.catalog_file, span) for name, span in self.spans.items()}
        return {**self.catalog, "services": {**self.catalog["services"], **whole}}


def parted(folder: OutputFolder, catalog: ShortCatalog | None) -> list[Part]:
    """The parts of a folder: the Watchdog's, those of services, then every other file by itself."""
    if catalog is None:
        return [Part((path,)) for path in folder.rules]
    built = [_watchdog(folder, catalog), *_services(folder, catalog)]
    taken = {path for part in built for path in part.files}
    others = [Part((path,), (), catalog.path, {"services": {}}) for path in folder.rules if path not in taken]
    others += [Part((), (path,), catalog.path, {"services": {}}) for path in folder.dashboards if path not in taken]
    return [*built, *others]


def _watchdog(folder: OutputFolder, catalog: ShortCatalog) -> Part:
    watchdog = catalog.document["watchdog"]
    rules = _there(catalog.path.parent / watchdog["rules"], set(folder.rules))
    return Part(rules, (), catalog.path, {"services": {}, "watchdog": watchdog})


def _services(folder: OutputFolder, catalog: ShortCatalog) -> Iterator[Part]:
    rules, dashboards, tests = set(folder.rules), set(folder.dashboards), _tests(folder)
    for name, entry in catalog.services.items():
        yield Part(
            _there(catalog.path.parent / entry["rules"], rules),
            _there(catalog.path.parent / entry["dashboard"]["path"], dashboards),
            catalog.path,
            {"services": {name: entry}},
            {name: catalog.spans[name]} if name in catalog.spans else {},
            tuple(tests.get(name, ())),
        )


def _tests(folder: OutputFolder) -> dict[str, list[Path]]:
    """Files of tests by service: one of its name, and those in a folder of its name."""
    found: dict[str, list[Path]] = {}
    for path in folder.tests:
        if folder.tests_root and not path.name.endswith(COPY):
            first = path.relative_to(folder.tests_root).parts[0]
            found.setdefault(first.removesuffix(".yaml"), []).append(path)
    return found


def _there(path: Path, files: set[Path]) -> tuple[Path, ...]:
    return (path,) if path in files else ()
