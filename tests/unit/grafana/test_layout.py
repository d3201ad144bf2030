"""Panels flow left to right and never overlap, whatever their sizes."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from observability.grafana.layout import COLUMNS, Place, place
from observability.model.dashboard import Row
from observability.model.panel import Panel, PanelKind

SIZES = st.tuples(st.integers(1, COLUMNS), st.integers(1, 12))
ROWS = st.lists(st.tuples(st.booleans(), st.lists(SIZES, max_size=12)), max_size=6)


def row(collapsed: bool, *sizes: tuple[int, int]) -> Row:
    panels = (Panel(str(i), "t", "d", PanelKind.STAT, width=w, height=h) for i, (w, h) in enumerate(sizes))
    return Row("row", "Row", tuple(panels), collapsed)


def overlap(a: Place, b: Place) -> bool:
    beside = a.x + a.width <= b.x or b.x + b.width <= a.x
    return not (beside or a.y + a.height <= b.y or b.y + b.height <= a.y)


def places(placed):
    return [where for _, where in placed.panels]


@given(ROWS)
def test_nothing_overlaps_and_nothing_leaves_the_grid(rows):
    placed = list(place(row(collapsed, *sizes) for collapsed, sizes in rows))
    seen = [r.place for r in placed] + [p for r in placed if not r.row.collapsed for p in places(r)]
    for group in (seen, *(places(r) for r in placed)):
        assert not any(overlap(a, b) for a, b in combinations(group, 2))
        assert all(p.x >= 0 and p.y >= 0 and p.x + p.width <= COLUMNS for p in group)


@given(ROWS)
def test_every_panel_stands_below_its_row_and_in_order(rows):
    for placed in place(row(collapsed, *sizes) for collapsed, sizes in rows):
        assert all(where.y > placed.place.y for where in places(placed))
        assert [panel.key for panel, _ in placed.panels] == [panel.key for panel in placed.row.panels]


def test_a_line_takes_24_columns():
    (placed,) = place([row(False, (8, 8), (8, 8), (8, 8), (12, 4))])
    assert places(placed) == [Place(0, 1, 8, 8), Place(8, 1, 8, 8), Place(16, 1, 8, 8), Place(0, 9, 12, 4)]


def test_a_new_line_starts_below_the_highest_panel():
    (placed,) = place([row(False, (12, 4), (12, 9), (24, 3))])
    assert places(placed)[2] == Place(0, 10, 24, 3)


def test_a_folded_row_takes_one_unit_and_an_open_one_all_of_it():
    tops = [placed.place.y for placed in place([row(False, (24, 5)), row(True, (24, 5)), row(False)])]
    assert tops == [0, 6, 7]
