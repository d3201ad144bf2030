"""Checks on rule files: what promtool passes over in silence, and what it cannot know.

To add one: a module with a docstring for users, an `ID` and a `check`, and a line in `CHECKS`; or, for what only all
services together tell, with `facts` and `judge`, and a line in `WHOLE_CHECKS`. Those that `verify` need not make, as
what we build is not wrong in their way, have their line in the tuples of other people's rules.
"""

from observability.lint.check import Check, WholeCheck
from observability.lint.rules import (
    alert_annotations,
    alert_severity,
    contradicting_limits,
    copied_alert,
    duplicate_rule,
    no_rules,
    recording_name,
    rule_cycle,
    rule_order,
    slow_group,
    unknown_recording,
    unused_recording,
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

OF_PEOPLE: tuple[Check, ...] = (
    *CHECKS,
    slow_group,
)

WHOLE_OF_PEOPLE: tuple[WholeCheck, ...] = (
    *WHOLE_CHECKS,
    rule_cycle,
    unused_recording,
    contradicting_limits,
    copied_alert,
)
