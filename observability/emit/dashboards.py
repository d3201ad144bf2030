"""Grafana dashboards: a folder for each owner, a file for each service, and the fleet's overview above them."""

from observability.emit.target import Target
from observability.model.artifact import Artifact
from observability.model.panel import Dashboard
from observability.model.plan import Plan
from observability.model.service import Environment
from observability.views import fleet

TARGET = Target.DASHBOARDS

FOLDER = "grafana/dashboards"


def emit(plan: Plan) -> Artifact:
    """The dashboard of a service."""
    return Artifact(path(plan), _render(plan.dashboard))


def emit_fleet(environment: Environment) -> Artifact:
    """The overview of all services. It stands outside the owners' folders, where Grafana opens."""
    return Artifact(f"{FOLDER}/fleet.json", _render(fleet.dashboard(environment)))


def path(plan: Plan) -> str:
    """Where the dashboard of a service stands in an environment's folder. Grafana names its folders after ours."""
    return f"{FOLDER}/{plan.dashboard.folder}/{plan.service.name}.json"


def _render(dashboard: Dashboard) -> bytes:
    # grafanalib takes a quarter of a second to import: who builds rules alone, or asks for help, does not wait for it.
    from observability.grafana import render

    return render(dashboard)
