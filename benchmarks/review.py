"""How long a review of a fleet takes: two builds, two folders of descriptors, and many large rule files."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.fleet import generate
from benchmarks.process import measure
from benchmarks.tables import Figure, show

_CHANGED = 5
_RULE = (
    '      - alert: Alert{n}\n        expr: sum by (job) (rate(errors_total{{shop="{n}"}}[5m])) > {limit}\n'
    "        for: 5m\n        labels: {{severity: critical, team: shop}}\n"
    "        annotations: {{summary: Number {n} of many that say about as much as alerts do say}}\n"
)
_MEGABYTES = 50
_RULES_A_FILE = 5_000


def main(arguments: Sequence[str]) -> None:
    """Review builds and descriptors of a fleet of which a few services changed, and 50 MB of rules."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks review", description=__doc__)
    parser.add_argument("services", metavar="SERVICES", nargs="?", type=int, default=1_000, help="how many services")
    services = parser.parse_args(arguments).services
    with tempfile.TemporaryDirectory(prefix="observability-bench-") as folder:
        figures = [*_of_fleet(Path(folder), services), *_of_large_files(Path(folder))]
    show(Console(), f"{_CHANGED} of {services:,} services changed", figures)


def _of_fleet(folder: Path, services: int) -> Iterator[Figure]:
    for side in ("old", "new"):
        (folder / side).mkdir()
        generate(folder / side, services)
    for number in range(_CHANGED):
        path = folder / "new" / "services" / f"service-{number:05d}.yaml"
        path.write_text(path.read_text().replace("99.9", "99.95").replace("warning: 80%", "warning: 70%"))
    yield from _figures(folder, "descriptors", "old", "new")
    for side in ("old", "new"):
        measure(folder, "build", side, "--output", f"{side}-build")
    yield from _figures(folder, "builds", "old-build", "new-build")


def _of_large_files(folder: Path) -> Iterator[Figure]:
    for side in ("old-rules", "new-rules"):
        (folder / side).mkdir()
    written = number = 0
    while written < _MEGABYTES * 1_000_000:
        text = "groups:\n  - name: shop\n    rules:\n" + "".join(
            _RULE.format(n=n, limit=5) for n in range(number, number + _RULES_A_FILE)
        )
        (folder / "old-rules" / f"{number}.yaml").write_text(text)
        (folder / "new-rules" / f"{number}.yaml").write_text(text.replace("> 5", "> 4", 1))
        written, number = written + len(text), number + _RULES_A_FILE
    yield from _figures(folder, f"{_MEGABYTES} MB of rules, each file changed", "old-rules", "new-rules")


def _figures(folder: Path, name: str, old: str, new: str) -> Iterator[Figure]:
    run = measure(folder, "diff", old, new)
    yield Figure(f"diff of {name}", run.seconds, "s")
    yield Figure("  work of all cores", run.work, "s")
    yield Figure("  memory", run.parent / 1_000_000, "MB")
    yield Figure("  memory of the largest of its processes", run.child / 1_000_000, "MB")
