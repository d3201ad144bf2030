import pytest

from observability.promql import tree_of
from observability.promql.scalars import is_scalar


@pytest.mark.parametrize(
    "expr", ["5", "-5", "time()", "pi() * 2", "-scalar(x)", "(time() - 3) / 2", "scalar(x) > bool 1"]
)
def test_one_number(expr: str) -> None:
    assert is_scalar(tree_of(expr))


@pytest.mark.parametrize(
    "expr", ["x", "vector(1)", "time() - x", "-x", "x * 2", "sum(x)", "rate(x[5m])", "timestamp(x)"]
)
def test_a_vector(expr: str) -> None:
    assert not is_scalar(tree_of(expr))
