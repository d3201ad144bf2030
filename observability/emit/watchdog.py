"""The Watchdog: an alert that always fires, one an environment. A dead man's switch pages when it stops arriving."""

from observability.emit.rules import path, rule_file
from observability.model import names
from observability.model.artifact import Artifact
from observability.model.durations import Duration
from observability.model.identity import fleet_uid
from observability.model.location import Location
from observability.model.rule import Alert, RuleGroup
from observability.model.service import Environment, Runbook
from observability.signals.alerting import runbook_url


def group(environment: Environment, runbook: Runbook, origin: Location) -> RuleGroup:
    """The group of the one alert."""
    alert = Alert(
        names.WATCHDOG,
        "vector(1)",
        Duration(0),
        labels={**environment.labels, names.SERVICE: names.WATCHDOG_SERVICE, names.SEVERITY: "info"},
        annotations={
            "summary": f"Alerting of {environment.name} works",
            "description": "This alert always fires. Route it to a dead man's switch, which pages when it stops.",
            "runbook_url": runbook_url(runbook, names.WATCHDOG_SERVICE, names.WATCHDOG),
            "dashboard_url": environment.dashboard_url(fleet_uid(environment.name)),
        },
        origin=origin,
    )
    return RuleGroup(
        names.WATCHDOG_SERVICE, (alert,), "Always fires: when it stops arriving, alerts are lost on their way."
    )


def emit(environment: Environment, watchdog: RuleGroup, origin: Location) -> Artifact:
    """The rule file of the Watchdog."""
    source = origin.file or "the defaults"
    header = f"Made by observability from {source}. Do not edit: build again.\nEnvironment {environment.name}."
    return Artifact(path(names.WATCHDOG_SERVICE), rule_file(header, (watchdog,)))
