"""Grafana dashboards: a folder for each owner, a file for each service, and the views of all above them."""

from collections.abc import Callable, Iterator, Mapping

from observability.emit.target import Target
from observability.model import layout
from observability.model.artifact import Artifact
from observability.model.dashboard import Dashboard
from observability.model.plan import Plan
from observability.model.service import Environment, Owner
from observability.views import alerts, fleet, owner, rules

TARGET = Target.DASHBOARDS

# No service can have this name.
_OWNER_FILE = "_owner"

# The views over all services of an environment, and how many these are, by the names of their files.
# To add one: a file in `views`, and a line.
FLEET_VIEWS: Mapping[str, Callable[[Environment, int], Dashboard]] = {
    "fleet": fleet.dashboard,
    "alerts": alerts.dashboard,
    "rules": rules.dashboard,
}


def emit(plan: Plan) -> Artifact:
    """The dashboard of a service."""
    return Artifact(path(plan), _render(plan.dashboard))


def emit_views(environment: Environment, owners: Mapping[Owner, int]) -> Iterator[Artifact]:
    """The views over all services, which stand outside the owners' folders, where Grafana opens; and one an owner.

    `owners` says how many services each has.
    """
    for name, view in FLEET_VIEWS.items():
        yield Artifact(f"{layout.DASHBOARDS}/{name}.json", _render(view(environment, sum(owners.values()))))
    for each, services in owners.items():
        made = owner.dashboard(each, environment, services)
        yield Artifact(f"{layout.DASHBOARDS}/{made.folder}/{_OWNER_FILE}.json", _render(made))


def path(plan: Plan) -> str:
    """Where the dashboard of a service stands in an environment's folder. Grafana names its folders after ours."""
    return f"{layout.DASHBOARDS}/{plan.dashboard.folder}/{plan.service.name}.json"


def _render(dashboard: Dashboard) -> bytes:
    # grafanalib takes a quarter of a second to import: who builds rules alone, or asks for help, does not wait for it.
    from observability.grafana import render

    return render(dashboard)
