"""Checks over rule files and dashboards, read back from disk. Pure: they are handed what was read.

To add one: a module in `rules/` or `dashboards/` that satisfies `Check`, and a line in that folder's tuple.
"""

from observability.lint.check import Check
from observability.lint.dashboardfile import DashboardFile
from observability.lint.tree import Catalog, Tree

__all__ = ["Catalog", "Check", "DashboardFile", "Tree"]
