"""Selectors: the name before the braces, matchers in one order, regular expressions only where they are needed."""

import re

from attrs import evolve

from observability.model.selector import Matcher, MatchOp, Selector

_NAME = "__name__"
# Letters that mean themselves in a regular expression.
_PLAIN = re.compile(r"[A-Za-z0-9_/:@ ,;=<>!\"'%&~#-]*", re.ASCII)
_ANY, _SOME = ".*", ".+"
_EXACT = {MatchOp.REGEX: MatchOp.EQUAL, MatchOp.NOT_REGEX: MatchOp.NOT_EQUAL}


def selector(found: Selector) -> Selector:
    """The same series."""
    matchers = [one for matcher in found.matchers if (one := _matcher(matcher)) is not None]
    named = next((m for m in matchers if not found.metric and m.label == _NAME and m.op is MatchOp.EQUAL), None)
    metric = named.value if named else found.metric
    return Selector(metric, tuple(sorted({one for one in matchers if one != named})))


def _matcher(matcher: Matcher) -> Matcher | None:
    """The matcher; None for one that every value passes."""
    if matcher.op not in _EXACT:
        return matcher
    if (matcher.op, matcher.value) == (MatchOp.REGEX, _ANY):
        return None
    if matcher.value == _SOME:
        return Matcher(matcher.label, MatchOp.NOT_EQUAL if matcher.op is MatchOp.REGEX else MatchOp.EQUAL, "")
    values = sorted(set(matcher.value.split("|")))
    if not all(map(_PLAIN.fullmatch, values)):
        return matcher
    if len(values) == 1:
        return Matcher(matcher.label, _EXACT[matcher.op], values[0])
    return evolve(matcher, value="|".join(values))
