"""Checks on rule files: what promtool passes over in silence, and what it cannot know.

To add one: a module with a docstring for users, an `ID` and a `check`, and a line in `CHECKS`; or, for what only all
services together tell, with `facts` and `judge`, and a line in `WHOLE_CHECKS`.
"""

from observability.lint.check import Check, WholeCheck
from observability.lint.rules import (
    alert_annotations,
    alert_severity,
    duplicate_rule,
    no_rules,
    recording_name,
    rule_order,
    unknown_recording,
)

CHECKS: tuple[Check, ...] = (
    no_rules,
    recording_name,
    rule_order,
    alert_severity,
    alert_annotations,
)

# What only all services together tell.
WHOLE_CHECKS: tuple[WholeCheck, ...] = (
    duplicate_rule,
    unknown_recording,
)
