"""Every expression is PromQL, with values of the right types.

Why: Prometheus does not load a file with one wrong expression, and goes on with the rules of before.

Passes:
    expr: rate(errors_total[5m]) > 1
Fails:
    expr: rate(errors_total) > 1
Mend: `observability lint` marks the word where it goes wrong, as far as that can be told.
"""

import re
from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression, spot
from observability.lint.problem import Problem
from observability.promql import check as parse
from observability.promql.places import all_matchers
from observability.promql.tokens import Span, misplaced, tokens
from observability.promql.tree import Matrix, String, Subquery

ID = "promql-syntax"
SEVERITY = Severity.ERROR

_OF = re.compile(r"(?:function|name) '(?P<name>\w+)'")
_TYPES = (("matrix", "range vector (with a window, as in [5m])"), ("vector", "instant vector"))


# Experimental parts, which our parser does not know: arithmetic between brackets, and what may follow a window.
_BEYOND = re.compile(r"\[[^\]\"']*\w\s*[-*/+]|\b(?:anchored|smoothed)\b")
# Functions that Prometheus 3 calls by another name.
_RENAMED = {"holt_winters": "double_exponential_smoothing"}


def check(expression: Expression) -> Iterator[Problem]:
    """Expressions whose result is none for a rule. What is no PromQL at all is no expression, see `problem`."""
    if isinstance(expression.tree, Matrix | Subquery | String):
        kind = "a text" if isinstance(expression.tree, String) else "a range"
        message = f"{expression.subject} has {kind} for its result, and a rule needs samples of one moment"
        yield Problem(message, expression.at(expression.tree), "leave the window out, or use a function over it")


def problem(text: str, said: str, subject: str) -> Problem:
    """What the parser says of a text that is no PromQL, where that can be found."""
    if bad := _bad_regex(text):
        hint = "RE2 looks neither ahead nor behind" if "(?" in text[bad.start : bad.end] else ""
        return Problem(f"{subject}: {text[bad.start : bad.end]} is no regular expression", spot(bad), hint)
    if beyond := _BEYOND.search(text):
        message = f"{subject} is not looked at: it has an experimental part of PromQL"
        return Problem(message, spot(Span(*beyond.span())), severity=Severity.INFO)
    named = _OF.search(said)
    if named and named["name"] in _RENAMED:
        message, hint = f"{subject} calls {named['name']}, which Prometheus 3 does not know", _RENAMED[named["name"]]
        return Problem(message, spot(_name(text, named["name"])), f"it is {hint} there", Severity.WARNING)
    at = _name(text, named["name"]) if named else misplaced(text)
    return Problem(f"{subject}: this is no PromQL: {_words(said)}", spot(at))


def _bad_regex(text: str) -> Span | None:
    for place in all_matchers(text):
        if text[place.operator.start : place.operator.end] in {"=~", "!~"}:
            try:
                parse(f"{{x{text[place.operator.start : place.value.end]},y='z'}}")
            except ValueError:
                return place.value
    return None


def _name(text: str, name: str) -> Span | None:
    return next((token.span for token in tokens(text) if token.text == name), None)


def _words(said: str) -> str:
    """The parser's message in the words of the manual."""
    if said == "invalid promql query":
        return "something is missing here, or stands where it cannot"
    for theirs, manual in _TYPES:
        said = re.sub(rf"(?<!instant )(?<!range )\b{theirs}\b(?! \(|s)", manual, said)
    return said
