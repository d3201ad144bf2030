"""A regular expression is used where one is needed.

Why: `=~"shop"` says the same as `="shop"`, takes longer, and makes readers look for the pattern. The same goes for
`^` at the beginning and `$` at the end: Prometheus matches whole values.

Passes:
    expr: up{job="shop", path=~"/api/.+"} == 0
Fails:
    expr: up{job=~"shop", path=~"^/api/.+$"} == 0
Mend: `observability lint --fix` does it.
"""

import re
from collections.abc import Iterator

from attrs import evolve

from observability.findings import Severity
from observability.lint.expression import FIELD, Expression
from observability.lint.problem import Fix, Problem, Spot
from observability.model.selector import Matcher, MatchOp
from observability.promql.places import MatcherPlace
from observability.promql.text import render_labels
from observability.promql.tree import Vector, every

ID = "plain-regex"
SEVERITY = Severity.INFO

_PLAIN = re.compile(r"[\w /:@,;<>=!%&'~-]*", re.ASCII)
_SIMPLER = {MatchOp.REGEX: MatchOp.EQUAL, MatchOp.NOT_REGEX: MatchOp.NOT_EQUAL}


def check(expression: Expression) -> Iterator[Problem]:
    """Every regular expression that is a plain text, or says what holds anyway."""
    for node in every(expression.tree):
        for index, matcher in enumerate(node.selector.matchers) if isinstance(node, Vector) else ():
            simpler = plainest(matcher)
            place = expression.places.matcher(node, index) if simpler != matcher and isinstance(node, Vector) else None
            if place and expression.text[place.value.start + 1 : place.value.end - 1] == matcher.value:
                yield _problem(expression, matcher, simpler, place)


def plainest(matcher: Matcher) -> Matcher:
    """The matcher that is true of the same values and says so most plainly."""
    if matcher.op not in _SIMPLER:
        return matcher
    value = _without_anchors(matcher.value)
    if _PLAIN.fullmatch(value):
        return Matcher(matcher.label, _SIMPLER[matcher.op], value)
    return evolve(matcher, value=value)


def _without_anchors(value: str) -> str:
    # With alternatives an anchor belongs to one of them; a backslash may take the `$` for itself.
    if "|" in value or "\\" in value:
        return value
    inner = value.removeprefix("^").removesuffix("$")
    return value if inner[:1] in {"*", "+", "?", "{", "^"} or inner[-1:] == "$" else inner


def _problem(expression: Expression, matcher: Matcher, simpler: Matcher, place: MatcherPlace) -> Problem:
    plain = simpler.op is not matcher.op
    what = "is a plain text" if plain else "is anchored, and matches whole values anyway"
    message = f"{expression.subject} has a regular expression that {what}"
    hint = f"write {render_labels((simpler,))[1:-1]}"
    at = Spot(FIELD, place.whole.start, place.whole.end)
    return Problem(message, at, hint, fixes=tuple(_fixes(matcher, simpler, place)))


def _fixes(matcher: Matcher, simpler: Matcher, place: MatcherPlace) -> Iterator[Fix]:
    done = f"{render_labels((matcher,))[1:-1]} is {render_labels((simpler,))[1:-1]}"
    if simpler.op is not matcher.op:
        yield Fix(Spot(FIELD, place.operator.start, place.operator.end), simpler.op.value, done)
    lost = len(matcher.value) - len(simpler.value)
    first = matcher.value.startswith("^") and lost > 0
    if first:
        yield Fix(Spot(FIELD, place.value.start + 1, place.value.start + 2), "", done)
    if lost > first:
        yield Fix(Spot(FIELD, place.value.end - 2, place.value.end - 1), "", done)
