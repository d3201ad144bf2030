"""How long compiling and verifying take, for fleets of several sizes."""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.fleet import generate
from benchmarks.scenarios import LIMITED, figures, help_time
from benchmarks.tables import show

_SIZES = (100, 1_000, 10_000)


def main(arguments: Sequence[str]) -> None:
    """Measure every size that is asked for, the smallest first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks compiling", description=__doc__)
    parser.add_argument("sizes", metavar="SERVICES", nargs="*", type=int, default=_SIZES, help="sizes of the fleets")
    sizes = sorted(parser.parse_args(arguments).sizes)
    console = Console()
    with tempfile.TemporaryDirectory(prefix="observability-bench-") as empty:
        show(console, "Any size", [help_time(Path(empty))])
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="observability-bench-") as folder:
            generate(Path(folder), size)
            with console.status(f"{size:,} services"):
                measured = list(figures(Path(folder)))
        show(console, f"{size:,} services", measured, limited=size == LIMITED)
