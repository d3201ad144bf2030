"""Labels of which an expression leaves one value: what its matchers, or what it is joined with, ask for."""

from collections.abc import Mapping

from attrs import evolve

from observability.model.selector import Matcher, MatchOp
from observability.promql.tree import Aggregation, Binary, Call, Matching, Matrix, Node, Vector, below, with_below

Pins = Mapping[str, str]

# All that is done to samples here is done to each by itself: their labels stay.
_OF_SAMPLES = frozenset({"abs", "ceil", "floor", "round", "clamp", "clamp_min", "clamp_max"})
_CLIMBS = frozenset({"rate", "increase", "irate", "delta", "idelta", "deriv", "predict_linear", "changes", "resets"})
_OF_EACH = _OF_SAMPLES | _CLIMBS
_EVERY_LABEL = Matching()


def pins(node: Node) -> Pins:
    """Labels that every sample of the result has, with that value."""
    match node:
        case Vector(selector):
            return {m.label: m.value for m in selector.matchers if m.op is MatchOp.EQUAL and m.value}
        case Matrix(vector):
            return pins(vector)
        case Aggregation():
            return {label: value for label, value in pins(node.expr).items() if _keeps(node, label)}
        case Call(function, arguments) if arguments and _of_each(function):
            return pins(arguments[0])
        case Binary(operator="unless"):
            return pins(node.left)
        case Binary(operator="or"):
            return dict(pins(node.left).items() & pins(node.right).items())
        case Binary():
            return {**pins(node.right), **pins(node.left)} if node.matching == _EVERY_LABEL else {}
        case _:
            return {}


def pinned(node: Node, asked: Pins) -> Node:
    """The expression with every matcher written out that its surroundings imply; only samples as `asked` matter."""
    match node:
        case Vector(selector):
            names = {matcher.label for matcher in selector.matchers}
            more = tuple(Matcher(label, MatchOp.EQUAL, asked[label]) for label in sorted(asked.keys() - names))
            return evolve(node, selector=evolve(selector, matchers=selector.matchers + more))
        case Aggregation():
            asked = {label: value for label, value in asked.items() if _keeps(node, label)}
        case Binary(operator="or"):
            pass
        case Binary(operator="unless") if node.matching == _EVERY_LABEL:
            right = pinned(node.right, {**asked, **pins(node.left)})
            return evolve(node, left=pinned(node.left, asked), right=right)
        case Binary() if node.matching == _EVERY_LABEL:
            asked = {**asked, **pins(node)}
        case Matrix():
            pass
        case Call(function) if _of_each(function):
            pass
        case _:
            asked = {}
    return with_below(node, tuple(pinned(child, asked) for child in below(node)))


def _keeps(node: Aggregation, label: str) -> bool:
    return (label in node.labels) is not node.without


def _of_each(function: str) -> bool:
    return function in _OF_EACH or (function.endswith("_over_time") and not function.startswith("absent"))
