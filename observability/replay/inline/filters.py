"""Matchers on a result. A selector has them in its braces; an expression has no place for them.

A matcher goes down to the selectors below where that is the same, for it makes the query cheap. Everywhere else the
result is told apart by a label of our own, and that is dropped again: exact for any expression, and dear.
"""

import re

from attrs import evolve

from observability.model.selector import Matcher, MatchOp
from observability.promql import with_matchers
from observability.promql.families import PICKING
from observability.promql.scalars import is_scalar
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
from observability.proof.evaluator import accepts

_MARK = "__inlined__"
_ONE = Call("vector", (Number(1.0),))
# A vector without samples.
NOTHING = Binary("unless", _ONE, _ONE)
_NEGATIVE = frozenset({MatchOp.NOT_EQUAL, MatchOp.NOT_REGEX})
# All others that the parser knows keep the labels of the one vector that they get.
_OTHER_LABELS = frozenset({"absent", "absent_over_time", "histogram_quantiles", "info", "label_join", "label_replace"})


def matched(node: Node, matcher: Matcher) -> Node:
    """The samples of the expression that the matcher takes."""
    found = _pushed(node, matcher)
    return _marked(node, matcher) if found is None else found


def constant(node: Node, label: str, value: str) -> Node:
    """The samples with a label set to a value, whatever it was; empty to take it away."""
    # What begins with a dollar would be a part of what the regular expression found.
    texts = (label, value.replace("$", "$$"), "", "")
    return Call("label_replace", (node, *map(String, texts)))


def decided(matcher: Matcher, value: str, node: Node) -> Node:
    """All of the expression or nothing of it, as the matched label has this value in every sample."""
    try:
        return node if accepts(matcher, value) else NOTHING
    except re.error:
        return _marked(node, matcher)


def _marked(node: Node, matcher: Matcher) -> Node:
    exact = matcher.op in (MatchOp.EQUAL, MatchOp.NOT_EQUAL)
    pattern = re.escape(matcher.value) if exact else matcher.value
    marked = Call("label_replace", (node, *map(String, (_MARK, "1", matcher.label, pattern))))
    chosen = "unless" if matcher.op in _NEGATIVE else "and"
    return constant(Binary(chosen, marked, constant(_ONE, _MARK, "1"), Matching((_MARK,), on=True)), _MARK, "")


def _pushed(node: Node, matcher: Matcher) -> Node | None:
    """The expression of which only the samples are made that the matcher takes; None where that is not the same."""
    match node:
        case Vector():
            return evolve(node, selector=with_matchers(node.selector, matcher))
        case Matrix():
            return evolve(node, vector=evolve(node.vector, selector=with_matchers(node.vector.selector, matcher)))
        case Subquery() | Negation():
            return evolve(node, expr=matched(node.expr, matcher))
        case Call():
            return _called(node, matcher)
        case Aggregation():
            return _aggregated(node, matcher)
        case Binary():
            return _combined(node, matcher)
    return None


def _called(node: Call, matcher: Matcher) -> Node | None:
    label = matcher.label
    match node.function, node.arguments:
        case "vector", _:
            return decided(matcher, "", node)
        case (("label_replace" | "label_join"), (_, String(changed), *_)) if label != changed:
            return _with_argument(node, 0, matcher)
        case "label_replace", (_, String(), String(value), String(""), String("")) if "$" not in value:
            return decided(matcher, value, node)
        case "histogram_quantile", _:
            return decided(matcher, "", node) if label == "le" else _with_argument(node, 1, matcher)
        case function, _ if function not in _OTHER_LABELS:
            place = next((n for n, one in enumerate(node.arguments) if not is_scalar(one)), None)
            return decided(matcher, "", node) if place is None else _with_argument(node, place, matcher)
    return None


def _with_argument(node: Call, place: int, matcher: Matcher) -> Node:
    arguments = list(node.arguments)
    arguments[place] = matched(arguments[place], matcher)
    return evolve(node, arguments=tuple(arguments))


def _aggregated(node: Aggregation, matcher: Matcher) -> Node | None:
    if node.operator == "count_values":
        return None
    if (matcher.label in node.labels) is not node.without:
        # Each group has one value of the label, so whole groups are left out.
        return evolve(node, expr=matched(node.expr, matcher))
    return None if node.operator in PICKING else decided(matcher, "", node)


def _combined(node: Binary, matcher: Matcher) -> Node | None:
    if is_scalar(node.left):
        return evolve(node, right=matched(node.right, matcher))
    if is_scalar(node.right):
        return evolve(node, left=matched(node.left, matcher))
    # Whether partners agree about the label.
    shared = (matcher.label in node.matching.labels) is node.matching.on
    if node.operator in ("and", "unless"):
        return evolve(node, left=matched(node.left, matcher))
    if node.operator == "or":
        return _both(node, matcher) if shared else None
    return _joined(node, matcher, shared)


def _joined(node: Binary, matcher: Matcher, shared: bool) -> Node | None:
    """Arithmetic and comparisons of two vectors."""
    by = node.matching
    if not by.many:
        # The result has no label by which the sides were not matched.
        return _both(node, matcher) if shared else decided(matcher, "", node)
    if matcher.label in by.include:
        return None
    if shared:
        return _both(node, matcher)
    if by.many == "left":
        return evolve(node, left=matched(node.left, matcher))
    return evolve(node, right=matched(node.right, matcher))


def _both(node: Binary, matcher: Matcher) -> Node:
    return evolve(node, left=matched(node.left, matcher), right=matched(node.right, matcher))
