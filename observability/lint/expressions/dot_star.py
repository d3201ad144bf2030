"""`.*` stands where something may stand, not where nothing is asked.

Why: `job=~".*"` is true of every series, also of those without that label: it asks nothing. And `=~".*api.*"` takes in
`api-test` and `old-api-copy` of tomorrow.

Passes:
    expr: up{job=~"etcd-.+"} == 0
Fails:
    expr: up{job=~".*", instance=~".*db.*"} == 0
Mend: leave the matcher out; name the values, or begin with what they begin with.
"""

import re
from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.problem import Problem
from observability.model.selector import Matcher, MatchOp
from observability.promql.tree import Vector, every

ID = "dot-star"
SEVERITY = Severity.INFO

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
                yield Problem(f"{expression.subject}: {message}", expression.at_matcher(node, index), hint, severity)


def _said(matcher: Matcher) -> tuple[str, str, Severity | None] | None:
    if matcher.op is MatchOp.REGEX and matcher.value in _ALL:
        return f'{matcher.label}=~"{matcher.value}" is true of every series', "leave it out", None
    if matcher.op is MatchOp.NOT_REGEX and matcher.value in _ALL:
        message = f'{matcher.label}!~"{matcher.value}" is true of no series'
        return message, 'for those without the label write =""', Severity.ERROR
    if matcher.op is MatchOp.REGEX and _ANYWHERE.fullmatch(matcher.value):
        word = matcher.value.strip(".*+")
        message = f"{matcher.label}=~\"{matcher.value}\" takes in every value with '{word}' anywhere in it"
        return message, "begin with what the values begin with, or name them", None
    return None
