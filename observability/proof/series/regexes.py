"""Texts that a regular expression matches, from its syntax tree. RE2 writes a part of what Python reads."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from re import _constants as kinds  # type: ignore[attr-defined] # the parser is not public, and has not moved since 3.11
from re import _parser as parser  # type: ignore[attr-defined] # likewise
from typing import Any

from observability.promql.accepting import pattern as compiled_pattern

_MOST = 24
# Tried in this order where a set of characters leaves the choice.
_CHARACTERS = "xyz0123abcdefghijklmnopqrstuvwABCXYZ_-./: %"
_CATEGORIES: Mapping[Any, Callable[[str], bool]] = {
    kinds.CATEGORY_DIGIT: str.isdigit,
    kinds.CATEGORY_NOT_DIGIT: lambda char: not char.isdigit(),
    kinds.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    kinds.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
    kinds.CATEGORY_SPACE: str.isspace,
    kinds.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
}

Piece = tuple[Any, Any]


@lru_cache(maxsize=1024)
def texts(pattern: str) -> tuple[str, ...]:
    """Some texts that the whole of the pattern matches, the plainest first; none where nothing was found.

    Raises:
        re.error: it is no regular expression that Python reads.
    """
    compiled = compiled_pattern(pattern)
    try:
        found = list(islice(_sequence(list(parser.parse(pattern))), 10 * _MOST))
    except RecursionError:
        return ()
    return tuple(text for text in dict.fromkeys(found) if compiled.fullmatch(text))[:_MOST]


@lru_cache(maxsize=1024)
def last(pattern: str) -> str | None:
    """The plainest text of the last of the alternatives that a pattern names; None where nothing was found.

    Raises:
        re.error: it is no regular expression that Python reads.
    """
    compiled = compiled_pattern(pattern)
    found = next(islice(_sequence(_at_last(list(parser.parse(pattern)))), 1), None)
    if found is not None and compiled.fullmatch(found):
        return found
    return next(reversed(texts(pattern)), None)


def _at_last(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, of each choice only what stands last in it."""
    return [one for piece in pieces for one in _last_of(piece)]


def _last_of(piece: Piece) -> list[Piece]:
    match piece:
        case (kinds.BRANCH, (_, branches)):
            return _at_last(list(branches[-1]))
        case (kinds.SUBPATTERN, value):
            return _at_last(list(value[-1]))
        # Of what may be there or not, that it is there: the bound `1(\.0)?` is also written `1.0`.
        case (kinds.MAX_REPEAT | kinds.MIN_REPEAT, (0, 1, value)):
            return _at_last(list(value))
        # `a|b` is read as `[ab]`.
        case (kinds.IN, members) if all(kind is kinds.LITERAL for kind, _ in members):
            return [members[-1]]
        case _:
            return [piece]


def _sequence(pieces: Sequence[Piece], before: str = "") -> Iterator[str]:
    if not pieces:
        yield before
        return
    for text in _piece(pieces[0], before):
        yield from _sequence(pieces[1:], before + text)


def _piece(piece: Piece, before: str) -> Iterator[str]:
    kind, value = piece
    if kind is kinds.LITERAL:
        yield chr(value)
    elif kind is kinds.BRANCH:
        for branch in value[1]:
            yield from _sequence(branch)
    elif kind is kinds.SUBPATTERN:
        yield from _sequence(value[-1])
    elif kind in {kinds.MAX_REPEAT, kinds.MIN_REPEAT}:
        yield from _repeated(*value)
    elif kind is kinds.AT:
        yield ""
    else:
        # After a digit another one looks likely: 5.. is a code.
        likely = "0" if before[-1:].isdigit() else ""
        yield from (char for char in dict.fromkeys(likely + _CHARACTERS + _named(piece)) if _accepts(piece, char))


def _named(piece: Piece) -> str:
    """The characters that a set names, one by one or as the ends of a range: `[45]` and `[ä-ü]` take no others."""
    kind, value = piece
    if kind is not kinds.IN:
        return ""
    ends = [end for member, named in value for end in _ends(member, named)]
    return "".join(map(chr, ends))


def _ends(kind: Any, value: Any) -> Sequence[int]:
    return [value] if kind is kinds.LITERAL else value if kind is kinds.RANGE else ()


def _repeated(least: int, most: int, pieces: Sequence[Piece]) -> Iterator[str]:
    for count in (least, least + 1):
        if count <= most:
            yield from _sequence(list(pieces) * count)


def _accepts(piece: Piece, char: str) -> bool:
    kind, value = piece
    if kind is kinds.LITERAL or kind is kinds.NOT_LITERAL:
        return (char == chr(value)) is (kind is kinds.LITERAL)
    if kind is kinds.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    if kind is kinds.CATEGORY:
        known: Callable[[str], bool] | None = _CATEGORIES.get(value)
        return known is not None and known(char)
    if kind is kinds.IN:
        negated = value[0][0] is kinds.NEGATE
        return negated is not any(_accepts(member, char) for member in value[negated:])
    return kind is kinds.ANY
