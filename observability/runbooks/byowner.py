"""Who has how much to mend, the worst first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from observability.runbooks.kind import Kind
from observability.runbooks.problem import Problem

NOBODY = "(nobody)"


@frozen
class Owned:
    """An owner's alerts, and the problems that are theirs, by kind."""

    owner: str
    alerts: int
    counts: Mapping[Kind, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def by_owner(problems: Iterable[Problem], alerts: Iterable[str]) -> list[Owned]:
    """One for each owner of `alerts` (names of owners, one an alert) and of problems.

    The worst first: most of the worst kind, then most of the next. A problem of two owners counts for both.
    """
    how_many = Counter(owner or NOBODY for owner in alerts)
    counts: dict[str, Counter[Kind]] = {owner: Counter() for owner in how_many}
    for problem in problems:
        for owner in problem.owners or (NOBODY,):
            counts.setdefault(owner, Counter())[problem.kind] += 1
    found = [Owned(owner, how_many[owner], kinds) for owner, kinds in counts.items()]
    return sorted(found, key=lambda one: (*(-one.counts.get(kind, 0) for kind in Kind), one.owner))


def columns(rows: Sequence[Owned]) -> list[Kind]:
    """The kinds that occur, the worst first."""
    return [kind for kind in Kind if any(row.counts.get(kind) for row in rows)]
