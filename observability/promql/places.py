"""Where in the text each node of its tree stands: the n-th selector of the tree is the n-th in the text."""

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from observability.promql.tokens import Span, Token, closing, is_operator, tokens
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
)

_MATCHING = frozenset({"on", "ignoring", "group_left", "group_right"})
_LABELS = _MATCHING | {"by", "without"}
_NUMBERS = frozenset({"inf", "nan"})


@frozen
class MatcherPlace:
    """A matcher in its braces: all of it, its operator, and its value in its quotes."""

    whole: Span
    operator: Span
    value: Span


@define
class _Found:
    """The places of each kind, in the order of the text."""

    names: list[Span] = field(factory=list)
    operators: list[Span] = field(factory=list)
    selectors: list[Span] = field(factory=list)
    numbers: list[Span] = field(factory=list)
    strings: list[Span] = field(factory=list)
    windows: list[Span] = field(factory=list)


@frozen(eq=False)
class Places:
    """The places of the nodes of a tree, found by identity. Where the text holds more than we know, there are none."""

    text: str
    root: Node

    def of(self, node: Node) -> Span | None:
        """The selector, number or text; the name of a function; the operator; the window of a range."""
        while isinstance(node, Negation):
            node = node.expr
        kind = _kind(node)
        nodes = [one for one in _ordered(self.root) if _kind(one) == kind]
        spans: list[Span] = getattr(_scan(tokens(self.text)), kind)
        index = next((index for index, one in enumerate(nodes) if one is node), None)
        return spans[index] if index is not None and len(nodes) == len(spans) else None

    def whole(self, node: Node) -> Span | None:
        """All of it, from its first character to its last, as far as what it consists of has a place."""
        if node is self.root:
            return Span(len(self.text) - len(self.text.lstrip()), len(self.text.rstrip()))
        spans = [span for part in (node, *_below_all(node)) if (span := self.of(part))]
        return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else None

    def matcher(self, node: Vector, index: int) -> MatcherPlace | None:
        """The matcher of this index in the braces of a selector."""
        span = self.of(node)
        found = matchers_in(self.text, span) if span else []
        return found[index] if len(found) == len(node.selector.matchers) else None


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


def _below_all(node: Node) -> Iterator[Node]:
    for child in below(node):
        yield child
        yield from _below_all(child)


def _kind(node: Node) -> str:
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


def _scan(found: Sequence[Token]) -> _Found:
    places, every, at = _Found(), list(found), 0
    while at < len(every):
        at = _step(places, every, at)
    return places


def _step(places: _Found, found: list[Token], at: int) -> int:
    """Look at one word, and return where to go on."""
    token = found[at]
    follows = found[at + 1].text if at + 1 < len(found) else ""
    match token.kind:
        case "string":
            places.strings.append(token.span)
        case "number":
            places.numbers.append(token.span)
        case "name":
            return _name(places, found, at, follows)
        case "sign" if token.text == "{":
            return _selector(places, found, at, at)
        case "sign" if token.text == "[":
            end = closing(found, at)
            places.windows.append(token.span | found[end].span)
            return end + 1
        case "sign" if token.text == "@":
            return _after_at(found, at)
        case "sign" if is_operator(token) and not _is_before_expression(found, at):
            places.operators.append(token.span)
    return at + 1


def _name(places: _Found, found: list[Token], at: int, follows: str) -> int:
    token, word = found[at], found[at].text.lower()
    if word in _LABELS and (follows == "(" or word.startswith("group_")):
        return closing(found, at + 1) + 1 if follows == "(" else at + 1
    if word == "offset":
        return at + (3 if follows in {"-", "+"} else 2)
    if word == "bool":
        return at + 1
    if is_operator(token):
        places.operators.append(token.span)
    elif word in _NUMBERS and follows != "{":
        places.numbers.append(token.span)
    elif follows == "(" or follows.lower() in {"by", "without"}:
        places.names.append(token.span)
    elif follows == "{":
        return _selector(places, found, at, at + 1)
    else:
        places.selectors.append(token.span)
    return at + 1


def _selector(places: _Found, found: list[Token], first: int, brace: int) -> int:
    end = closing(found, brace)
    places.selectors.append(found[first].span | found[end].span)
    return end + 1


def _after_at(found: list[Token], at: int) -> int:
    """What stands after an @ is a time: a number with or without a sign, `start()`, `end()`."""
    after = at + 1
    if after < len(found) and found[after].text in {"-", "+"}:
        after += 1
    return closing(found, after + 1) + 1 if after < len(found) and found[after].kind == "name" else after + 1


def _is_before_expression(found: list[Token], at: int) -> bool:
    """Whether a sign stands before an expression, not between two: `-x`."""
    if found[at].text not in {"-", "+"}:
        return False
    before = found[at - 1] if at else None
    if before is None or before.text in {"(", ",", "["}:
        return True
    if before.kind == "name" and before.text.lower() in {"bool", "group_left", "group_right"}:
        return True
    return is_operator(before) or _ends_matching(found, at)


def _ends_matching(found: list[Token], at: int) -> bool:
    """Whether the labels of a matching end right before: `a + on (b) -c`."""
    if found[at - 1].text != ")":
        return False
    opening = next((at for at in range(at - 1, 0, -1) if found[at].text == "("), 0)
    return opening > 0 and found[opening - 1].text.lower() in _MATCHING
