"""Rules that are one to somebody, wherever they stand: a hash of each, packed, as a fleet has a million."""

from collections.abc import Callable, Collection, Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from struct import Struct
from sys import intern

from attrs import frozen

from observability.findings import Location
from observability.lint.uses import name
from observability.model.rule import Rule

_IDENTITY = Struct("8s")
_PLACE = Struct("II")


@frozen
class Identified:
    """What tells the rules of a file apart, where they stand, what they are called."""

    path: str
    identities: bytes
    places: bytes
    names: tuple[str, ...]

    @classmethod
    def of(cls, path: str, rules: Iterable[Rule], identity: Callable[[Rule], object]) -> "Identified":
        """These rules of a file, each with what it is; of that counts its `repr`."""
        listed = list(rules)
        return cls(
            path,
            b"".join(_hash(identity(rule)) for rule in listed),
            b"".join(_PLACE.pack(rule.origin.line, rule.origin.column) for rule in listed),
            tuple(intern(name(rule)) for rule in listed),
        )

    def rules(self) -> Iterator[tuple[bytes, Location, str]]:
        """The identity, the place and the name of each."""
        places = (Location(self.path, *place) for place in _PLACE.iter_unpack(self.places))
        return zip(
            (identity for (identity,) in _IDENTITY.iter_unpack(self.identities)), places, self.names, strict=True
        )


def repeated(files: Collection[Identified]) -> Iterator[tuple[str, Location, str, Location]]:
    """What is there already: its name and place, and those of the first, by the names of the files."""
    first: dict[bytes, tuple[str, Location]] = {}
    twice = _twice(chain.from_iterable(_IDENTITY.iter_unpack(file.identities) for file in files))
    for file in sorted(files, key=lambda file: file.path) if twice else ():
        for identity, place, called in file.rules():
            if identity not in twice:
                continue
            name_of_first, earlier = first.setdefault(identity, (called, place))
            if earlier is not place:
                yield called, place, name_of_first, earlier


def _twice(identities: Iterable[tuple[bytes]]) -> set[bytes]:
    seen, twice = set[bytes](), set[bytes]()
    for (identity,) in identities:
        (twice if identity in seen else seen).add(identity)
    return twice


def _hash(identity: object) -> bytes:
    return blake2b(repr(identity).encode(), digest_size=_IDENTITY.size).digest()
