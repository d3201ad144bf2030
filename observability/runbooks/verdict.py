"""What became of a link into the web."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen


class Outcome(StrEnum):
    """`ok` is only what was seen to be a page; what could be one is `unknown`."""

    OK = "ok"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@frozen
class Verdict:
    """`hops` are the addresses on the way with their statuses. `moved`: where the page is now, for good.

    `anchors` are those that were asked for, and whether the page has them; None where nobody can tell.
    """

    outcome: Outcome
    reason: str = ""
    hops: tuple[tuple[str, int], ...] = ()
    moved: str = ""
    anchors: Mapping[str, bool | None] = field(factory=dict)
