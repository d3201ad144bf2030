"""From text to our own syntax tree."""

from datetime import timedelta
from functools import lru_cache

import promql_parser

from observability.model.selector import Selector
from observability.promql.parse import matchers, parse
from observability.promql.tree import (
    Aggregation,
    Binary,
    Call,
    Matching,
    Matrix,
    Negation,
    Node,
    Number,
    String,
    Subquery,
    Vector,
)

_MILLISECOND = timedelta(milliseconds=1)
# Pairs, as the parser's cardinalities have no hash.
_MANY = (
    (promql_parser.VectorMatchCardinality.ManyToOne, "left"),
    (promql_parser.VectorMatchCardinality.OneToMany, "right"),
)


@lru_cache(maxsize=4096)
def tree_of(text: str) -> Node:
    """The tree of an expression.

    Raises:
        ValueError: not PromQL, or alternatives between matchers.
    """
    return _node(parse(text))


def _node(node: promql_parser.Expr) -> Node:
    match node:
        case promql_parser.ParenExpr():
            return _node(node.expr)
        case promql_parser.SubqueryExpr():
            return Subquery(_node(node.expr), _ms(node.range), _ms(node.step), _ms(node.offset), _at(node.at))
        case promql_parser.Call():
            return Call(node.func.name, tuple(map(_node, node.args)))
        case promql_parser.UnaryExpr():
            return Negation(_node(node.expr))
        case promql_parser.AggregateExpr():
            return _aggregation(node)
        case promql_parser.BinaryExpr():
            return _binary(node)
    return _leaf(node)


def _leaf(node: promql_parser.Expr) -> Node:
    match node:
        case promql_parser.NumberLiteral():
            return Number(float(node.val))
        case promql_parser.StringLiteral():
            return String(node.val)
        case promql_parser.VectorSelector():
            return _vector(node)
        case promql_parser.MatrixSelector():
            return Matrix(_vector(node.vector_selector), _ms(node.range))
    raise ValueError(f"{type(node).__name__} is not supported")


def _vector(node: promql_parser.VectorSelector) -> Vector:
    if node.matchers.or_matchers:
        raise ValueError("`or` between matchers is not supported")
    return Vector(Selector(node.name or "", matchers(node)), _ms(node.offset), _at(node.at))


def _aggregation(node: promql_parser.AggregateExpr) -> Aggregation:
    parameter = None if node.param is None else _node(node.param)
    if node.modifier is None:
        return Aggregation(str(node.op), _node(node.expr), parameter=parameter)
    without = node.modifier.type == promql_parser.AggModifierType.Without
    return Aggregation(str(node.op), _node(node.expr), tuple(node.modifier.labels), without, parameter)


def _binary(node: promql_parser.BinaryExpr) -> Binary:
    left, right, modifier = _node(node.lhs), _node(node.rhs), node.modifier
    if modifier is None:
        return Binary(str(node.op), left, right)
    return Binary(str(node.op), left, right, _matching(modifier), bool(modifier.return_bool))


def _matching(modifier: promql_parser.BinModifier) -> Matching:
    side = next((side for cardinality, side in _MANY if cardinality == modifier.card), "")
    include = tuple(modifier.group_labels or ()) if side else ()
    if modifier.matching is None:
        return Matching(many=side, include=include)
    on = modifier.matching.type == promql_parser.LabelModifierType.Include
    return Matching(tuple(modifier.matching.labels), on, side, include)


def _ms(span: timedelta | None) -> int:
    return 0 if span is None else span // _MILLISECOND


def _at(at: promql_parser.AtModifier | None) -> str:
    return "" if at is None else str(at).removeprefix("@ ")
