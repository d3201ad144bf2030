"""The kinds of objectives, one a file. A new kind is a file here and a line in `OBJECTIVES`."""

from typing import Protocol

from observability.model.durations import Duration
from observability.model.signal import Kind
from observability.objectives import availability, latency
from observability.objectives.scope import ObjectiveScope


class ObjectiveKind(Protocol):
    """What each module of a kind offers. `errors` and `events` yield one series without labels, or none."""

    NAME: str
    ALERT: str
    PANEL: Kind

    def errors(self, own: ObjectiveScope, window: Duration, /) -> str:
        """Bad events per second over 5m or 30m, from raw series."""

    def events(self, own: ObjectiveScope, window: Duration, /) -> str:
        """All events per second over 5m or 30m, from raw series."""

    def bad_event(self, own: ObjectiveScope, /) -> str:
        """What happened to a bad event: `failed`."""


OBJECTIVES: tuple[ObjectiveKind, ...] = (availability, latency)


def kind_of(own: ObjectiveScope) -> ObjectiveKind:
    """The module of an objective's kind."""
    return next(kind for kind in OBJECTIVES if own.objective.name == kind.NAME)
