"""What came of a replay."""

from collections.abc import Mapping

from attrs import field, frozen

from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.replay.compare import Change, Kind
from observability.replay.outcome import Outcome


@frozen(order=True)
class Absent:
    """A selector that finds no series in all the time. `others`: its metric is there, with other labels."""

    selector: str
    others: bool


@frozen
class Side:
    """An alert of one side. `expr` is what was asked: its own expression, or that with `written_out` recordings.

    `outcome` is None where nothing is known, and then there is a `reason`. `absent` are series that are not there;
    where there is an outcome nevertheless, the alert had others to decide by. `partial` are series whose history begins
    only within the time, with the first that is known of, in milliseconds. `limit` and `query_offset` are its group's.
    """

    alert: Alert
    interval: Duration
    expr: str
    outcome: Outcome | None = None
    reason: str = ""
    absent: tuple[Absent, ...] = ()
    partial: Mapping[str, int] = field(factory=dict)
    written_out: tuple[str, ...] = ()
    limit: int = 0
    query_offset: Duration | None = None


@frozen
class Replayed:
    """An alert before and after; None for the side that does not have it."""

    name: str
    old: Side | None
    new: Side | None
    changes: tuple[Change, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether both sides could be replayed, so that they can be compared."""
        return all(side is None or side.outcome is not None for side in (self.old, self.new))

    @property
    def differs(self) -> bool:
        """Whether it fires differently, as far as is known."""
        return any(change.kind is not Kind.SAME for change in self.changes)


@frozen
class Replay:
    """`since` and `until` in milliseconds since 1970; `samples` is the estimate of what the server read for it.

    `unchanged` is the number of alerts that were not replayed, as they cannot fire differently. `notes` are what a
    reader must know of all of it.
    """

    server: str
    since: int
    until: int
    alerts: tuple[Replayed, ...]
    unchanged: int
    samples: int
    notes: tuple[str, ...] = ()
