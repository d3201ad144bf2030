"""A resolved service lowered to its plan: rule groups in evaluation order, and the dashboard."""

from collections.abc import Iterable, Iterator
from itertools import chain

from attrs import evolve

from observability import objectives, signals
from observability.model import names
from observability.model.durations import Duration
from observability.model.identity import dashboard_uid
from observability.model.numbers import percent
from observability.model.plan import Plan
from observability.model.rule import Alert, Recording, RuleGroup
from observability.model.service import Service
from observability.model.signal import Objective
from observability.promql import metric_names
from observability.signals import blindness, handwritten, telemetry
from observability.signals.scope import Scope
from observability.views.service import dashboard


def lower(service: Service) -> Plan:
    """Everything that the service becomes.

    Raises:
        ValueError: a rule came out that is not PromQL, which is a bug of ours.
    """
    groups = (_service_group(service), *(_signal_group(Scope(service, signal)) for signal in service.signals))
    by_hand = {alert.name for alert in service.alerts}
    ours, theirs = set[str](), set[str]()
    for rule in chain.from_iterable(group.rules for group in groups):
        (theirs if isinstance(rule, Alert) and rule.alert in by_hand else ours).update(metric_names(rule.expr))
    return Plan(service, groups, dashboard(service), frozenset(ours | theirs), frozenset(ours))


def _service_group(service: Service) -> RuleGroup:
    return RuleGroup(
        f"{service.name}:service",
        (_info(service), *telemetry.alerts(service), *handwritten.alerts(service)),
        f"{service.title} as a whole: whose it is, whether it is watched, and alerts written by hand.",
        service.environment.evaluation_interval,
    )


def _info(service: Service) -> Recording:
    labels = {
        **service.environment.labels,
        names.SERVICE: service.name,
        names.OWNER: service.owner.name,
        names.TIER: service.tier,
        names.DASHBOARD: dashboard_uid(service.name, service.environment.name),
    }
    return Recording(names.SERVICE_INFO, "vector(1)", labels, service.origin)


def _signal_group(scope: Scope) -> RuleGroup:
    """One group for all of a signal: its rules are evaluated in this order, so no alert reads an old value."""
    promises = list(objectives.of(scope))
    return RuleGroup(
        f"{scope.service.name}:{scope.signal.name}",
        (
            *signals.lower_recordings(scope),
            *objectives.lower_recordings(promises),
            *_marked(scope, chain(signals.lower_alerts(scope), *map(objectives.lower_alerts, promises))),
        ),
        "\n".join(_purpose(scope)),
        scope.service.environment.evaluation_interval,
    )


def _marked(scope: Scope, alerts: Iterable[Alert]) -> Iterator[Alert]:
    """The alerts, with a label where they see on when the service's telemetry is gone."""
    label = blindness.of_signal(scope.service, scope.signal)
    return (evolve(alert, labels={**alert.labels, **label}) if label else alert for alert in alerts)


def _purpose(scope: Scope) -> Iterator[str]:
    measured = ", ".join(measurement.kind for measurement in scope.signal.measurements)
    yield f"{scope.title}: {measured}."
    yield from (_promise(objective) for objective in scope.signal.objectives)


def _promise(objective: Objective) -> str:
    within = objective.threshold
    kept = "without error" if within is None else f"within {Duration.of_seconds(within).brief}"
    return f"Promised: {percent(objective.target)} of the events {kept}, over {objective.window.words}."
