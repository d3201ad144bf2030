"""Checks of whole files as YAML: what keeps Prometheus from loading them.

To add one: a module with a docstring for users, an `ID` and a `check`, and a line in `CHECKS`.
"""

from observability.lint.check import FileCheck
from observability.lint.files import rule_fields

CHECKS: tuple[FileCheck, ...] = (rule_fields,)
