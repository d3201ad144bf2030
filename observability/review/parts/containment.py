"""Whether all values that one matcher takes are taken by another."""

import re

from observability.model.selector import Matcher, MatchOp
from observability.proof.evaluator import accepts

_POSITIVE = frozenset({MatchOp.EQUAL, MatchOp.REGEX})
_OPPOSITES = ({MatchOp.EQUAL, MatchOp.NOT_EQUAL}, {MatchOp.REGEX, MatchOp.NOT_REGEX})
_REGEX = frozenset({MatchOp.REGEX, MatchOp.NOT_REGEX})
# Where none of these is, what stands between two bars is an alternative by itself.
_GROUPED = re.compile(r"[()\[\]\\]")
_PLAIN = re.compile(r"[\w /:@-]*", re.ASCII)
# Letters that mean themselves, and any letter; of such, one stands for all that a point may be.
_POINTS = re.compile(r"(?:[\w /:@-]|\.(?![*+?{]))*", re.ASCII)
_SIMPLE = re.compile(r"[\w /:@.*+|-]*", re.ASCII)
_ANY_LETTER = "\uffff"


def contains(wide: Matcher, narrow: Matcher) -> bool | None:
    """Whether the wide one takes all that the narrow one takes; None where that could not be decided."""
    if wide.value == narrow.value and wide.op != narrow.op and {wide.op, narrow.op} in _OPPOSITES:
        return False
    match wide.op in _POSITIVE, narrow.op in _POSITIVE:
        case True, True:
            return _all_taken(wide, _alternatives(narrow))
        case False, False:
            # Fewer values are refused.
            return _all_taken(_opposite(narrow), _alternatives(wide))
        case False, True:
            return _all_taken(wide, _alternatives(narrow))
        case _:
            return False


def _all_taken(matcher: Matcher, alternatives: frozenset[str] | None) -> bool | None:
    if alternatives is None:
        return None
    own = _alternatives(matcher) if matcher.op in _POSITIVE else None
    verdicts = [True if own and one in own else _taken(matcher, one) for one in alternatives]
    return False if False in verdicts else None if None in verdicts else True


def _taken(matcher: Matcher, value: str) -> bool | None:
    if not _PLAIN.fullmatch(value):
        if not (_POINTS.fullmatch(value) and _SIMPLE.fullmatch(matcher.value)):
            return None
        value = value.replace(".", _ANY_LETTER)
    try:
        return accepts(matcher, value)
    except re.error:
        return None


def _opposite(matcher: Matcher) -> Matcher:
    return Matcher(matcher.label, MatchOp.REGEX if matcher.op in _REGEX else MatchOp.EQUAL, matcher.value)


def _alternatives(matcher: Matcher) -> frozenset[str] | None:
    if matcher.op not in _REGEX:
        return frozenset({matcher.value})
    return None if _GROUPED.search(matcher.value) else frozenset(matcher.value.split("|"))
