"""Recordings sorted into sets of which none reads another, each of one grid."""

from collections.abc import Iterable

from observability.proof.suites.grids import Grid, grid
from observability.proof.suites.recorded import Recorded


def on_grids(recorded: Iterable[Recorded]) -> list[tuple[Recorded, Grid]]:
    """The recordings that can be looked at, each with its grid; the others read too far back."""
    return [(one, its) for one in recorded if (its := grid(one.found)) is not None]


def layers(found: Iterable[tuple[Recorded, Grid]]) -> list[tuple[Grid, list[Recorded]]]:
    """Sets on one grid. A series that is input and recorded as well would be an error."""
    sets: list[tuple[Grid, list[Recorded]]] = []
    for one, its in found:
        fitting = (others for other, others in sets if other == its and not any(_reads(one, o) for o in others))
        place = next(fitting, None)
        if place is None:
            sets.append((its, place := []))
        place.append(one)
    return sets


def _reads(one: Recorded, other: Recorded) -> bool:
    return one.rule.record in other.reads or other.rule.record in one.reads
