"""Many series of which some are over a limit: what share of them are comes near a number only where there are many."""

from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import evolve

from observability.promql.families import COUNTING
from observability.promql.tree import Aggregation, Node, every
from observability.proof.case import Input
from observability.proof.evaluator import NAME, Labels
from observability.proof.evaluator.labels import BUCKET, value_of, with_values
from observability.proof.series.numbers import constants
from observability.proof.series.spreading import numbered

Inputs = tuple[Input, ...]
_MANY, _PERCENT = 100, 100
# Of a limit: as far as it is moved to see whether tests notice.
_APART, _EQUAL = 0.02, 1e-12


def crowds(tree: Node, over: Inputs, under: Inputs) -> Iterator[Inputs]:
    """Series of which a share is as in `over` and the rest as in `under`: just the limit, a little more, and less."""
    if not any(isinstance(node, Aggregation) and node.operator in COUNTING for node in every(tree)):
        return
    limits = dict.fromkeys(
        share for number in constants(tree) for share in (number, number / _PERCENT) if 0 < share < 1
    )
    for limit in limits:
        for some, many in _shares(limit):
            yield from (_crowd(over, under, label, some, many) for label in _labels(over))


def _shares(limit: float) -> Iterator[tuple[int, int]]:
    """So many of so many, as few as can be."""
    pairs = [(some, many) for many in range(2, _MANY + 1) for some in range(1, many)]
    for low, high in ((-_EQUAL, _EQUAL), (_EQUAL, _APART), (-_APART, -_EQUAL)):
        found = (one for one in pairs if limit * (1 + low) <= one[0] / one[1] <= limit * (1 + high))
        yield from islice(found, 1)


def _labels(inputs: Inputs) -> Sequence[str]:
    """The labels in which series of one name differ."""
    differ = {
        name
        for one in inputs
        for other in inputs
        if value_of(one.labels, NAME) == value_of(other.labels, NAME)
        for name, value in one.labels
        if value_of(other.labels, name) != value
    }
    return sorted(differ - {NAME, BUCKET})


def _crowd(over: Inputs, under: Inputs, label: str, some: int, many: int) -> Inputs:
    first, second = ({with_values(one.labels, [(label, "")]): one for one in reversed(side)} for side in (over, under))
    made = dict[Labels, Input]()
    for number in range(1, many + 1):
        for one in (first if number <= some else second).values():
            value = value_of(one.labels, label)
            its = with_values(one.labels, [(label, numbered(value, number))]) if value else one.labels
            made.setdefault(its, evolve(one, labels=its))
    return tuple(made.values())
