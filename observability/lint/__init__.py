"""Checks over rule files and dashboards, read back from disk. Pure: they are handed what was read.

To add one: a module in `rules/` or `dashboards/` that satisfies `Check` or `WholeCheck`, and a line in that folder's
tuple of them.
"""

from observability.lint.check import Check, WholeCheck
from observability.lint.dashboardfile import DashboardFile
from observability.lint.tree import Catalog, Tree

__all__ = ["Catalog", "Check", "DashboardFile", "Tree", "WholeCheck"]
