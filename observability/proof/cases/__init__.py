"""Kinds of cases, one a file. Each yields drafts; what comes of a draft when it is played decides whether it is one.

To add one: a module with a `drafts`, and a line in `KINDS`.
"""

from observability.proof.cases import (
    absence,
    balanced,
    beside,
    cancelling,
    coming,
    ending,
    fading,
    fewest,
    gaps,
    limits,
    matchers,
    mirrored,
    moment,
    named,
    neighbours,
    passing,
    resets,
    resolving,
    setting_off,
    slowing,
    small,
    still,
    summands,
    trends,
    uneven,
)
from observability.proof.cases.draft import CaseKind, Draft

KINDS: tuple[CaseKind, ...] = (
    limits,
    coming,
    fewest,
    small,
    resolving,
    neighbours,
    matchers,
    named,
    beside,
    ending,
    fading,
    resets,
    slowing,
    setting_off,
    trends,
    mirrored,
    passing,
    balanced,
    cancelling,
    still,
    summands,
    absence,
    moment,
    gaps,
)
# How long an alert waits, and for how long it goes on to fire.
WAITING: tuple[CaseKind, ...] = (limits, coming)
STOPPING: tuple[CaseKind, ...] = (resolving,)
# Of conditions on what was so long ago that the others do without it.
FAR: tuple[CaseKind, ...] = (limits, beside, moment)
# Of all conditions, when there is something to read before all that is read.
LATE: tuple[CaseKind, ...] = (uneven,)

__all__ = ["FAR", "KINDS", "LATE", "STOPPING", "WAITING", "CaseKind", "Draft"]
