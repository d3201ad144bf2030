"""What a case could be: series, and what is looked for in what they do."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from attrs import frozen

from observability.proof.boundaries.boundary import Boundary
from observability.proof.case import Input, Kind
from observability.proof.staging import Play, Stage

# The times to look at, and what that shows; None where it shows nothing.
Look = Callable[[Play], tuple[Kind, Sequence[int]] | None]


@frozen(eq=False)
class Draft:
    """Series up to a time in milliseconds, and how to look at them. `needed`: without it, the report says why."""

    name: str
    inputs: tuple[Input, ...]
    end: int
    look: Look
    needed: bool = True


class CaseKind(Protocol):
    """A module that drafts cases of one kind."""

    def drafts(self, stage: Stage, boundaries: Sequence[Boundary]) -> Iterator[Draft]:
        """Drafts for an alert, given the boundaries of its conditions, at least one."""


def begins(play: Play) -> tuple[Kind, Sequence[int]] | None:
    """It begins to fire: the evaluation before, with nothing, and the one at which it does."""
    first = play.first(True)
    if first is None:
        return None
    before = [at for at in play.times if at < first and play.fires(at) is False]
    return Kind.FIRES, [*before[-1:], first]


def never(play: Play) -> tuple[Kind, Sequence[int]] | None:
    """Nothing fires once all windows are full, which is looked at when something had the time to."""
    times = [at for at in play.times if at >= play.pace.start]
    return (Kind.SILENT, times[-1:]) if all(play.fires(at) is False for at in times) else None


def either(play: Play) -> tuple[Kind, Sequence[int]] | None:
    """It never fires, or it begins to."""
    return never(play) or begins(play)


def ends(play: Play) -> tuple[Kind, Sequence[int]] | None:
    """It fires, and fires no more: the last evaluation with it and the first without."""
    first = play.first(True)
    gone = None if first is None else play.first(False, first)
    if first is None or gone is None:
        return None
    return Kind.FIRES, [max(at for at in play.times if first <= at < gone and play.fires(at)), gone]
