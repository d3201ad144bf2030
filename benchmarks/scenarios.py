"""What is measured of a fleet, and what is to be reached."""

import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fleet import change_one
from benchmarks.process import Run, measure
from benchmarks.tables import Figure

_HELP_RUNS = 7
_MB = 1_000_000

# The size of the fleet for which limits are set.
LIMITED = 1_000


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure of the fleet in `folder`, each as soon as it is measured."""
    rules = _cold(folder, "--only", "rules")
    yield Figure("cold build, rules only", rules.seconds, "s", 4)
    yield Figure("cold build, dashboards only", _cold(folder, "--only", "dashboards").seconds, "s", 5)
    everything = _cold(folder)
    yield Figure("cold build, everything", everything.seconds, "s", 8)
    yield Figure("  peak memory, parent process", everything.parent / _MB, "MB", 300)
    yield Figure("  peak memory, largest child process", everything.child / _MB, "MB", 300)
    yield Figure("second build, nothing changed", _build(folder).seconds, "s", 1)
    change_one(folder)
    yield Figure("second build, one descriptor changed", _build(folder).seconds, "s")
    verified = measure(folder, "verify", "build")
    yield Figure("verify", verified.seconds, "s")
    yield Figure("  peak memory, parent process", verified.parent / _MB, "MB")
    yield Figure("  peak memory, largest process of promtool", verified.child / _MB, "MB")


def help_time(folder: Path) -> Figure:
    """How long `--help` takes, the median of several runs."""
    seconds = statistics.median(measure(folder, "--help").seconds for _ in range(_HELP_RUNS))
    return Figure("--help", seconds * 1000, "ms", 150)


def _cold(folder: Path, *options: str) -> Run:
    shutil.rmtree(folder / "build", ignore_errors=True)
    return _build(folder, *options)


def _build(folder: Path, *options: str) -> Run:
    return measure(folder, "build", "--output", "build", *options)
