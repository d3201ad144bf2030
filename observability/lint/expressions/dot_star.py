"""`.*` stands where something may stand, not where nothing is asked.

Why: `job=~".*"` is true of every series, also of those without that label: it asks nothing. And `=~".*api.*"` takes in
`api-test` and `old-api-copy` of tomorrow.

Passes:
    expr: up{job=~"etcd-.+"} == 0
Fails:
    expr: up{job=~".*", instance=~".*db.*"} == 0
Mend: leave the matcher out, as `observability lint --fix` does; name the values, or begin with what they begin with.
"""

import re
from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import FIELD, Expression
from observability.lint.problem import Fix, Problem, Spot
from observability.model.selector import Matcher, MatchOp
from observability.promql.text import render_labels
from observability.promql.tree import Vector, every

ID = "dot-star"
SEVERITY = Severity.INFO

_NAME = "__name__"
_COMMA, _COMMA_BEFORE = re.compile(r"\s*,"), re.compile(r",\s*$")
_ALL = frozenset({".*", "(.*)", "^.*$", "(.*)?", ".*.*"})
# Free at both ends: what stands between may stand anywhere in the value.
_ANYWHERE = re.compile(r"\.[*+][^|()]*[^|().*+][^|()]*\.[*+]")


def check(expression: Expression) -> Iterator[Problem]:
    """Every matcher that is true of all, or of all that have a word somewhere."""
    seen = set()
    for node in every(expression.tree):
        if not isinstance(node, Vector):
            continue
        for index, matcher in enumerate(node.selector.matchers):
            if matcher not in seen and (said := _said(matcher)):
                seen.add(matcher)
                message, hint, severity = said
                at = expression.at_matcher(node, index)
                yield Problem(f"{expression.subject}: {message}", at, hint, severity, _fixes(expression, node, index))


def asks_nothing(matcher: Matcher) -> bool:
    """Whether it is true of every series, whatever its labels."""
    return matcher.op is MatchOp.REGEX and matcher.value in _ALL and matcher.label != _NAME


def _fixes(expression: Expression, node: Vector, index: int) -> tuple[Fix, ...]:
    """To leave it out, with the comma on one of its sides."""
    matcher, place = node.selector.matchers[index], expression.places.matcher(node, index)
    others = bool(node.selector.metric) or any(not asks_nothing(other) for other in node.selector.matchers)
    if place is None or not asks_nothing(matcher) or not others:
        return ()
    after = _COMMA.match(expression.text, place.whole.end)
    before = None if after else _COMMA_BEFORE.search(expression.text[: place.whole.start])
    start, end = before.start() if before else place.whole.start, after.end() if after else place.whole.end
    return (Fix(Spot(FIELD, start, end), "", f"{render_labels((matcher,))[1:-1]} is left out"),)


def _said(matcher: Matcher) -> tuple[str, str, Severity | None] | None:
    if asks_nothing(matcher):
        return f'{matcher.label}=~"{matcher.value}" is true of every series', "leave it out", None
    if matcher.op is MatchOp.NOT_REGEX and matcher.value in _ALL:
        message = f'{matcher.label}!~"{matcher.value}" is true of no series'
        return message, 'for those without the label write =""', Severity.ERROR
    if matcher.op is MatchOp.REGEX and _ANYWHERE.fullmatch(matcher.value):
        word = matcher.value.strip(".*+")
        message = f"{matcher.label}=~\"{matcher.value}\" takes in every value with '{word}' anywhere in it"
        return message, "begin with what the values begin with, or name them", None
    return None
