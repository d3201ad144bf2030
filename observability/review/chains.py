"""The recordings under an alert, on either side of a change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from observability.model.rule import Alert, Recording
from observability.review.reach import could_read, names_in, together_in
from observability.review.ruleset import Placed
from observability.review.version import Version


@frozen(eq=False)
class Chains:
    """All recordings of one side, by their names."""

    by_name: Mapping[str, Sequence[Placed]]

    @classmethod
    def of(cls, recordings: Iterable[Placed]) -> "Chains":
        """Those of these recordings."""
        found = defaultdict[str, list[Placed]](list)
        for placed in recordings:
            found[placed.name].append(placed)
        return cls(found)

    def under(self, placed: Placed, alert: Alert) -> Version:
        """The alert, which stands there, with all that is recorded for it. What is made of itself is there once."""
        return Version(alert, tuple(self._below(alert.expr, placed, set())))

    def _below(self, expr: str, top: Placed, seen: set[int]) -> Iterator[Recording]:
        for name in sorted(names_in(expr)):
            for one in self.by_name.get(name, ()):
                rule = one.recording
                if rule is None or id(rule) in seen or not together_in(one, top) or not could_read(expr, one):
                    continue
                seen.add(id(rule))
                yield from self._below(rule.expr, top, seen)
                yield rule
