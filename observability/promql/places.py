"""Where in the text each node of its tree stands: the n-th selector of the tree is the n-th in the text."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

from observability.promql.marks import marks_in
from observability.promql.tokens import Span, tokens
from observability.promql.tree import (
    Aggregation,
    Binary,
    Call,
    Matrix,
    Negation,
    Node,
    Number,
    String,
    Subquery,
    Vector,
    below,
    every,
)


@frozen
class MatcherPlace:
    """A matcher in its braces: all of it, its operator, and its value in its quotes."""

    whole: Span
    operator: Span
    value: Span


@frozen(eq=False)
class Places:
    """The places of the nodes of a tree, found by identity. Where the text holds more than we know, there are none."""

    text: str
    root: Node

    def of(self, node: Node) -> Span | None:
        """The selector, number or text; the name of a function; the operator; the window of a range."""
        while isinstance(node, Negation):
            node = node.expr
        return self._spans.get(id(node))

    def whole(self, node: Node) -> Span | None:
        """All of it, from its first character to its last, as far as what it consists of has a place."""
        if node is self.root:
            return Span(len(self.text) - len(self.text.lstrip()), len(self.text.rstrip()))
        spans = [span for part in every(node) if (span := self.of(part))]
        return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else None

    def matcher(self, node: Vector, index: int) -> MatcherPlace | None:
        """The matcher of this index in the braces of a selector."""
        span = self.of(node)
        found = matchers_in(self.text, span) if span else []
        return found[index] if len(found) == len(node.selector.matchers) else None

    @cached_property
    def _spans(self) -> Mapping[int, Span]:
        nodes: dict[str, list[Node]] = {}
        for node in _ordered(self.root):
            nodes.setdefault(_kind(node), []).append(node)
        marks, spans = marks_in(self.text), dict[int, Span]()
        for kind, alike in nodes.items():
            found = getattr(marks, kind)
            if len(found) == len(alike):
                spans.update(zip(map(id, alike), found, strict=True))
        return spans


def matchers_in(text: str, span: Span) -> list[MatcherPlace]:
    """The matchers in the braces of the selector that stands there."""
    found = [token for token in tokens(text) if span.start <= token.span.start < span.end]
    places = []
    for label, operator, value in zip(found, found[1:], found[2:], strict=False):
        if operator.text in {"=", "!=", "=~", "!~"} and value.kind == "string" and label.kind in {"name", "string"}:
            places.append(MatcherPlace(label.span | value.span, operator.span, value.span))
    return places


def all_matchers(text: str) -> list[MatcherPlace]:
    """The matchers of all selectors, also where the text is no PromQL."""
    return matchers_in(text, Span(0, len(text)))


def _kind(node: Node) -> str:
    """What marks it, by its name in `Marks`."""
    match node:
        case Call() | Aggregation():
            return "names"
        case Binary():
            return "operators"
        case Vector():
            return "selectors"
        case Number():
            return "numbers"
        case String():
            return "strings"
        case _:
            return "windows"


def _ordered(node: Node) -> Iterator[Node]:
    """The nodes in the order of what marks each in the text."""
    match node:
        case Binary():
            yield from _ordered(node.left)
            yield node
            yield from _ordered(node.right)
        case Negation():
            yield from _ordered(node.expr)
        case Matrix() | Subquery():
            for child in below(node):
                yield from _ordered(child)
            yield node
        case _:
            yield node
            for child in below(node):
                yield from _ordered(child)
