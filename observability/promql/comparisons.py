"""Limits in an expression: what is compared with which number."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import promql_parser
from attrs import frozen

from observability.promql.parse import parse
from observability.promql.walk import children, metric_names

_LIMITS = frozenset({">", ">=", "<", "<="})


@frozen
class Comparison:
    """The metrics that are read on one side, and the number on the other."""

    metrics: frozenset[str]
    limit: Decimal


def comparisons(text: str) -> list[Comparison]:
    """Every comparison of an expression with a number by `>`, `>=`, `<` or `<=`.

    Raises:
        ValueError: not PromQL.
    """
    return list(_comparisons(parse(text)))


def _comparisons(node: Any) -> Iterator[Comparison]:
    if isinstance(node, promql_parser.BinaryExpr) and str(node.op) in _LIMITS:
        for side, other in ((node.lhs, node.rhs), (node.rhs, node.lhs)):
            if isinstance(other, promql_parser.NumberLiteral):
                yield Comparison(frozenset(metric_names(str(side))), Decimal(repr(other.val)))
    for child in children(node):
        yield from _comparisons(child)
