"""No two rules of all files record the same series, and no two alerts of a file are one to Alertmanager.

Why: two rules that write one series overwrite each other, now this one's value, now that one's. promtool sees it inside
a file only, and fails for it only with `--lint-fatal`; Prometheus loads it.

Passes:
    - {record: "service:up:sum", expr: 'sum(up{job="shop"})', labels: {service: shop}}
    - {record: "service:up:sum", expr: 'sum(up{job="mail"})', labels: {service: mail}}
Fails:
    - {record: "service:up:sum", expr: 'sum(up{job="shop"})'}
    - {record: "service:up:sum", expr: 'sum(up{job="mail"})'}
Mend: remove one, or tell them apart by a label.
"""

from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from struct import Struct
from sys import intern

from attrs import frozen

from observability.findings import Finding, Location
from observability.lint.tree import Tree
from observability.lint.uses import name
from observability.model.rule import Alert, Rule
from observability.rulefiles import RuleFile

ID = "duplicate-rule"

_IDENTITY = Struct("8s")
_PLACE = Struct("II")


@frozen
class _File:
    """What tells the rules of a file apart, where they stand, what they are called. Packed: a fleet has a million."""

    path: str
    identities: bytes
    places: bytes
    names: tuple[str, ...]

    def rules(self) -> Iterator[tuple[bytes, Location, str]]:
        """The identity, the place and the name of each."""
        places = (Location(self.path, *place) for place in _PLACE.iter_unpack(self.places))
        return zip(
            (identity for (identity,) in _IDENTITY.iter_unpack(self.identities)), places, self.names, strict=True
        )


def facts(tree: Tree) -> Iterator[_File]:
    """The rules of each file."""
    return map(_packed, tree.rules)


def judge(facts: Collection[_File]) -> Iterator[Finding]:
    """The second and later ones of a kind."""
    first: dict[bytes, Location] = {}
    twice = _twice(chain.from_iterable(_IDENTITY.iter_unpack(file.identities) for file in facts))
    for file in sorted(facts, key=lambda file: file.path) if twice else ():
        for identity, place, called in file.rules():
            if identity in twice and (earlier := first.setdefault(identity, place)) is not place:
                hint = f"remove it or that of {earlier}, or tell them apart by a label"
                yield Finding(ID, f"{called} is there already, with the same labels", place, hint=hint)


def _twice(identities: Iterable[tuple[bytes]]) -> set[bytes]:
    seen, twice = set[bytes](), set[bytes]()
    for (identity,) in identities:
        (twice if identity in seen else seen).add(identity)
    return twice


def _packed(file: RuleFile) -> _File:
    # What has no name is no rule; promtool says so.
    rules = [rule for rule in file.rules if isinstance(rule, Alert) or rule.record]
    return _File(
        file.path,
        b"".join(_identity(file.path, rule) for rule in rules),
        b"".join(_PLACE.pack(rule.origin.line, rule.origin.column) for rule in rules),
        tuple(intern(name(rule)) for rule in rules),
    )


def _identity(path: str, rule: Rule) -> bytes:
    labels = sorted(rule.labels.items())
    of = (path, rule.alert, labels) if isinstance(rule, Alert) else (rule.record, labels)
    return blake2b(repr(of).encode(), digest_size=_IDENTITY.size).digest()
