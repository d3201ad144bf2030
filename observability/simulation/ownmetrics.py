"""What a Prometheus would tell of itself: how long each group of rules takes, and that none is missed."""

from collections.abc import Iterator

from observability.model import names
from observability.model.plan import Plan
from observability.model.rule import RuleGroup
from observability.simulation.clock import Clock
from observability.simulation.flow import gauge
from observability.simulation.series import NAME, Series

# Where a Prometheus has its rule files, mostly; seconds that a rule takes.
_FOLDER = "/etc/prometheus/rules"
_PER_RULE = 0.0004
_LABELS = {"job": "prometheus", "instance": "localhost:9090"}


def own_series(plan: Plan, clock: Clock) -> Iterator[Series]:
    """The metrics of the rule groups of a plan, as `prometheus_rule_group_...`."""
    for group in plan.groups:
        yield from _of_group(group, f"{_FOLDER}/{plan.service.name}.yaml;{group.name}", clock)


def _of_group(group: RuleGroup, name: str, clock: Clock) -> Iterator[Series]:
    rules, steady = len(group.rules), len(clock.times)
    interval = float(group.interval.seconds) if group.interval else 60.0
    takes = gauge(clock, name, rules * _PER_RULE, rules * _PER_RULE / 2, rules * _PER_RULE)
    values = {
        names.RULE_INTERVAL: [interval] * steady,
        names.RULE_COUNT: [float(rules)] * steady,
        names.RULE_SECONDS: takes,
        names.RULE_SAMPLES: [float(rules * 2)] * steady,
        "prometheus_rule_group_iterations_total": [(at - clock.times[0]) / 1000 // interval for at in clock.times],
        names.RULE_MISSED: [0.0] * steady,
        "prometheus_rule_evaluations_total": [(at - clock.times[0]) / 1000 // interval * rules for at in clock.times],
        names.RULE_FAILURES: [0.0] * steady,
    }
    for metric, made in values.items():
        yield Series({NAME: metric, "rule_group": name, **_LABELS}, clock.times, made)
