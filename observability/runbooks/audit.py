"""All checks over a library."""

from observability.runbooks.checks import CHECKS
from observability.runbooks.library import Library
from observability.runbooks.problem import Problem


def audit(library: Library) -> list[Problem]:
    """Everything that is wrong, each once: alerts of several environments say the same."""
    found = (problem for check in CHECKS for problem in check.check(library))
    return list(dict.fromkeys(found))
