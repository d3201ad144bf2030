"""Kinds of cases, one a file. Each yields drafts; what comes of a draft when it is played decides whether it is one.

To add one: a module with a `drafts`, and a line in `KINDS`.
"""

from observability.proof.cases import absence, limits, matchers, neighbours, resets, resolving
from observability.proof.cases.draft import CaseKind, Draft

KINDS: tuple[CaseKind, ...] = (limits, resolving, neighbours, matchers, resets, absence)

__all__ = ["KINDS", "CaseKind", "Draft"]
