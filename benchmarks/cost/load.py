"""A Prometheus under the rules of many services, with real scrapes: does it keep up, and at what price?"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
from attrs import frozen
from rich.console import Console

from benchmarks.cost.server import Server, serving
from benchmarks.fleet import generate
from benchmarks.tables import Figure, show
from observability.adapters.tools import PROMETHEUS, provide
from observability.building import Request, build
from tests.e2e.processes import Program, free_port, running
from tests.support.progress import silent

SERVICES, MINUTES = 500, 10.0

_ENVIRONMENT = "production"
_INTERVALS = {"scrape_interval": "15s", "evaluation_interval": "30s"}  # as by default in a project file
_MB = 1_000_000


@frozen
class State:
    """What the server says of itself at one time."""

    at: float
    cpu: float
    samples: float
    evaluations: float

    @classmethod
    def of(cls, server: Server) -> "State":
        """Now."""
        return cls(
            time.monotonic(),
            server.cpu(),
            server.metric("prometheus_tsdb_head_samples_appended_total"),
            server.metric("prometheus_rule_group_iterations_total"),
        )


def main(console: Console, services: int, minutes: float) -> None:
    """Run as long as asked with the rules, after a fifth of that without them."""
    with tempfile.TemporaryDirectory(prefix="observability-bench-") as name, _exporter(Path(name)) as port:
        folder = Path(name)
        rules = _compiled(folder, services)
        plain, full = _configuration(services, port), _configuration(services, port, rules)
        with (
            serving(provide(PROMETHEUS, silent), folder / "data", plain, "--web.enable-lifecycle") as server,
            console.status(f"{services} services, {minutes:g} minutes"),
        ):
            without = _watched(server, minutes / 5)
            (folder / "data.yaml").write_text(full)
            server.reload()
            figures = list(_figures(server, without, _watched(server, minutes), services))
    show(console, f"A Prometheus, {services} services, {minutes:g} minutes", figures)


@contextmanager
def _exporter(folder: Path) -> Iterator[int]:
    port = free_port()
    command = (sys.executable, "-m", "benchmarks.cost.exporter", "--port", str(port))
    with running(Program(command, folder / "exporter.log", f"http://127.0.0.1:{port}/")):
        yield port


def _compiled(folder: Path, services: int) -> Path:
    project = folder / "project"
    project.mkdir()
    generate(project, services)
    build(Request((project,), folder / "build", (_ENVIRONMENT,)))
    return folder / "build" / _ENVIRONMENT / "prometheus/rules"


def _configuration(services: int, port: int, rules: Path | None = None) -> str:
    targets = [
        {"targets": [f"127.0.0.1:{port}"], "labels": {"job": name, "env": _ENVIRONMENT, "__metrics_path__": f"/{name}"}}
        for name in (f"service-{number:05d}" for number in range(services))
    ]
    document = {
        "global": _INTERVALS,
        "rule_files": [f"{rules}/*.yaml"] if rules else [],
        "scrape_configs": [{"job_name": "services", "static_configs": targets}],
    }
    return orjson.dumps(document).decode()  # JSON is YAML


def _watched(server: Server, minutes: float) -> tuple[State, State]:
    first = State.of(server)
    time.sleep(60 * minutes)
    return first, State.of(server)


def _figures(
    server: Server, without: tuple[State, State], loaded: tuple[State, State], services: int
) -> Iterator[Figure]:
    plain, full = _rates(*without), _rates(*loaded)
    yield Figure("evaluations missed", server.metric("prometheus_rule_group_iterations_missed_total"), "", 0)
    yield Figure("evaluations that failed", server.metric("prometheus_rule_evaluation_failures_total"), "", 0)
    yield Figure("evaluations of groups", loaded[1].evaluations - loaded[0].evaluations, "")
    yield Figure(
        "longest evaluation of a group", 1000 * server.highest("prometheus_rule_group_last_duration_seconds"), "ms"
    )
    yield Figure("processor, scrapes alone", 100 * plain.cpu, "% of a core")
    yield Figure("processor, with the rules", 100 * full.cpu, "% of a core")
    yield Figure("  the rules of one service", 1000 * (full.cpu - plain.cpu) / services, "ms a second")
    yield Figure("samples stored, scrapes alone", plain.samples, "a second")
    yield Figure("samples stored, with the rules", full.samples, "a second")
    yield Figure("series in memory", server.metric("prometheus_tsdb_head_series"), "")
    yield Figure("resident memory", server.metric("process_resident_memory_bytes") / _MB, "MB")


def _rates(first: State, last: State) -> State:
    """Everything per second."""
    seconds = last.at - first.at
    return State(
        seconds,
        (last.cpu - first.cpu) / seconds,
        (last.samples - first.samples) / seconds,
        (last.evaluations - first.evaluations) / seconds,
    )
