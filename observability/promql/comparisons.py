"""Limits: what an expression compares with which number."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

import promql_parser
from attrs import frozen

from observability.promql.parse import parse
from observability.promql.walk import anonymous, current_metric_names

# Each with what it is when its sides change places.
_LIMITS = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


@frozen
class Comparison:
    """A comparison with a number; `metrics` are read for it as they are now. `upper`: more than `limit` is bad."""

    metrics: frozenset[str]
    limit: Decimal
    upper: bool


def comparisons(text: str) -> tuple[Comparison, ...]:
    """The limits beyond which an expression has a sample: its comparisons with a number by `>`, `>=`, `<` or `<=`.

    Looked at are the sides of `and` and `or`, and what stands before `unless`. Of two limits of an `and` on the same
    metrics, only the stricter is one.

    Raises:
        ValueError: not PromQL.
    """
    return _comparisons(anonymous(text))


@lru_cache(maxsize=4096)
def _comparisons(text: str) -> tuple[Comparison, ...]:
    return tuple(_limits(parse(text)))


def _limits(node: Any) -> list[Comparison]:
    while isinstance(node, promql_parser.ParenExpr):
        node = node.expr
    if not isinstance(node, promql_parser.BinaryExpr):
        return []
    match str(node.op):
        case "or":
            return _once((*_limits(node.lhs), *_limits(node.rhs)))
        case "and":
            return _stricter(_limits(node.lhs), _limits(node.rhs))
        case "unless":
            return _limits(node.lhs)
        case operator:
            return [*_limit(node.lhs, operator, node.rhs), *_limit(node.rhs, _LIMITS.get(operator, ""), node.lhs)]


def _limit(side: Any, operator: str, number: Any) -> list[Comparison]:
    if operator not in _LIMITS or not isinstance(number, promql_parser.NumberLiteral):
        return []
    limit = Decimal(repr(number.val))
    return [Comparison(current_metric_names(side), limit, operator.startswith(">"))] if limit.is_finite() else []


def _stricter(left: list[Comparison], right: list[Comparison]) -> list[Comparison]:
    pairs = ((one, others) for side, others in ((left, right), (right, left)) for one in side)
    return _once(one for one, others in pairs if not _is_implied(one, others))


def _is_implied(one: Comparison, others: list[Comparison]) -> bool:
    same = [other.limit for other in others if (other.metrics, other.upper) == (one.metrics, one.upper)]
    return bool(same) and (min(same) > one.limit if one.upper else max(same) < one.limit)


def _once(found: Iterable[Comparison]) -> list[Comparison]:
    return list(dict.fromkeys(found))
