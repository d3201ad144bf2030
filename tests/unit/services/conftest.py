"""The services of this repository, compiled once, and what their exporters expose."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import frozen

from observability.building import Request, build
from tests.e2e.shop.metrics import Metrics

ROOT = Path(__file__).parents[3]
SERVICES = ("alertmanager", "node", "prometheus", "shop")
# Made by every Prometheus itself.
_OF_EVERY_PROMETHEUS = {"up": "gauge", "ALERTS": "gauge"}
# What a histogram or summary is stored as, beside its own name.
_PARTS = ("_bucket", "_count", "_sum")


@frozen
class Repository:
    """`rules` by file (the service's name, or `watchdog`); `exposed` metric to type, those of all exporters."""

    rules: Mapping[str, tuple[dict[str, Any], ...]]
    exposed: Mapping[str, str]

    def alerts(self, service: str) -> list[dict[str, Any]]:
        """The alert rules of a service."""
        return [rule for rule in self.rules[service] if "alert" in rule]

    @property
    def recorded(self) -> set[tuple[str, str | None, str | None]]:
        """Name, service and signal of everything that is recorded."""
        rules = (rule for one in self.rules.values() for rule in one if "record" in rule)
        return {(r["record"], r["labels"].get("service"), r["labels"].get("signal")) for r in rules}


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Compiled for production."""
    output = tmp_path_factory.mktemp("services")
    build(Request((ROOT,), output, ("production",)))
    files = sorted(output.glob("production/prometheus/rules/*.yaml"))
    return Repository({file.stem: _rules(file) for file in files}, _exposed())


def _rules(file: Path) -> tuple[dict[str, Any], ...]:
    groups = yaml.safe_load(file.read_text())["groups"]
    return tuple(rule for group in groups for rule in group["rules"])


def _exposed() -> dict[str, str]:
    found = dict(_OF_EVERY_PROMETHEUS)
    for file in sorted((Path(__file__).parent / "exposed").glob("*.txt")):
        found |= dict(line.split() for line in file.read_text().splitlines())
    for metric in Metrics().registry.collect():
        found[metric.name + "_total" * (metric.type == "counter")] = metric.type
    parts = {name + part: kind for name, kind in found.items() if kind in ("histogram", "summary") for part in _PARTS}
    return found | parts
