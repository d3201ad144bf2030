"""The Watchdog: an alert that always fires, one an environment. A dead man's switch pages when it stops arriving."""

from observability.descriptor import Project
from observability.emit.rules import path, rule_file
from observability.model import names
from observability.model.artifact import Artifact
from observability.model.durations import Duration
from observability.model.identity import dashboard_path, fleet_uid
from observability.model.location import Location
from observability.model.rule import Alert, RuleGroup
from observability.model.service import Environment
from observability.signals.alerting import runbook_url

# No service can have this name: the descriptor's checks refuse it.
SERVICE = "watchdog"


def group(environment: Environment, runbook_url: str, origin: Location) -> RuleGroup:
    """The group of the one alert."""
    alert = Alert(
        names.WATCHDOG,
        "vector(1)",
        Duration(0),
        labels={**environment.labels, names.SERVICE: SERVICE, names.SEVERITY: "info"},
        annotations={
            "summary": f"Alerting of {environment.name} works",
            "description": "This alert always fires. Route it to a dead man's switch, which pages when it stops.",
            "runbook_url": runbook_url,
            "dashboard_url": environment.grafana_url.rstrip("/") + dashboard_path(fleet_uid(environment.name)),
        },
        origin=origin,
    )
    return RuleGroup(SERVICE, (alert,), "Always fires: when it stops arriving, alerts are lost on their way.")


def of_project(project: Project, environment: Environment) -> RuleGroup:
    """The group in an environment of a project, which says where it leads."""
    origin = Location(project.source.path if project.source else "")
    link = runbook_url(project.runbook_of(SERVICE), SERVICE, names.WATCHDOG)
    return group(environment, link, origin)


def emit(environment: Environment, watchdog: RuleGroup, origin: Location) -> Artifact:
    """The rule file of the Watchdog."""
    source = origin.file or "the defaults"
    header = f"Made by observability from {source}. Do not edit: build again.\nEnvironment {environment.name}."
    return Artifact(path(SERVICE), rule_file(header, (watchdog,)))
