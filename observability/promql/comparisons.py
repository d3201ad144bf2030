"""Limits: what an expression compares with which number."""

from decimal import Decimal

import promql_parser
from attrs import frozen

from observability.promql.parse import parse
from observability.promql.walk import metric_names

_LIMITS = frozenset({">", ">=", "<", "<="})


@frozen
class Comparison:
    """The metrics that are read on one side, and the number on the other."""

    metrics: frozenset[str]
    limit: Decimal


def comparison(text: str) -> Comparison | None:
    """The limit that an expression as a whole is: a comparison with a number by `>`, `>=`, `<` or `<=`, or None.

    Raises:
        ValueError: not PromQL.
    """
    node = parse(text)
    while isinstance(node, promql_parser.ParenExpr):
        node = node.expr
    if not isinstance(node, promql_parser.BinaryExpr) or str(node.op) not in _LIMITS:
        return None
    if not isinstance(node.rhs, promql_parser.NumberLiteral):
        return None
    return Comparison(frozenset(metric_names(str(node.lhs))), Decimal(repr(node.rhs.val)))
