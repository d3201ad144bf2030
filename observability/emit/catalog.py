"""The catalog: what was made from what, for other programs (and our own checks) to read.

Its format is versioned and described by `catalog.schema.json` beside this file.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from observability.emit import dashboards, rules
from observability.emit.catalogtext import lines
from observability.model import layout
from observability.model.artifact import Artifact
from observability.model.identity import panel_id
from observability.model.plan import Plan
from observability.model.routing import NOBODY, Alertmanager, Routing
from observability.model.rule import Alert, Recording, RuleGroup
from observability.model.service import AuthorTest, Environment, Service
from observability.model.signal import Objective, Signal
from observability.promql import metric_names
from observability.undeclared import Undeclared, named_beside
from observability.views import runtime

VERSION = 1

Entry = dict[str, Any]


def emit(
    project: str,
    environment: Environment,
    services: Mapping[str, bytes],
    watchdog: Entry,
    routing: Routing | None = None,
) -> Artifact:
    """The catalog of an environment. `services`: dumped entries by name, of this run or kept from an earlier one."""
    document = {
        "apiVersion": "observability/v1",
        "kind": "Catalog",
        "version": VERSION,
        "project": project,
        "environment": environment.name,
        "labels": dict(environment.labels),
        "watchdog": watchdog,
        "alertmanager": _alertmanager(routing) if routing else None,
    }
    return Artifact(layout.CATALOG, b"".join(lines(document, sorted(services.items()))))


def entry(plan: Plan, undeclared: Iterable[Undeclared] = ()) -> Entry:
    """One service's part of the catalog. `undeclared` are metrics that its descriptor reads and does not declare."""
    service = plan.service
    return {
        "source": service.origin.parts,
        "title": service.title,
        "owner": service.owner.name,
        "tier": service.tier,
        "depends_on": list(service.depends_on),
        "metrics": sorted(named_metrics(plan)),
        "undeclared": [
            {"metric": one.metric, "alert": one.alert, "near": one.near, "source": one.location.parts}
            for one in undeclared
        ],
        "objectives": [_objective(signal, objective) for signal, objective in _promises(service)],
        **rule_entries(rules.path(service.name), plan.groups, {one.name: one.tests for one in service.alerts}),
        "dashboard": {
            "uid": plan.dashboard.uid,
            "path": dashboards.path(plan),
            "title": plan.dashboard.title,
            "panels": [
                {
                    "id": panel_id(panel.key),
                    "key": panel.key,
                    "title": panel.title,
                    "source": panel.origin.parts,
                }
                for panel in plan.dashboard.panels
            ],
        },
    }


def rule_entries(
    path: str, groups: Iterable[RuleGroup], tests: Mapping[str, Sequence[AuthorTest]] = MappingProxyType({})
) -> Entry:
    """The rules of one file. `tests` are what authors wrote, by alert."""
    pairs = [(group.name, rule) for group in groups for rule in group.rules]
    return {
        "rules": path,
        "recordings": [_recording(group, rule) for group, rule in pairs if isinstance(rule, Recording)],
        "alerts": [_alert(group, rule, tests.get(rule.alert, ())) for group, rule in pairs if isinstance(rule, Alert)],
    }


def _alertmanager(routing: Routing) -> Entry:
    alertmanager = routing.alertmanager
    return {
        "path": layout.ALERTMANAGER,
        "source": alertmanager.origin.parts,
        "watchdog": alertmanager.watchdog,
        "default": {severity: name or NOBODY for severity, name in alertmanager.told("").items()},
        "owners": {owner: _team(alertmanager, owner) for owner in sorted(set(routing.owners.values()))},
    }


def _team(alertmanager: Alertmanager, owner: str) -> Entry:
    place = alertmanager.teams[owner].origin if owner in alertmanager.teams else alertmanager.origin
    return {"receivers": alertmanager.told(owner), "source": place.parts}


def named_metrics(plan: Plan) -> frozenset[str]:
    """Every raw metric that the descriptor names: what its rules read and none of them makes."""
    return (plan.reads | _beside_rules(plan)) - {recording.record for recording in plan.recordings}


def declared_metrics(plan: Plan) -> frozenset[str]:
    """Those that it names elsewhere than in the expressions of alerts written by hand."""
    return (plan.measures | _beside_rules(plan)) - {recording.record for recording in plan.recordings}


def _beside_rules(plan: Plan) -> frozenset[str]:
    deploys = metric_names(plan.service.deploys) if plan.service.deploys else frozenset()
    return deploys | runtime.metrics(plan.service) | named_beside(plan.service)


def _promises(service: Service) -> Iterable[tuple[Signal, Objective]]:
    return ((signal, objective) for signal in service.signals for objective in signal.objectives)


def _objective(signal: Signal, objective: Objective) -> Entry:
    return {
        "signal": signal.name,
        "objective": objective.name,
        "target": f"{objective.target:f}",
        "window": str(objective.window),
        "threshold_seconds": None if objective.threshold is None else f"{objective.threshold:f}",
        "source": objective.origin.parts,
    }


def _recording(group: str, rule: Recording) -> Entry:
    return {"record": rule.record, "labels": dict(rule.labels), "group": group, "source": rule.origin.parts}


def _alert(group: str, rule: Alert, tests: Sequence[AuthorTest]) -> Entry:
    return {
        "alert": rule.alert,
        "severity": rule.labels["severity"],
        "labels": dict(rule.labels),
        "group": group,
        "runbook_url": rule.annotations["runbook_url"],
        "dashboard_url": rule.annotations.get("dashboard_url", ""),
        "panel": rule.panel,
        "source": rule.origin.parts,
        **({"tests": [{"name": one.name, "source": one.origin.parts} for one in tests]} if tests else {}),
    }
