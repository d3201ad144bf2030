"""Checks on rule files: what promtool passes over in silence, and what it cannot know.

To add one: a module with a docstring for users, an `ID` and a `check`, and a line in `CHECKS`.
"""

from observability.lint.check import Check
from observability.lint.rules import (
    alert_annotations,
    alert_severity,
    duplicate_rule,
    missing_file,
    no_rules,
    recording_name,
    rule_order,
    undeclared_metric,
    unknown_recording,
)

CHECKS: tuple[Check, ...] = (
    no_rules,
    missing_file,
    duplicate_rule,
    recording_name,
    rule_order,
    unknown_recording,
    undeclared_metric,
    alert_severity,
    alert_annotations,
)
