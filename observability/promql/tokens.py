"""PromQL cut into words, each with its place in the text: the parser tells no places."""

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

_DURATION = r"(?:\d+(?:ms|[smhdwy]))+"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n]*)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)
    |(?P<number>{_DURATION}|0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[A-Za-z_:][\w:.]*)
    |(?P<sign>=~|!~|==|!=|>=|<=|[-+*/%^<>=,@:(){{}}\[\]])
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@frozen
class Span:
    """A piece of a text: from `start` up to `end`, in characters."""

    start: int
    end: int

    def __or__(self, other: "Span") -> "Span":
        return Span(min(self.start, other.start), max(self.end, other.end))


@frozen
class Token:
    """A word: a `string`, a `number` or span of time, a `name`, a `sign`, or some `other` character."""

    kind: str
    text: str
    span: Span


def tokens(text: str) -> list[Token]:
    """The words of an expression, white space and comments left out. Any text has some."""
    found = _TOKEN.finditer(text)
    return [Token(str(one.lastgroup), one[0], Span(*one.span())) for one in found if one.lastgroup != "space"]


def closing(found: list[Token], at: int) -> int:
    """The index of the bracket that closes the one at this index; that of the last word where none does."""
    depth = 0
    for index in range(at, len(found)):
        depth += (found[index].text in _OPENING) - (found[index].text in _CLOSING) if found[index].kind == "sign" else 0
        if not depth:
            return index
    return len(found) - 1


_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_LITERALS = frozenset({"number", "string"})
_OPERATORS = frozenset({"and", "or", "unless", "atan2"})
_SIGNS = frozenset({"+", "-", "*", "/", "%", "^", "==", "!=", ">=", "<=", ">", "<"})


def is_operator(token: Token) -> bool:
    """Whether it stands between two expressions; a `-` may as well stand before one."""
    return token.text in _SIGNS if token.kind == "sign" else token.kind == "name" and token.text.lower() in _OPERATORS


def misplaced(text: str) -> Span | None:
    """The first word that cannot stand where it stands, as far as its neighbours tell; None where all could."""
    found = tokens(text)
    return next(_problems(found), None)


def _problems(found: list[Token]) -> Iterator[Span]:
    yield from (token.span for token in found if token.kind == "other")
    yield from _unbalanced(found)
    for before, token in pairwise(found):
        if before.kind in _LITERALS and token.kind in _LITERALS:
            yield token.span
        if is_operator(before) and is_operator(token) and token.text not in {"-", "+"}:
            yield token.span
        if is_operator(before) and token.text in {")", ","}:
            yield token.span
    if found and is_operator(found[-1]):
        yield found[-1].span


def _unbalanced(found: list[Token]) -> Iterator[Span]:
    pairs = {")": "(", "]": "[", "}": "{"}
    opened: list[Token] = []
    for token in found:
        if token.kind == "sign" and token.text in _OPENING:
            opened.append(token)
        elif token.kind == "sign" and token.text in _CLOSING and (not opened or opened.pop().text != pairs[token.text]):
            yield token.span
            return
    yield from (token.span for token in opened[:1])
