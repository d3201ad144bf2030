"""The service whose rules are measured: the one of the README, as a plan."""

from collections.abc import Iterable, Sequence
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
  scrape_interval: {scrape}
  evaluation_interval: {evaluation}
  environments:
    production: {{}}
"""

_SERVICE = """\
apiVersion: observability/v1
kind: Service
metadata: {{name: {name}, owner: payments, tier: critical}}
spec:
  selector: {{job: {name}}}
  red:
    http:
      rate: http_requests_total
      errors: http_requests_total{{code=~"5.."}}
      duration: http_request_duration_seconds
      objectives:
        availability: 99.9
        latency: {{target: 99, threshold: 300ms}}
"""


def plan(folder: Path, name: str = "checkout", scrape: str = "30s", evaluation: str = "30s") -> Plan:
    """The service of that name, and job, compiled; its project is written into `folder`."""
    services = folder / "services"
    services.mkdir(exist_ok=True)
    (folder / "observability.yaml").write_text(_PROJECT.format(scrape=scrape, evaluation=evaluation))
    (services / f"{name}.yaml").write_text(_SERVICE.format(name=name))
    return plan_of([folder], name, None)


def rules(groups: Iterable[RuleGroup]) -> tuple[Rule, ...]:
    """All rules, in evaluation order."""
    return tuple(rule for group in groups for rule in group.rules)


def only(objective: str, whole: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules of one objective, and those of its signal that they read."""
    own = [rule for rule in whole if rule.labels.get(OBJECTIVE) == objective]
    return (*(rule for rule in whole if OBJECTIVE not in rule.labels and _record(rule) in _read(own)), *own)


def alerting(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The alerts among the rules, and all that they need: what is recorded for people to look at is left out."""
    needed: list[Rule] = [rule for rule in rules if isinstance(rule, Alert)]
    for rule in reversed(rules):
        if _record(rule) in _read(needed):
            needed.insert(0, rule)
    return tuple(needed)


def _record(rule: Rule) -> str:
    return rule.record if isinstance(rule, Recording) else ""


def _read(rules: Iterable[Rule]) -> set[str]:
    return {name for rule in rules for name in metric_names(rule.expr)}
