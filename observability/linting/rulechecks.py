"""Which checks look at rule files of anybody."""

from observability.lint import alerts, expressions, files, online, rules, silence
from observability.lint.check import Named
from observability.lint.suite import Suite

SUITE = Suite(rules.OF_PEOPLE, rules.WHOLE_OF_PEOPLE)

_NAMED: tuple[Named, ...] = (
    *expressions.CHECKS,
    *alerts.CHECKS,
    *files.CHECKS,
    *SUITE.checks,
    *SUITE.whole_checks,
    *online.CHECKS,
)
# Every id that a finding can have and a comment can silence.
IDS = frozenset(check.ID for check in _NAMED) | {"rule-file", "bad-duration", silence.ID}
