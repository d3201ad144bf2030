"""Labels of which an expression leaves some values: what its matchers, or what it is joined with, ask for."""

import re
from collections.abc import Set as AbstractSet

from attrs import evolve

from observability.model.selector import Matcher, MatchOp
from observability.promql import accepts
from observability.promql.tree import Aggregation, Binary, Call, Matching, Matrix, Node, Vector, below, with_below

Pins = AbstractSet[Matcher]

# All that is done to samples here is done to each by itself: their labels stay.
_OF_SAMPLES = frozenset({"abs", "ceil", "floor", "round", "clamp", "clamp_min", "clamp_max"})
_CLIMBS = frozenset({"rate", "increase", "irate", "delta", "idelta", "deriv", "predict_linear", "changes", "resets"})
_OF_EACH = _OF_SAMPLES | _CLIMBS
_EVERY_LABEL = Matching()
_NOTHING: Pins = frozenset()
_NAME, _BUCKET = "__name__", "le"


def pins(node: Node) -> Pins:
    """What the labels of every sample of the result are known to match."""
    match node:
        case Vector(selector):
            return frozenset(matcher for matcher in selector.matchers if matcher.label != _NAME)
        case Matrix(vector):
            return pins(vector)
        case Aggregation():
            return frozenset(matcher for matcher in pins(node.expr) if _keeps(node, matcher.label))
        case Call("histogram_quantile", (_, buckets)):
            return _without_buckets(pins(buckets))
        case Call(function, arguments) if arguments and of_each(function):
            return pins(arguments[0])
        case Binary():
            return _of_sides(node)
        case _:
            return _NOTHING


def _of_sides(node: Binary) -> Pins:
    match node.operator:
        case "unless":
            return pins(node.left)
        case "or":
            return pins(node.left) & pins(node.right)
        case "and":
            return pins(node.left) | _shared(pins(node.right), node.matching)
        case _:
            return pins(node.right) | pins(node.left) if node.matching == _EVERY_LABEL else _NOTHING


def single_values(node: Node) -> dict[str, str]:
    """Labels that every sample of the result has, with that value."""
    return {one.label: one.value for one in pins(node) if one.op is MatchOp.EQUAL and one.value}


def pinned(node: Node, asked: Pins) -> Node:
    """The expression with every matcher written out that its surroundings imply; only samples as `asked` matter."""
    match node:
        case Vector(selector):
            return evolve(node, selector=evolve(selector, matchers=_tidy({*selector.matchers, *asked})))
        case Aggregation():
            asked = frozenset(matcher for matcher in asked if _keeps(node, matcher.label))
        case Binary("and" | "unless"):
            # Neither side has to be unique: what the other one does not mean can be left out.
            right = pinned(node.right, _shared(asked | pins(node.left), node.matching))
            return evolve(node, left=pinned(node.left, asked | pins(node)), right=right)
        case Binary("or"):
            # What is not asked for on the left may still keep out what is on the right.
            left = pinned(node.left, _shared(asked, node.matching))
            return evolve(node, left=left, right=pinned(node.right, asked))
        case Binary() if node.matching == _EVERY_LABEL:
            asked = asked | pins(node)
        case Call("histogram_quantile"):
            asked = _without_buckets(asked)
        case _ if not _passes_on(node):
            asked = _NOTHING
    return with_below(node, tuple(pinned(child, asked) for child in below(node)))


def _passes_on(node: Node) -> bool:
    """Whether samples as they are asked of it are made of such samples alone."""
    return isinstance(node, Matrix) or (isinstance(node, Call) and of_each(node.function))


def _without_buckets(of: Pins) -> Pins:
    """Those that a quantile has in common with its buckets."""
    return frozenset(matcher for matcher in of if matcher.label != _BUCKET)


def _shared(of: Pins, matching: Matching) -> Pins:
    """Those of labels by which the sides of an operator find each other."""
    return frozenset(matcher for matcher in of if (matcher.label in matching.labels) is matching.on)


def of_each(function: str) -> bool:
    """Whether it makes one sample of each series, which keeps its labels."""
    return function in _OF_EACH or (function.endswith("_over_time") and not function.startswith("absent"))


def _keeps(node: Aggregation, label: str) -> bool:
    # The label that count_values makes is not that of its series.
    return node.operator != "count_values" and (label in node.labels) is not node.without


def _tidy(matchers: AbstractSet[Matcher]) -> tuple[Matcher, ...]:
    """In one order, without those that others imply."""
    return tuple(sorted(one for one in matchers if not any(_implies(other, one) for other in matchers - {one})))


def _implies(one: Matcher, other: Matcher) -> bool:
    if one.label != other.label:
        return False
    match one.op, other.op:
        case _, MatchOp.NOT_EQUAL:
            return excludes(one, other.value)
        case MatchOp.EQUAL, MatchOp.REGEX | MatchOp.NOT_REGEX:
            return _surely(other, one.value)
        case MatchOp.NOT_REGEX, MatchOp.NOT_REGEX:
            # What ends in something more is less than what ends in anything; what is something else besides is not.
            more = other.value.removeprefix(one.value)
            return one.value.endswith(".*") and other.value.startswith(one.value) and "|" not in more
        case _:
            return False


def excludes(matcher: Matcher, value: str) -> bool:
    """Whether it is sure that it does not take the value."""
    return _surely(matcher, value, takes=False)


def _surely(matcher: Matcher, value: str, *, takes: bool = True) -> bool:
    """Whether it surely takes the value, or does not; of regular expressions that are Go's alone nothing is sure."""
    try:
        return accepts(matcher, value) is takes
    except re.error:
        return False
