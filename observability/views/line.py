"""Panels side by side over the whole width."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from observability.model.panel import Panel

COLUMNS = 24
# More than these in one line and a stat shows no number, or a graph no shape.
_MOST_STATS, _MOST_GRAPHS = 8, 3


def in_line(panels: Iterable[Panel]) -> tuple[Panel, ...]:
    """The panels, all of one width, filling a line; what follows them starts a new one."""
    side_by_side = tuple(panels)
    width = COLUMNS // max(1, min(len(side_by_side), _MOST_STATS))
    return tuple(evolve(panel, width=width) for panel in side_by_side)


def in_lines(graphs: Iterable[Panel]) -> Iterator[Panel]:
    """The graphs in as few lines as they are read in, of which none has one graph more than another needs."""
    found = tuple(graphs)
    lines = -(-len(found) // _MOST_GRAPHS)
    for line in range(lines):
        yield from in_line(found[len(found) * line // lines : len(found) * (line + 1) // lines])
