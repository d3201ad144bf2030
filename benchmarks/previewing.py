"""How long a preview takes, how large its page is, and how soon a browser has drawn it."""

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx
from playwright.sync_api import Page
from rich.console import Console

from benchmarks.process import Run, measure
from benchmarks.tables import Figure, show
from observability.adapters.tools import PROMETHEUS, provide
from observability.building import plan_of
from observability.previewing.generated import generated
from observability.simulation import Clock
from tests.support.browser import browser
from tests.support.progress import silent

_ROOT = Path(__file__).parents[1]
_SERVICE = "shop"
_PAGE, _SECONDS, _DRAWN = 3.0, 3.0, 1_000.0
_MEGABYTE = 1_000_000


def main(arguments: Sequence[str]) -> None:
    """Preview the shop from a Prometheus and from generated series, and all services of this repository."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks previewing", description=__doc__)
    parser.add_argument("times", metavar="TIMES", nargs="?", type=int, default=5, help="how often each is measured")
    times = parser.parse_args(arguments).times
    with tempfile.TemporaryDirectory(prefix="observability-bench-") as name:
        folder = Path(name)
        shutil.copytree(_ROOT / "services", folder / "services")
        shutil.copy(_ROOT / "observability.yaml", folder)
        show(Console(), f"Previews, the median of {times}", list(_figures(folder, times)))


def _figures(folder: Path, times: int) -> Iterator[Figure]:
    asked, served = _from_server(folder, times)
    yield Figure("one service, from a Prometheus on this machine", _median(asked), "s", _SECONDS)
    yield Figure("  work of the program", statistics.median(run.work for run in asked), "s")
    yield Figure("  work of the server", served, "s")
    made = [measure(folder, "preview", _SERVICE, "--output", "one.html") for _ in range(times)]
    yield Figure("one service, generated", _median(made), "s")
    everything = [measure(folder, "preview", "--output", "all.html")]
    yield Figure("four services, generated", _median(everything), "s")
    yield Figure("page of one service", (folder / "one.html").stat().st_size / _MEGABYTE, "megabytes", _PAGE)
    yield Figure("page of four services", (folder / "all.html").stat().st_size / _MEGABYTE, "megabytes", _PAGE)
    yield Figure("drawn in Chromium", _drawn(folder / "one.html", times), "ms", _DRAWN)


def _from_server(folder: Path, times: int) -> tuple[list[Run], float]:
    """The runs, and how long the processor was busy with one of them in the server."""
    plan = plan_of((folder,), _SERVICE, None).plan
    clock = Clock(plan.service.environment.scrape_interval.milliseconds)
    until = datetime.fromtimestamp(clock.end / 1000, UTC).isoformat()
    since = datetime.fromtimestamp(clock.shown / 1000, UTC).isoformat()
    with generated([plan], clock, provide(PROMETHEUS, silent)) as server:
        asked = ("--prometheus", server.access.url, "--from", since, "--to", until)
        before = _busy(server.access.url)
        runs = [measure(folder, "preview", _SERVICE, *asked, "--output", "asked.html") for _ in range(times)]
        return runs, (_busy(server.access.url) - before) / times


def _busy(url: str) -> float:
    """Seconds of the processor that the server has used."""
    told = httpx.get(f"{url}/metrics", trust_env=False).text
    (line,) = (line for line in told.splitlines() if line.startswith("process_cpu_seconds_total "))
    return float(line.split()[1])


def _median(runs: Sequence[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def _drawn(page: Path, times: int) -> float:
    """From the start of the page's script to its last chart, in milliseconds."""
    with browser() as running:
        return statistics.median(_once(running.new_page(), page) for _ in range(times))


def _once(shown: Page, page: Path) -> float:
    shown.goto(page.as_uri())
    shown.wait_for_selector("html[data-drawn]")
    drawn = float(shown.evaluate("document.documentElement.dataset.drawn"))
    shown.close()
    return drawn
