"""A series that is another in a different unit."""

from decimal import Decimal
from functools import lru_cache

import promql_parser
from attrs import frozen

from observability.promql.parse import parse
from observability.promql.walk import anonymous, current_metric_names


@frozen
class Scaling:
    """What is read of `metrics`, times `factor`."""

    metrics: frozenset[str]
    factor: Decimal


def scaling(text: str) -> Scaling | None:
    """What an expression is that as a whole multiplies by a number, or divides by one; None for any other.

    Raises:
        ValueError: not PromQL.
    """
    return _scaling(anonymous(text))


@lru_cache(maxsize=512)
def _scaling(text: str) -> Scaling | None:
    node = parse(text)
    if not isinstance(node, promql_parser.BinaryExpr) or not isinstance(node.rhs, promql_parser.NumberLiteral):
        return None
    number = Decimal(repr(node.rhs.val))
    if not number.is_finite() or not number:
        return None
    match str(node.op):
        case "*":
            return Scaling(current_metric_names(node.lhs), number)
        case "/":
            return Scaling(current_metric_names(node.lhs), 1 / number)
        case _:
            return None
