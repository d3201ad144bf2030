"""`services/` compiled for a test: the same descriptors, with seconds where production has half minutes."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
import yaml
from attrs import frozen

from observability.building import Request, build
from tests.e2e.pager import TOKEN, Pager

ROOT = Path(__file__).parents[2]
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

    @property
    def routing(self) -> Path:
        """Alertmanager's configuration."""
        return self.folder / "alertmanager/alertmanager.yaml"

    def dashboards(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """All dashboards, with the files that they lie in."""
        for path in sorted(self.folder.glob("grafana/dashboards/**/*.json")):
            yield path, orjson.loads(path.read_bytes())

    def recorded(self, service: str) -> Iterator[str]:
        """A selector for each recording rule of the service."""
        groups = yaml.safe_load((self.rule_files / f"{service}.yaml").read_text())["groups"]
        for rule in (rule for group in groups for rule in group["rules"] if "record" in rule):
            labels = ",".join(f'{name}="{value}"' for name, value in sorted(rule["labels"].items()))
            yield f"{rule['record']}{{{labels}}}"

    def panel_queries(self, name: str) -> Iterator[tuple[str, str]]:
        """The queries to Prometheus of a dashboard by its file's name, variables filled in as All.

        With each stands what its panel says when there is no data.
        """
        found = (one for path, one in self.dashboards() if path.stem == name)
        for dashboard in found:
            fill = _WINDOWS | {f"${variable['name']}": ".+" for variable in dashboard["templating"]["list"]}
            for panel in panels(dashboard):
                for target in panel.get("targets", ()):
                    if target["datasource"]["type"] == "prometheus":
                        nothing = panel["fieldConfig"]["defaults"].get("noValue", "")
                        yield _filled(target["expr"], fill), nothing


def compile_services(folder: Path, services: Sequence[str], told: Pager) -> Compiled:
    """Compile a copy of some of this repository's services into `folder`. All receivers are webhooks of `told`."""
    shutil.copytree(ROOT / "services", folder / "services")
    project = yaml.safe_load((ROOT / "observability.yaml").read_text())
    spec = project["spec"]
    spec |= {"services": [f"services/{name}.yaml" for name in services]}
    spec |= {"scrape_interval": "1s", "evaluation_interval": "1s"}
    spec["alertmanager"] |= _telling(folder, told, spec["alertmanager"]["receivers"])
    (folder / "observability.yaml").write_text(yaml.safe_dump(project))
    build(Request((folder,), folder / "build", (_ENVIRONMENT,)))
    return Compiled(folder / "build" / _ENVIRONMENT)


def _telling(folder: Path, told: Pager, receivers: Iterable[str]) -> dict[str, Any]:
    token = folder / "token"
    token.write_text(TOKEN)
    return {
        "receivers": {name: {"webhook": {"url": told.url(name), "credentials_file": str(token)}} for name in receivers},
        "timing": {severity: {"group_wait": "1s", "group_interval": "10s"} for severity in ("critical", "warning")},
        # Nothing here may depend on the day.
        "maintenance": {},
    }


def panels(container: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The panels of a dashboard, also those in rows."""
    for panel in container.get("panels", ()):
        yield panel
        yield from panels(panel)


def _filled(expr: str, fill: dict[str, str]) -> str:
    for variable in sorted(fill, key=len, reverse=True):
        expr = expr.replace(variable, fill[variable])
    return expr
