"""Prints a table of figures for each size of fleet."""

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.fleet import generate
from benchmarks.scenarios import LIMITED, Figure, figures, help_time

_SIZES = (100, 1_000, 10_000)


def main() -> None:
    """Measure every size that is asked for, the smallest first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sizes", metavar="SERVICES", nargs="*", type=int, default=_SIZES, help="sizes of the fleets")
    sizes = sorted(parser.parse_args().sizes)
    console = Console()
    with tempfile.TemporaryDirectory(prefix="observability-bench-") as empty:
        _show(console, "Any size", [help_time(Path(empty))], limited=True)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="observability-bench-") as folder:
            generate(Path(folder), size)
            with console.status(f"{size:,} services"):
                measured = list(figures(Path(folder)))
        _show(console, f"{size:,} services", measured, limited=size == LIMITED)


def _show(console: Console, title: str, measured: Iterable[Figure], *, limited: bool) -> None:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column, justify in (("", "left"), ("measured", "right"), ("to reach", "right")):
        table.add_column(column, justify=justify)  # type: ignore[arg-type] # rich's Literal is lost in the tuple
    for figure in measured:
        table.add_row(*_cells(figure, limited=limited))
    console.print(table, end="\n\n")


def _cells(figure: Figure, *, limited: bool) -> tuple[str, str, str]:
    value = f"{figure.value:.{0 if figure.unit in ('MB', 'ms') else 2}f} {figure.unit}"
    if figure.limit is None or not limited:
        return figure.name, value, ""
    return (
        figure.name,
        value,
        f"{'≤' if figure.value <= figure.limit else '[red]missed:[/] ≤'} {figure.limit:g} {figure.unit}",
    )


if __name__ == "__main__":
    main()
