"""How long a real Prometheus takes for what the views over all services ask: recorded series of a generated fleet."""

import argparse
import math
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
from attrs import frozen
from rich.console import Console

from benchmarks.cost.openmetrics import Series, import_file, write
from benchmarks.cost.server import Server, serving
from benchmarks.tables import Figure, show
from observability.adapters.tools import PROMETHEUS, PROMTOOL, provide
from observability.emit.dashboards import emit_views
from observability.model.identity import dashboard_uid
from observability.model.service import Environment, Owner
from tests.support.progress import silent

_ENVIRONMENT = Environment("production", {"env": "production"})
_OWNERS = 20
_END = 1_700_000_000 // 3600 * 3600
_HOURS, _STEP = 6, 60
# A panel over half the screen has about this many points; Grafana asks for no more.
_POINTS = 700
_LIMIT = 1.0


def main(arguments: Sequence[str]) -> None:
    """Fill a Prometheus, then ask what each view asks, with All chosen and six hours shown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks views", description=__doc__)
    parser.add_argument("services", metavar="SERVICES", nargs="?", type=int, default=1_000, help="how many services")
    services = parser.parse_args(arguments).services
    console = Console()
    with tempfile.TemporaryDirectory(prefix="observability-bench-") as name:
        data = Path(name, "data")
        with console.status(f"{services:,} services"):
            _fill(Path(name, "samples"), data, services)
        with serving(provide(PROMETHEUS, silent), data) as server:
            for artifact in emit_views(_ENVIRONMENT, {Owner("team-00", "Team 00"): services}):
                view = orjson.loads(artifact.text)
                title = f"{view['title']}: {services:,} services, {_HOURS} hours"
                show(console, title, list(_figures(server, view)), limited=services <= 1_000)


@frozen
class _Asked:
    panel: str
    expr: str
    step: int


def _figures(server: Server, view: dict[str, Any]) -> Iterator[Figure]:
    """The slowest query of each panel, and all together, one after the other."""
    slowest: dict[str, float] = {}
    began, count = time.perf_counter(), 0
    for asked in _asked(view):
        start = time.perf_counter()
        server.ask(asked.expr, _END, _HOURS * 3600 if asked.step else 0, asked.step)
        slowest[asked.panel] = max(slowest.get(asked.panel, 0), time.perf_counter() - start)
        count += 1
    yield Figure(f"all {count} queries, one after the other", time.perf_counter() - began, "s")
    for panel, seconds in sorted(slowest.items(), key=lambda item: -item[1]):
        yield Figure(f"  {panel}", seconds, "s", _LIMIT)


def _asked(view: dict[str, Any]) -> Iterator[_Asked]:
    fill = {"$__range": f"{_HOURS}h", **{f"${one['name']}": ".+" for one in view["templating"]["list"]}}
    for panel in view["panels"]:
        for target in panel.get("targets", ()):
            expr = target["expr"]
            for name in sorted(fill, key=len, reverse=True):
                expr = expr.replace(name, fill[name])
            yield _Asked(panel["title"], expr, 0 if target["instant"] else _step(target.get("interval", "15s")))


def _step(least: str) -> int:
    seconds = int(least[:-1]) * {"s": 1, "m": 60}[least[-1]]
    return max(seconds, _HOURS * 3600 // _POINTS)


def _fill(text: Path, data: Path, services: int) -> None:
    write(text, (series for number in range(services) for series in _service(number)))
    import_file(provide(PROMTOOL, silent), text, data)


def _service(number: int) -> Iterator[Series]:
    """What the views read of a service with one signal, two objectives and, of some, alerts."""
    name, owner = f"service-{number:05d}", f"team-{number % _OWNERS:02d}"
    own = f'env="production",service="{name}"'
    uid = dashboard_uid(name, _ENVIRONMENT.name)
    yield _series(f'service:info{{{own},owner="{owner}",tier="standard",dashboard="{uid}"}}', number, 1, 0)
    for handler in ("/", "/cart", "/orders"):
        labels = f'{own},signal="http",handler="{handler}"'
        yield _series(f"signal:traffic:rate5m{{{labels}}}", number, 50, 20)
        yield _series(f"signal:errors:rate5m{{{labels}}}", number, 0.05, 0.05)
    for quantile in ("0.5", "0.95", "0.99"):
        labels = f'{own},signal="http",quantile="{quantile}"'
        yield _series(f"signal:latency_seconds:quantile_rate5m{{{labels}}}", number, 0.2, 0.1)
    for objective in ("availability", "latency"):
        labels = f'{own},signal="http",objective="{objective}"'
        yield _series(f"objective:budget_remaining:ratio{{{labels}}}", number, 0.5, 0.4)
        for window in ("1h", "6h"):
            yield _series(f"objective:burn_rate:rate{window}{{{labels}}}", number, 1, 1)
    yield from _alerts(number, f'{own},owner="{owner}",tier="standard",signal="http"')
    yield from _groups(number, name)


def _alerts(number: int, labels: str) -> Iterator[Series]:
    if number % 20 == 0:  # one service in twenty has something that fires
        labels += ',alertname="AvailabilityBudgetBurn",severity="critical",objective="availability"'
        yield _series(f'ALERTS{{{labels},alertstate="firing"}}', number, 1, 0)
        yield _series(f"ALERTS_FOR_STATE{{{labels}}}", number, _END - 3600, 0)


def _groups(number: int, name: str) -> Iterator[Series]:
    """What Prometheus tells of the service's groups."""
    for group in ("service", "http", "db-pool"):
        labels = f'job="prometheus",instance="a:9090",rule_group="/etc/prometheus/rules/{name}.yaml;{name}:{group}"'
        for metric, value in (
            ("prometheus_rule_group_last_duration_seconds", 0.02),
            ("prometheus_rule_group_interval_seconds", 30),
            ("prometheus_rule_group_rules", 20),
            ("prometheus_rule_group_last_evaluation_samples", 40),
            ("prometheus_rule_group_iterations_missed_total", 0),
            ("prometheus_rule_evaluation_failures_total", 0),
        ):
            yield _series(f"{metric}{{{labels}}}", number, value, 0)


def _series(name: str, number: int, middle: float, swing: float) -> Series:
    """A wave of an hour, at another phase for each service."""
    times = range(_END - _HOURS * 3600 - 600, _END + 1, _STEP)
    samples = [(float(at), round(middle + swing * math.sin(at / 573 + number), 4)) for at in times]
    return Series(name, samples)
