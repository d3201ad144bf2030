"""How long it takes to lint the rules of a fleet."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.fleet import generate
from benchmarks.process import Run, measure
from benchmarks.tables import Figure, show

_SECONDS, _MEGABYTES = 20.0, 1_000.0
_LIMITED = 1_000


def main(arguments: Sequence[str]) -> None:
    """Lint a fleet as it was built, and once more with something to say of every rule."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks linting", description=__doc__)
    parser.add_argument("services", metavar="SERVICES", nargs="?", type=int, default=_LIMITED, help="size of the fleet")
    size = parser.parse_args(arguments).services
    with tempfile.TemporaryDirectory(prefix="observability-bench-") as name:
        folder = Path(name)
        generate(folder, size)
        measure(folder, "build", "--only", "rules")
        rules = folder / "build" / "production" / "prometheus" / "rules"
        count = sum(path.read_text().count("\n      - ") for path in rules.glob("*.yaml"))
        runs = {"as built": measure(folder, "lint", "build")}
        _spoil(rules)
        runs["each file wrong"] = measure(folder, "lint", str(rules), "--fail-on", "none")
    figures = [figure for name, run in runs.items() for figure in _figures(name, run)]
    show(Console(), f"{count:,} rules of {size:,} services", figures, limited=size == _LIMITED)


def _spoil(rules: Path) -> None:
    """As people write: a regular expression for an equality, so that every rule has a finding, and no two are alike."""
    for path in rules.glob("*.yaml"):
        path.write_text(path.read_text().replace('{service="', '{service=~"'))


def _figures(name: str, run: Run) -> Iterator[Figure]:
    yield Figure(name, run.seconds, "s", _SECONDS)
    yield Figure(f"{name}, work of all cores", run.work, "s")
    yield Figure(f"{name}, memory of the process", run.parent / 1_000_000, "MB", _MEGABYTES)
    yield Figure(f"{name}, memory of its largest child", run.child / 1_000_000, "MB", _MEGABYTES)
