"""Checks on what we built ourselves: what our catalog alone can tell. `verify` makes them, `lint` does not.

To add one: a module with a docstring for users, an `ID`, `facts` and `judge`, and a line in `WHOLE_CHECKS`.
"""

from observability.lint.built import missing_file, undeclared_metric
from observability.lint.check import WholeCheck

WHOLE_CHECKS: tuple[WholeCheck, ...] = (
    missing_file,
    undeclared_metric,
)
