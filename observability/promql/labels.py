"""Which labels a result carries, as far as the expression alone tells."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import promql_parser

from observability.promql.families import PICKING
from observability.promql.parse import parse
from observability.promql.walk import children

# None: unknown, as it depends on the series.
Labels = frozenset[str] | None

_FIRST_ONLY = frozenset({"and", "unless"})


@lru_cache(maxsize=4096)
def result_labels(text: str) -> Labels:
    """The labels of the result, or None where only the series can tell.

    Raises:
        ValueError: not PromQL.
    """
    return _labels(parse(text))


def quantiles_without_le(text: str, is_bucket: Callable[[str], bool]) -> list[str]:
    """Every `histogram_quantile` over classic buckets that were aggregated without `le`.

    Raises:
        ValueError: not PromQL.
    """
    if "histogram_quantile" not in text:
        return []
    return [str(node) for node in _all(parse(text)) if _is_quantile(node) and _lacks_le(node.args[1], is_bucket)]


def _is_quantile(node: Any) -> bool:
    return isinstance(node, promql_parser.Call) and node.func.name == "histogram_quantile"


def _lacks_le(node: Any, is_bucket: Callable[[str], bool]) -> bool:
    labels = _labels(node)
    names = (n.name or "" for n in _all(node) if isinstance(n, promql_parser.VectorSelector))
    return labels is not None and "le" not in labels and any(map(is_bucket, names))


def _all(node: Any) -> list[Any]:
    below = [node.vector_selector] if isinstance(node, promql_parser.MatrixSelector) else children(node)
    return [node, *(deeper for child in below for deeper in _all(child))]


def _labels(node: Any) -> Labels:
    match node:
        case promql_parser.AggregateExpr():
            return _aggregated(node)
        case promql_parser.BinaryExpr():
            return _combined(node)
        case promql_parser.Call():
            return _called(node)
        case promql_parser.ParenExpr() | promql_parser.UnaryExpr() | promql_parser.SubqueryExpr():
            return _labels(node.expr)
        case promql_parser.NumberLiteral():
            return frozenset()
        case _:
            return None


def _aggregated(node: promql_parser.AggregateExpr) -> Labels:
    if str(node.op) in PICKING:
        return _labels(node.expr)
    if node.modifier is None:
        return frozenset()
    if node.modifier.type == promql_parser.AggModifierType.By:
        return frozenset(node.modifier.labels)
    return None


def _combined(node: promql_parser.BinaryExpr) -> Labels:
    left, right = _labels(node.lhs), _labels(node.rhs)
    if str(node.op) in _FIRST_ONLY or isinstance(node.rhs, promql_parser.NumberLiteral):
        return left
    if isinstance(node.lhs, promql_parser.NumberLiteral):
        return right
    if left is None or right is None:
        return None
    return left | right


def _called(node: promql_parser.Call) -> Labels:
    name = node.func.name
    if name in {"vector", "time", "scalar"}:
        return frozenset()
    if name in {"absent", "absent_over_time", "label_replace", "label_join"} or not node.args:
        return None
    if name == "histogram_quantile":
        below = _labels(node.args[1])
        return None if below is None else below - {"le"}
    return _labels(node.args[0])
