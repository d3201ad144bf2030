"""Walks over the syntax tree."""

from collections.abc import Iterator
from typing import Any

import promql_parser

from observability.promql.parse import parse


def selectors(text: str) -> list[promql_parser.VectorSelector]:
    """All vector selectors of an expression, those of ranges included, in the order of the text.

    Raises:
        ValueError: not PromQL.
    """
    return list(_selectors(parse(text)))


def metric_names(text: str) -> set[str]:
    """The metrics that an expression reads. A selector without a plain name counts as nothing.

    Raises:
        ValueError: not PromQL.
    """
    return {name for selector in selectors(text) if (name := _name(selector))}


def _name(selector: promql_parser.VectorSelector) -> str:
    equals = (m for m in selector.matchers.matchers if m.op == promql_parser.MatchOp.Equal)
    return selector.name or next((m.value for m in equals if m.name == "__name__"), "")


def _selectors(root: Any) -> Iterator[promql_parser.VectorSelector]:
    # A stack, as nested generators would hand each selector up through every level.
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, promql_parser.VectorSelector):
            yield node
        elif isinstance(node, promql_parser.MatrixSelector):
            yield node.vector_selector
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
