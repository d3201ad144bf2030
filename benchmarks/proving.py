"""How long it takes to find the tests of fleets and to run them, beside bare promtool with the same files."""

import argparse
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from attrs import frozen
from rich.console import Console

from benchmarks.fleet import generate
from benchmarks.process import measure
from benchmarks.tables import Figure, show
from observability.adapters.tools import PROMTOOL, provide
from observability.parallel import batches, cores
from tests.support.progress import silent

_SIZES = (20, 100)
_REPOSITORY = Path(__file__).parents[1]
# So many files a process, as `xargs -n` would have it: to start one takes as long as some tests.
_FILES = 100
# Small changes of a descriptor, as a person makes them.
_CHANGES = (
    ("a threshold", "orders_queue_depth, warning: 100,", "orders_queue_depth, warning: 120,"),
    ("an objective", "availability: 99.9", "availability: 99.8"),
    ("the text of an alert", "takes no payments", "takes no payments any more"),
)


@frozen
class Took:
    """Seconds by the clock, and seconds of all cores: of the user and of the system."""

    seconds: float
    cpu: float


def main(arguments: Sequence[str]) -> None:
    """Measure every size that is asked for, the smallest first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks proving", description=__doc__)
    parser.add_argument("sizes", metavar="SERVICES", nargs="*", type=int, default=_SIZES, help="sizes of the fleets")
    console = Console()
    show(console, "the services of this repository, which are not alike, in all environments", list(_own()))
    promtool = provide(PROMTOOL, silent)
    for size in sorted(parser.parse_args(arguments).sizes):
        with tempfile.TemporaryDirectory(prefix="observability-bench-") as folder:
            generate(Path(folder), size)
            show(console, f"{size:,} services, {cores()} cores", list(_figures(Path(folder), size, promtool)))


def _own() -> Iterator[Figure]:
    """First all is found anew, then what a change touches; in one process, so that nobody shares by chance."""
    with tempfile.TemporaryDirectory(prefix="observability-bench-") as name:
        folder = Path(name)
        shutil.copytree(_REPOSITORY / "services", folder / "services")
        shutil.copy(_REPOSITORY / "observability.yaml", folder)
        yield Figure("tests found and written, of one core", _build(folder), "s", 12)
        nothing = _build(folder)
        yield Figure("  nothing changed", nothing, "s")
        for what, old, new in _CHANGES:
            _change(folder / "services/shop.yaml", old, new)
            # What is beside the change was in the warm build as well.
            yield Figure(f"  {what} of one service changed, more than that", _build(folder) - nothing, "s", 1.5)


def _change(descriptor: Path, old: str, new: str) -> None:
    before, there, after = descriptor.read_text().partition(old)
    if not there:
        raise RuntimeError(f"{descriptor} does not say {old!r} any more")
    descriptor.write_text(f"{before}{new}{after}")


def _build(folder: Path) -> float:
    """The seconds of a core that it takes to bring the tests up to date."""
    return measure(folder, "build", "--output", "build", "--only", "tests", "--jobs", "1").work


def _figures(folder: Path, size: int, promtool: Path) -> Iterator[Figure]:
    measure(folder, "build", "--output", "build")
    found = _timed(lambda: measure(folder, "build", "--output", "build", "--only", "tests"))
    yield Figure("tests found and written, of all cores", found.cpu / size, "s a service")
    # In turn, so that what else the machine does meets both of them.
    bare = _timed(lambda: _bare(folder / "build/production/prometheus/tests", promtool))
    ours = _timed(lambda: measure(folder, "verify", "build"))
    yield Figure("bare promtool", bare.seconds, "s")
    yield Figure("  of all cores", bare.cpu / size, "s a service")
    yield Figure("verify, everything", ours.seconds, "s")
    yield Figure("  of all cores", ours.cpu / size, "s a service")
    yield Figure("  by the clock", ours.seconds / size, "s a service", 1)
    yield Figure("verify beside promtool, by the clock", ours.seconds / bare.seconds, "times", 1.2)
    yield Figure("verify beside promtool, of all cores", ours.cpu / bare.cpu, "times", 1.2)


def _bare(tests: Path, promtool: Path) -> None:
    paths = [str(path.relative_to(tests)) for path in sorted(tests.rglob("*.yaml")) if ".rules." not in path.name]
    with ThreadPoolExecutor(cores()) as pool:
        list(pool.map(lambda some: _run([str(promtool), "test", "rules", *some], tests), batches(paths, _FILES)))


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"promtool exited with {done.returncode}:\n{done.stdout}{done.stderr}")


def _timed(work: Callable[[], object]) -> Took:
    before, began = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    work()
    seconds, after = time.perf_counter() - began, getrusage(RUSAGE_CHILDREN)
    return Took(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
