"""Whether the order in which series are added up decides what there is: 2.x has none, and rounds as it goes."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice, permutations
from math import factorial

from attrs import evolve

from observability.promql.tree import Node, Vector, every
from observability.proof.evaluator import V2, Evaluator, Labels, Series, Storage

# Of up to four series, all of them.
_ORDERS = 24


def whatever_the_order(storage: Storage, tree: Node, times: Iterable[int], interval: int) -> bool:
    """Whether at each of these times samples of the same labels are there in whatever order; all in milliseconds."""
    most = max((len(storage.select(one.selector)) for one in every(tree) if isinstance(one, Vector)), default=0)
    # Of two, the sum is the same either way.
    orders = min(_ORDERS, factorial(min(most, _ORDERS))) if most > 2 else 1
    storages = [evolve(storage, arranged=partial(_permuted, number)) for number in range(orders)]
    return orders == 1 or all(len({_labels(one, tree, at, interval) for one in storages}) == 1 for at in times)


def _labels(storage: Storage, tree: Node, at: int, interval: int) -> frozenset[Labels]:
    return frozenset(labels for labels, _ in Evaluator(storage, V2, interval).vector(tree, at))


def _permuted(number: int, found: Sequence[Series]) -> Sequence[Series]:
    return next(islice(permutations(found), number, None), found)
