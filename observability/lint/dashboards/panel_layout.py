"""Panels stand inside the grid of 24 columns, and on none another.

Why: Grafana moves panels that overlap, somewhere, so that the dashboard looks other than what was reviewed.

Passes: `{"x": 0, "y": 0, "w": 12, "h": 8}` beside `{"x": 12, "y": 0, "w": 12, "h": 8}`.
Fails: `{"x": 0, ...}` beside `{"x": 8, ...}` with the same widths, or `"x": 16`.
Mend: move them apart. The panels of a folded row are looked at by themselves.
"""

from collections.abc import Iterator
from itertools import combinations

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import dashboards, title
from observability.lint.tree import Tree

ID = "panel-layout"

_COLUMNS = 24
_HINT = "move or shrink it"


def check(tree: Tree) -> Iterator[Finding]:
    """Panels that overlap or leave the grid."""
    for dashboard in dashboards(tree):
        together = list(dashboard.inner("panels"))
        for group in (together, *(list(row.inner("panels")) for row in together)):
            yield from _outside(group)
            yield from _overlaps(group)


def _outside(group: list[Place]) -> Iterator[Finding]:
    for panel in group:
        x, y, width, height = _box(panel)
        if x < 0 or y < 0 or width < 1 or height < 1 or x + width > _COLUMNS:
            yield panel.finding(ID, f"{title(panel)} stands outside the grid", _HINT)


def _overlaps(group: list[Place]) -> Iterator[Finding]:
    for (one, box), (other, other_box) in combinations([(panel, _box(panel)) for panel in group], 2):
        if _overlap(box, other_box):
            yield other.finding(ID, f"{title(other)} overlaps {title(one)}", _HINT)


def _overlap(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    x, y, width, height = one
    left, top, wide, high = other
    return x < left + wide and left < x + width and y < top + high and top < y + height


def _box(panel: Place) -> tuple[int, int, int, int]:
    grid = panel.json.get("gridPos") or {}
    x, y, width, height = (int(grid.get(key, 0)) for key in "xywh")
    return x, y, width, height
