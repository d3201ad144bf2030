"""A build of a few dashboards, and a Grafana to bring it to."""

from pathlib import Path
from typing import Any

import orjson
from attrs import evolve

from observability.adapters.api import Limits, Means, Secret, access
from observability.adapters.grafana import Grafana
from observability.delivering import Pushed, Request, drift, prepare, push, read_build
from observability.findings import Finding
from tests.support.grafana import TOKEN, GrafanaServer
from tests.unit.adapters.web.asking import Sleeper

QUIET = Limits(seconds=30.0)


def dashboard(uid: str, **more: Any) -> dict[str, Any]:
    panel = {"id": 11, "title": "Rate", "type": "stat", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8}}
    tags = ["observability", "production"]
    return {"uid": uid, "title": uid.title(), "tags": tags, "refresh": "1m", "panels": [panel], **more}


def write(
    root: Path, dashboards: dict[str, dict[str, Any]], project: str = "shop", environment: str = "production"
) -> None:
    """Write a build, as far as a push reads it: `dashboards` by path, as `payments/checkout`."""
    folder = root / environment / "grafana" / "dashboards"
    for old in folder.rglob("*.json"):
        old.unlink()
    for path, json in dashboards.items():
        file = folder / f"{path}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(orjson.dumps(json))
    catalog = {"kind": "Catalog", "version": 1, "project": project, "environment": environment, "services": {}}
    (root / environment / "catalog.json").write_bytes(orjson.dumps(catalog))


def client(server: GrafanaServer, token: str = TOKEN, url: str = "", **limits: Any) -> Grafana:
    return Grafana(
        access(url or server.url, token=Secret(token)), evolve(QUIET, **limits), Means(lambda: 0.0, Sleeper())
    )


def pushing(server: GrafanaServer, root: Path, grafana: Grafana | None = None, **how: Any) -> Pushed:
    """A push of what is in a folder."""
    build, asked = read_build(root), grafana or client(server)
    request = Request(**how)
    prepared = prepare(asked, build, request, ignore)
    return push(asked, build, request, prepared, ignore)


def drifting(server: GrafanaServer, root: Path, **how: Any) -> list[Finding]:
    return drift(client(server, **how), read_build(root), "", ignore)


def ignore(_done: int, _total: int) -> None:
    pass


def deeds(pushed: Pushed) -> list[str]:
    return sorted(f"{done.deed} {done.name}" for done in pushed.done)


def checks(findings: list[Finding]) -> list[str]:
    return sorted(finding.check for finding in findings)
