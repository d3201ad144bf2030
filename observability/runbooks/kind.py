"""What kind of trouble a problem is, the worst first: `--fail-on` chooses among them."""

from enum import StrEnum


class Kind(StrEnum):
    """One word each, as people type it."""

    BROKEN = "broken"
    INCOMPLETE = "incomplete"
    OUTDATED = "outdated"
    SHARED = "shared"
    OWNERLESS = "ownerless"
    UNKNOWN = "unknown"
    STALE = "stale"
    MOVED = "moved"
    ORPHAN = "orphan"


# A person who is woken would be left alone with these.
FAILING = frozenset({Kind.BROKEN, Kind.INCOMPLETE, Kind.OUTDATED})
