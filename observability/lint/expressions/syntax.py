"""Every expression is PromQL, with values of the right types.

Why: Prometheus does not load a file with one wrong expression, and goes on with the rules of before.

Passes:
    expr: rate(errors_total[5m]) > 1
Fails:
    expr: rate(errors_total) > 1
Mend: `observability lint` marks the word where it goes wrong, as far as that can be told.
"""

import re
from collections.abc import Iterable

from observability.findings import Severity
from observability.lint.expression import Expression, spot
from observability.lint.problem import Problem
from observability.promql import check as parse
from observability.promql.places import all_matchers
from observability.promql.tokens import Span, misplaced, tokens

ID = "promql-syntax"
SEVERITY = Severity.ERROR

_OF = re.compile(r"(?:function|name) '(?P<name>\w+)'")
_TYPES = (("matrix", "range vector (with a window, as in [5m])"), ("vector", "instant vector"))


def check(_: Expression) -> Iterable[Problem]:
    """Nothing: there is an expression only where there is no such problem."""
    return ()


def problem(text: str, said: str, subject: str) -> Problem:
    """What the parser says of a text that is no PromQL, where that can be found."""
    if bad := _bad_regex(text):
        hint = "RE2 looks neither ahead nor behind" if "(?" in text[bad.start : bad.end] else ""
        return Problem(f"{subject}: {text[bad.start : bad.end]} is no regular expression", spot(bad), hint)
    named = _OF.search(said)
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
