"""What cases of recordings have in common is made once, and told only where every order of series makes the same."""

import pytest

from observability.model.rule import Recording
from observability.proof.case import Input
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import labels_of
from observability.proof.samples.segments import Segment
from observability.proof.suites.once import Once
from observability.proof.suites.recorded import Recorded

MINUTE = 60_000


@pytest.mark.parametrize("expr", ["sum(x)", "sum(x) + sum(y)"])
def test_what_hangs_on_the_order_of_series_is_not_told(expr: str) -> None:
    # What was added first is lost where the largest comes next; sums that make up for it know no order.
    values = {"x": (1e17, -1e17, 1.0), "y": (0.0,)}
    inputs = [
        Input(labels_of({"__name__": name, "n": str(number)}), (Segment(3, value),))
        for name, some in values.items()
        for number, value in enumerate(some)
    ]
    once, one = Once(), Recorded.of(Recording("r", expr))
    with pytest.raises(NotDerivableError, match="different numbers"):
        once.told(one, once.storages(inputs, MINUTE), 2 * MINUTE)
