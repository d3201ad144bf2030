"""Names that one part of a tree uses and another makes: what several whole checks come down to.

Their facts are the names that are made, as strings, and a `Missed` for each use of a name that its own part lacks.
"""

from collections.abc import Iterable, Iterator

from attrs import frozen

from observability.findings import Finding
from observability.model import names

# Prometheus makes them itself.
ALWAYS = names.OF_ALERTS | names.OF_SCRAPES


@frozen
class Missed:
    """A name that is used, and the finding if nobody makes it."""

    name: str
    finding: Finding


Fact = str | Missed


def made(facts: Iterable[Fact]) -> frozenset[str]:
    """The names that somebody makes."""
    return frozenset(fact for fact in facts if isinstance(fact, str))


def missed(facts: Iterable[Fact]) -> Iterator[Missed]:
    """The uses of names that nobody makes."""
    facts = list(facts)
    there = made(facts)
    return (fact for fact in facts if isinstance(fact, Missed) and fact.name not in there)
