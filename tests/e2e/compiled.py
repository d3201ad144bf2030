"""`services/` compiled for a test: the same descriptors, with seconds where production has half minutes."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import yaml
from attrs import frozen

from observability.building import Request, build

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = "production"
# A query that no data source can fill by itself: the dashboard's variables (All), and Grafana's own.
_WINDOWS = {"$__rate_interval": "1m", "$__interval": "5s", "$__range": "5m"}


@frozen
class Compiled:
    """The output of a build for one environment."""

    folder: Path

    @property
    def rule_files(self) -> Path:
        """The folder of rule files."""
        return self.folder / "prometheus/rules"

    def recorded(self, service: str) -> Iterator[str]:
        """A selector for each recording rule of the service."""
        groups = yaml.safe_load((self.rule_files / f"{service}.yaml").read_text())["groups"]
        for rule in (rule for group in groups for rule in group["rules"] if "record" in rule):
            labels = ",".join(f'{name}="{value}"' for name, value in sorted(rule["labels"].items()))
            yield f"{rule['record']}{{{labels}}}"

    def panel_queries(self, service: str) -> Iterator[tuple[str, str]]:
        """Title and query of each target of the service's dashboard, variables filled in as All."""
        (path,) = self.folder.glob(f"grafana/dashboards/*/{service}.json")
        dashboard = orjson.loads(path.read_bytes())
        fill = _WINDOWS | {f"${variable['name']}": ".+" for variable in dashboard["templating"]["list"]}
        for panel in _panels(dashboard):
            for target in panel.get("targets", ()):
                yield panel["title"], _filled(target["expr"], fill)


def compile_services(folder: Path) -> Compiled:
    """Compile a copy of this repository's services into `folder`."""
    shutil.copytree(_ROOT / "services", folder / "services")
    project = yaml.safe_load((_ROOT / "observability.yaml").read_text())
    project["spec"] |= {"scrape_interval": "1s", "evaluation_interval": "1s"}
    (folder / "observability.yaml").write_text(yaml.safe_dump(project))
    build(Request((folder,), folder / "build", (_ENVIRONMENT,)))
    return Compiled(folder / "build" / _ENVIRONMENT)


def _panels(container: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for panel in container.get("panels", ()):
        yield panel
        yield from _panels(panel)


def _filled(expr: str, fill: dict[str, str]) -> str:
    for variable in sorted(fill, key=len, reverse=True):
        expr = expr.replace(variable, fill[variable])
    return expr
