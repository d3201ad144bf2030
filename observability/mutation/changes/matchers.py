"""A matcher with another value, with the opposite operator, and without it."""

from collections.abc import Iterator

from attrs import evolve

from observability.model.selector import Matcher, MatchOp
from observability.promql.text import render_labels
from observability.promql.tree import Node, Vector

KIND = "matcher"

_OPPOSITE = {
    MatchOp.EQUAL: MatchOp.NOT_EQUAL,
    MatchOp.NOT_EQUAL: MatchOp.EQUAL,
    MatchOp.REGEX: MatchOp.NOT_REGEX,
    MatchOp.NOT_REGEX: MatchOp.REGEX,
}


def changes(node: Node, _above: Node | None) -> Iterator[tuple[str, Node]]:
    """Every matcher of a selector; one must be left."""
    if not isinstance(node, Vector):
        return
    matchers = node.selector.matchers
    for number, matcher in enumerate(matchers):
        text = render_labels((matcher,))
        for other in (evolve(matcher, value=f"{matcher.value}x"), evolve(matcher, op=_OPPOSITE[matcher.op])):
            yield f"{text} becomes {render_labels((other,))}", _with(node, number, (other,))
        if node.selector.metric or len(matchers) > 1:
            yield f"without {text}", _with(node, number, ())


def _with(node: Vector, number: int, others: tuple[Matcher, ...]) -> Vector:
    matchers = node.selector.matchers
    return evolve(node, selector=evolve(node.selector, matchers=(*matchers[:number], *others, *matchers[number + 1 :])))
