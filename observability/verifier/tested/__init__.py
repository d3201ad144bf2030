"""Tests of rules: whether they hold, and whether they are any; promtool passes over most of what makes them none."""

from observability.verifier.tested.kept import kept, unrun
from observability.verifier.tested.run import run_parts
from observability.verifier.tested.selection import ALL, Selection

__all__ = ["ALL", "Selection", "kept", "run_parts", "unrun"]
