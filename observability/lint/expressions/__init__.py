"""Checks of the PromQL of single rules, recordings and alerts, whoever wrote them.

To add one: a module with a docstring for users, an `ID`, a `SEVERITY` and a `check`, and a line in `CHECKS`.
"""

from observability.lint.check import ExpressionCheck
from observability.lint.expressions import (
    counter_as_gauge,
    dot_star,
    irate_in_alert,
    mismatched_labels,
    nan_ratio,
    plain_regex,
    quantile_range,
    quantile_without_le,
    rate_over_gauge,
    rate_over_sum,
    short_window,
    syntax,
    window_gap,
)

CHECKS: tuple[ExpressionCheck, ...] = (
    syntax,
    rate_over_gauge,
    rate_over_sum,
    counter_as_gauge,
    short_window,
    window_gap,
    irate_in_alert,
    mismatched_labels,
    nan_ratio,
    quantile_without_le,
    quantile_range,
    plain_regex,
    dot_star,
)
