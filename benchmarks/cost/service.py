"""The service whose rules are measured: the one of the README, as a plan."""

from collections.abc import Callable, Iterable
from pathlib import Path

from observability.building import plan_of
from observability.model.names import OBJECTIVE
from observability.model.plan import Plan
from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.promql import metric_names

_PROJECT = """\
apiVersion: observability/v1
kind: Project
metadata: {{name: cost}}
spec:
  scrape_interval: {interval}
  evaluation_interval: {interval}
  environments:
    production: {{}}
"""

_SERVICE = """\
apiVersion: observability/v1
kind: Service
metadata: {{name: {name}, owner: payments, tier: critical}}
spec:
  selector: {{job: {job}}}
  red:
    http:
      rate: http_requests_total
      errors: http_requests_total{{code=~"5.."}}
      duration: http_request_duration_seconds
      objectives:
        availability: 99.9
"""
_LATENCY = "        latency: {target: 99, threshold: 300ms}\n"


def plan(folder: Path, name: str, job: str, interval: str = "30s", *, latency: bool = True) -> Plan:
    """The service of that name, over the series of that job, compiled; its project is written into `folder`.

    It is scraped and evaluated at the interval, and promises availability, and latency unless told not to.
    """
    services = folder / "services"
    services.mkdir(exist_ok=True)
    (folder / "observability.yaml").write_text(_PROJECT.format(interval=interval))
    (services / f"{name}.yaml").write_text(_SERVICE.format(name=name, job=job) + latency * _LATENCY)
    return plan_of([folder], name, None).plan


def rules(groups: Iterable[RuleGroup]) -> tuple[Rule, ...]:
    """All rules, in evaluation order."""
    return tuple(rule for group in groups for rule in group.rules)


def alerting(groups: Iterable[RuleGroup]) -> tuple[Rule, ...]:
    """The alerts on budgets and all that they need: what is recorded for people to look at is left out."""
    return _needed(groups, lambda rule: isinstance(rule, Alert) and OBJECTIVE in rule.labels)


def objectives(groups: Iterable[RuleGroup]) -> tuple[Rule, ...]:
    """All rules of objectives, with what they need of their signals."""
    return _needed(groups, lambda rule: OBJECTIVE in rule.labels)


def _needed(groups: Iterable[RuleGroup], wanted: Callable[[Rule], bool]) -> tuple[Rule, ...]:
    """The wanted rules and those that they read, in evaluation order."""
    kept, read = list[Rule](), set[str]()
    for rule in reversed(rules(groups)):
        if wanted(rule) or (isinstance(rule, Recording) and rule.record in read):
            kept.append(rule)
            read.update(metric_names(rule.expr))
    return tuple(reversed(kept))
