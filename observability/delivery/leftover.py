"""Dashboards on the server that look like ours and are not built any longer."""

from enum import StrEnum

from observability.delivery.assess import intact
from observability.delivery.found import Found
from observability.delivery.mark import Origin


class Leftover(StrEnum):
    """What such a dashboard is."""

    PUSHED = "pushed"  # by us, and as it was then
    CHANGED = "changed"  # by us, and somebody has saved it since
    UNMARKED = "unmarked"  # it has our tag and no mark: a copy, or ours and saved in the browser
    NONE = "none"  # somebody else's, or from a file


def leftover(found: Found, origin: Origin, last: str | None = None) -> Leftover:
    """What a dashboard is that has our tags, and that nobody has built; `last` as for `assess`."""
    if found.provisioned is not None or (found.mark and found.mark.origin != origin):
        return Leftover.NONE
    if found.mark is None:
        return Leftover.UNMARKED
    return Leftover.PUSHED if intact(found, last) else Leftover.CHANGED
