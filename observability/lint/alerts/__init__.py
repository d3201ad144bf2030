"""Checks of single alerts: what their expressions, texts, labels and times say together.

To add one: a module with a docstring for users, an `ID`, a `SEVERITY` and a `check`, and a line in `CHECKS`.
"""

from observability.lint.alerts import (
    always_fires,
    dropped_label,
    missing_for,
    never_fires,
    template_error,
    template_label,
    threshold_range,
    value_in_label,
    value_without_unit,
)
from observability.lint.check import AlertCheck

CHECKS: tuple[AlertCheck, ...] = (
    never_fires,
    always_fires,
    threshold_range,
    missing_for,
    template_error,
    dropped_label,
    template_label,
    value_in_label,
    value_without_unit,
)
