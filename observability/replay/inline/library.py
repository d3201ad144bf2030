"""The recordings of one side, by the names of what they record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from observability.model.durations import Duration
from observability.model.rule import Recording, RuleGroup
from observability.promql import metrics_read, tree_of
from observability.promql.tree import Node
from observability.replay.inline.errors import InlineError


@frozen
class Recorded:
    """A recording; `interval` is how often, in milliseconds."""

    rule: Recording
    interval: int

    @property
    def tree(self) -> Node:
        """Its expression.

        Raises:
            InlineError: it cannot be read.
        """
        try:
            return tree_of(self.rule.expr)
        except ValueError as error:
            raise InlineError(f"the expression of {self.rule.record} cannot be read: {error}") from None

    @property
    def substance(self) -> tuple[object, ...]:
        """What decides which samples it has: two that differ in their text alone are the same."""
        return _tree(self.rule.expr), tuple(sorted(self.rule.labels.items())), self.interval


@frozen
class Library:
    """All recordings; several rules may record series of one name."""

    by_name: Mapping[str, tuple[Recorded, ...]] = field(factory=dict)

    @classmethod
    def of(cls, groups: Iterable[RuleGroup], interval: Duration) -> "Library":
        """The recordings of these groups; `interval` is that of groups that have none of their own."""
        found: dict[str, tuple[Recorded, ...]] = {}
        for group in groups:
            every = (group.interval or interval).milliseconds
            for rule in group.rules:
                if isinstance(rule, Recording):
                    found[rule.record] = (*found.get(rule.record, ()), Recorded(rule, every))
        return cls(found)

    def rules(self, name: str) -> tuple[Recorded, ...]:
        """The rules that record series of this name, which may be empty where a pattern stands for it.

        Raises:
            InlineError: there is none.
        """
        if name not in self.by_name:
            raise InlineError(f"it reads {name or 'names by a pattern'}, which no rule on its side records")
        return self.by_name[name]

    def reads(self, names: Iterable[str]) -> frozenset[str]:
        """The recordings among these names, and all that they read, to any depth."""
        found, waiting = set[str](), [name for name in names if name in self.by_name]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [
                    read for one in self.by_name[name] for read in metrics_read(one.rule.expr) if read in self.by_name
                ]
        return frozenset(found)


def differing(old: Library, new: Library) -> frozenset[str]:
    """The names of which one side records something else, itself or in what it reads, to any depth."""
    names = old.by_name.keys() | new.by_name.keys()
    own = {name for name in names if _substance(old, name) != _substance(new, name)}
    readers = _readers((old, new))
    waiting, found = list(own), set(own)
    while waiting:
        for reader in readers.get(waiting.pop(), ()):
            if reader not in found:
                found.add(reader)
                waiting.append(reader)
    return frozenset(found)


def _readers(libraries: Sequence[Library]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for reader, read in (pair for library in libraries for pair in _reads(library)):
        found.setdefault(read, []).append(reader)
    return found


def _reads(library: Library) -> Iterator[tuple[str, str]]:
    for name, rules in library.by_name.items():
        yield from ((name, read) for one in rules for read in metrics_read(one.rule.expr))


def _substance(library: Library, name: str) -> frozenset[tuple[object, ...]]:
    return frozenset(one.substance for one in library.by_name.get(name, ()))


def _tree(expr: str) -> Node | str:
    try:
        return tree_of(expr)
    except ValueError:
        return expr
