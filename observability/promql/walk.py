"""Walks over the syntax tree."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import promql_parser

from observability.promql.parse import parse

# The value of `label="value"`, as the builder writes it. It begins with the quote, for which `re` searches fast.
_VALUE = re.compile(r'"(?<=[^!=<>]=")[^"\\\n]*(?:\\.[^"\\\n]*)*"')


def metric_names(text: str) -> frozenset[str]:
    """The metrics that an expression reads. A selector without a plain name counts as nothing.

    Raises:
        ValueError: not PromQL.
    """
    return _metric_names(anonymous(text))


def metrics_read(text: str) -> frozenset[str]:
    """The same of any text: what is not PromQL reads nothing, and is for others to complain of."""
    try:
        return metric_names(text)
    except ValueError:
        return frozenset()


def anonymous(text: str) -> str:
    """The expression without the values of its labels, for a cache of what they tell nothing of.

    Most rules of a fleet differ in these alone, and are parsed once.
    """
    return text if "__name__" in text else _VALUE.sub('"_"', text)


@lru_cache(maxsize=4096)
def _metric_names(text: str) -> frozenset[str]:
    return frozenset(name for selector in _selectors(parse(text)) if (name := _name(selector)))


def current_metric_names(node: Any) -> frozenset[str]:
    """The metrics below a node that are read as they are now, not in the past."""
    return frozenset(name for selector in _selectors(node, _is_present) if (name := _name(selector)))


def _is_present(node: Any) -> bool:
    return getattr(node, "offset", None) is None and getattr(node, "at", None) is None


def _name(selector: promql_parser.VectorSelector) -> str:
    if selector.name:
        return str(selector.name)
    equals = (m for m in selector.matchers.matchers if m.op == promql_parser.MatchOp.Equal)
    return next((m.value for m in equals if m.name == "__name__"), "")


def _selectors(root: Any, wanted: Callable[[Any], bool] = lambda _: True) -> Iterator[promql_parser.VectorSelector]:
    # A stack, as nested generators would hand each selector up through every level.
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, promql_parser.MatrixSelector):
            node = node.vector_selector
        if not wanted(node):
            continue
        if isinstance(node, promql_parser.VectorSelector):
            yield node
        else:
            stack.extend(reversed(children(node)))


def children(node: Any) -> list[Any]:
    """The expressions below a node; a range's selector is part of the range."""
    match node:
        case promql_parser.BinaryExpr():
            return [node.lhs, node.rhs]
        case promql_parser.AggregateExpr():
            return [child for child in (node.param, node.expr) if child is not None]
        case promql_parser.Call():
            return list(node.args)
        case promql_parser.ParenExpr() | promql_parser.UnaryExpr() | promql_parser.SubqueryExpr():
            return [node.expr]
        case _:
            return []
