"""Figures as tables, each beside what is to be reached."""

from collections.abc import Iterable

from attrs import frozen
from rich.console import Console
from rich.table import Table

_WHOLE = frozenset({"MB", "ms", "", "a second"})


@frozen
class Figure:
    """One line of the table. `limit` is None where none is set; both in `unit`."""

    name: str
    value: float
    unit: str
    limit: float | None = None


def show(console: Console, title: str, measured: Iterable[Figure], *, limited: bool = True) -> None:
    """Print the figures; without `limited` no limit is shown."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column, justify in (("", "left"), ("measured", "right"), ("to reach", "right")):
        table.add_column(column, justify=justify)  # type: ignore[arg-type] # rich's Literal is lost in the tuple
    for figure in measured:
        table.add_row(*_cells(figure, limited=limited))
    console.print(table, end="\n\n")


def _cells(figure: Figure, *, limited: bool) -> tuple[str, str, str]:
    value = f"{figure.value:.{0 if figure.unit in _WHOLE else 2}f} {figure.unit}"
    if figure.limit is None or not limited:
        return figure.name, value, ""
    return (
        figure.name,
        value,
        f"{'≤' if figure.value <= figure.limit else '[red]missed:[/] ≤'} {figure.limit:g} {figure.unit}",
    )
