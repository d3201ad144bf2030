"""Which of our checks look at a build."""

from observability.lint import built, dashboards, rules
from observability.lint.suite import Facts, Suite, add

__all__ = ["SUITE", "Facts", "add"]

SUITE = Suite((*rules.CHECKS, *dashboards.CHECKS), (*rules.WHOLE_CHECKS, *built.WHOLE_CHECKS, *dashboards.WHOLE_CHECKS))
