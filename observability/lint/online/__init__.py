"""Checks that a Prometheus is asked for: is there what rules read, and how much of it is that?

To add one: a module with a docstring for users, an `ID` and a `check`, and a line in `CHECKS`.
"""

from observability.lint.check import OnlineCheck
from observability.lint.online import high_cost, missing_series

CHECKS: tuple[OnlineCheck, ...] = (
    missing_series,
    high_cost,
)
