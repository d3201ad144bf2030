"""Recordings sorted into sets of which none reads another, each of one grid."""

from collections.abc import Iterable
from functools import lru_cache

from observability.proof.errors import NotDerivableError
from observability.proof.series.sources import Layout, sources
from observability.proof.suites.grids import Grid, grid
from observability.proof.suites.recorded import Recorded

# What hinders a recording is asked for by those that look at it, and by those that tell why nobody does.
_KEPT = 512


def on_grids(recorded: Iterable[Recorded]) -> list[tuple[Recorded, Grid]]:
    """The recordings that can be looked at, each with its grid; of the others there is an `obstacle`."""
    return [(one, its) for one in recorded if (its := grid(one.found)) is not None and not obstacle(one)]


@lru_cache(_KEPT)
def obstacle(one: Recorded) -> str:
    """Why no series show what a recording does; empty where some may."""
    if grid(one.found) is None:
        return "it reads too far back"
    try:
        sources(one.tree, one.found, (), Layout())
    except NotDerivableError as error:
        return str(error)
    return ""


def layers(found: Iterable[tuple[Recorded, Grid]]) -> list[tuple[Grid, list[Recorded]]]:
    """Sets on one grid, of which all read histograms, or none does: older versions of promtool know no such series.

    A series that is input and recorded as well would be an error.
    """
    sets: list[tuple[Grid, list[Recorded]]] = []
    for one, its in found:
        fitting = (others for other, others in sets if other == its and others[0].native is one.native)
        place = next((others for others in fitting if not any(_reads(one, o) for o in others)), None)
        if place is None:
            sets.append((its, place := []))
        place.append(one)
    return sets


def _reads(one: Recorded, other: Recorded) -> bool:
    return one.rule.record in other.reads or other.rule.record in one.reads
