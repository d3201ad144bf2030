"""Runs a part of the benchmarks, or all of them."""

import argparse
import sys
from collections.abc import Callable, Sequence

from benchmarks import compiling, linting, online, previewing, proving, review, runbooks, views
from benchmarks.cost import main as cost
from benchmarks.incidents import main as incidents

_PARTS: dict[str, Callable[[Sequence[str]], None]] = {
    "compiling": compiling.main,
    "cost": cost.main,
    "incidents": incidents.main,
    "linting": linting.main,
    "previewing": previewing.main,
    "review": review.main,
    "runbooks": runbooks.main,
    "online": online.main,
    "views": views.main,
    "proving": proving.main,
}


def main() -> None:
    """Run the part that is named, with the arguments that follow; without a name, every part as it is by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=_PARTS, help="which part; PART --help tells its arguments")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="what the part is told")
    asked = parser.parse_args(sys.argv[1:])
    for part in [asked.part] if asked.part else _PARTS:
        _PARTS[part](asked.arguments)


if __name__ == "__main__":
    main()
