"""What an earlier build made of which input: an unchanged descriptor is not compiled again.

An entry is believed only while every file that it tells of still has the content of that build.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

import orjson
from attrs import asdict, frozen

from observability.descriptor import Project, ServiceCard
from observability.emit.target import Target
from observability.model.artifact import Source
from observability.model.location import Location
from observability.undeclared import Undeclared
from observability.workspace import package_digest


@frozen
class Entry:
    """One descriptor's part of the cache. `paths` of its artifacts are by environment."""

    fingerprint: str
    card: ServiceCard
    targets: frozenset[Target]
    paths: Mapping[str, tuple[str, ...]]

    def serves(self, environments: Iterable[str], targets: frozenset[Target], intact: frozenset[str]) -> bool:
        """Whether all that is asked for is there."""
        return targets <= self.targets and all(
            environment in self.paths and intact.issuperset(self.paths[environment]) for environment in environments
        )


def fingerprint(project: Project, source: Source) -> str:
    """A digest of all that an output depends on: the compiler, the project file, the descriptor."""
    digest = blake2b(package_digest().encode(), digest_size=16)
    for part in (project.source.text if project.source else b"", source.path.encode(), source.text):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def load(cache: Mapping[str, Any]) -> dict[str, Entry]:
    """The entries of a manifest's cache, by the descriptor's path; none where it is not as it was written."""
    if cache.get("digest") != _digest(cache.get("services")):
        return {}
    try:
        return {path: _entry(document) for path, document in cache["services"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}


def dump(entries: Mapping[str, Entry]) -> dict[str, Any]:
    """The entries as a manifest's cache."""
    services = {path: _document(entry) for path, entry in entries.items()}
    return {"services": services, "digest": _digest(services)}


def _digest(services: object) -> str:
    """People can edit the file, and merges mend it: each value in it would be believed."""
    return blake2b(orjson.dumps(services, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


def _entry(document: Mapping[str, Any]) -> Entry:
    return Entry(
        document["fingerprint"],
        _card(document["card"]),
        frozenset(map(Target, document["targets"])),
        {environment: tuple(paths) for environment, paths in document["paths"].items()},
    )


def _card(document: Mapping[str, Any]) -> ServiceCard:
    return ServiceCard(
        document["name"],
        Location(**document["location"]),
        tuple(document["depends_on"]),
        Location(**document["depends_at"]),
        document["owners"],
        tuple(document["by"]),
        tuple(document["metrics"]),
        tuple(Undeclared(**{**one, "location": Location(**one["location"])}) for one in document["undeclared"]),
    )


def _document(entry: Entry) -> dict[str, Any]:
    return {
        "fingerprint": entry.fingerprint,
        "card": asdict(entry.card),
        "targets": sorted(entry.targets),
        "paths": dict(entry.paths),
    }
