"""The parts of this benchmark, and their arguments."""

import argparse
from collections.abc import Sequence

from rich.console import Console

from benchmarks.cost import accuracy, load, prices

_PRICES = "samples read, evaluation time and series added, beside the textbook formula"
_ACCURACY = "windows and budget beside the textbook's and the truth"
_LOAD = "a Prometheus under the rules of many services"


def main(arguments: Sequence[str]) -> None:
    """Run the part that is named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks cost", description=__doc__)
    parts = parser.add_subparsers(metavar="PART")
    part = parts.add_parser("prices", help=_PRICES, description=_PRICES)
    part.add_argument("sizes", metavar="SERIES", nargs="*", type=int, help="how many raw series", default=prices.SIZES)
    part.set_defaults(run=lambda console, asked: prices.main(console, asked.sizes))
    part = parts.add_parser("accuracy", help=_ACCURACY, description=_ACCURACY)
    part.add_argument("--no-budget", action="store_true", help="without the budget over 30 days")
    part.set_defaults(run=lambda console, asked: accuracy.main(console, budget=not asked.no_budget))
    part = parts.add_parser("load", help=_LOAD, description=_LOAD)
    part.add_argument("--services", type=int, default=load.SERVICES)
    part.add_argument("--minutes", type=float, default=load.MINUTES)
    part.set_defaults(run=lambda console, asked: load.main(console, asked.services, asked.minutes))
    asked = parser.parse_args(arguments)
    if "run" in asked:
        asked.run(Console(), asked)
    else:
        _all(Console())


def _all(console: Console) -> None:
    prices.main(console, prices.SIZES)
    accuracy.main(console)
    load.main(console, load.SERVICES, load.MINUTES)
