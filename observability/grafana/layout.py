"""Where each panel stands: left to right, a new line at 24 columns, rows below each other. Nothing overlaps."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from observability.model.dashboard import Row
from observability.model.panel import Panel

COLUMNS = 24


@frozen
class Place:
    """A rectangle of Grafana's grid; `y` grows downwards."""

    x: int
    y: int
    width: int
    height: int


@frozen
class PlacedRow:
    """A row's title bar and its panels. Those of a folded row stand below it too: Grafana moves what follows."""

    row: Row
    place: Place
    panels: tuple[tuple[Panel, Place], ...]


def place(rows: Iterable[Row]) -> Iterator[PlacedRow]:
    """All rows from the top; a folded row takes the height of its title bar."""
    top = 0
    for row in rows:
        panels, bottom = _flow(row.panels, top + 1)
        yield PlacedRow(row, Place(0, top, COLUMNS, 1), panels)
        top = top + 1 if row.collapsed else bottom


def _flow(panels: Iterable[Panel], top: int) -> tuple[tuple[tuple[Panel, Place], ...], int]:
    placed, x, y, bottom = [], 0, top, top
    for panel in panels:
        if x + panel.width > COLUMNS:
            x, y = 0, bottom
        placed.append((panel, Place(x, y, panel.width, panel.height)))
        x += panel.width
        bottom = max(bottom, y + panel.height)
    return tuple(placed), bottom
