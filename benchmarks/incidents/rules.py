"""The rules under test: a descriptor through our compiler, and what stands beside it."""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from benchmarks.incidents.targets import Clock, Span
from observability.compiler import compile_source
from observability.descriptor import load_project
from observability.emit.target import Target
from observability.model.artifact import Source

Group = Mapping[str, Any]

_PROJECT = """\
apiVersion: observability/v1
kind: Project
metadata: {{name: incidents}}
spec: {{scrape_interval: {scrape}s, evaluation_interval: {step}s}}
"""


def compiled(descriptor: str, clock: Clock) -> list[Group]:
    """The rule groups of a service that is scraped and evaluated when the clock says."""
    text = _PROJECT.format(scrape=clock.scrape, step=clock.step)
    project = load_project(Source("observability.yaml", text.encode()))
    source = Source("services/checkout.yaml", descriptor.encode())
    made = compile_source(source, project, ["default"], frozenset({Target.RULES}))
    (artifact,) = made.artifacts["default"]
    groups: list[Group] = yaml.safe_load(artifact.text)["groups"]
    return groups


def handed_over(before: Iterable[Group], after: Iterable[Group], second: int) -> list[Group]:
    """Two versions of the rules, of which the second takes over from the first.

    promtool knows no reload: each rule is switched on and off by the time. The later ones stand first, as the others
    mark their series as gone at the evaluation at which they end.
    """
    return [
        *(_while(f"vector(time()) >= {second}", group, "-after") for group in after),
        *(_while(f"vector(time()) < {second}", group, "-before") for group in before),
    ]


def interrupted(groups: Iterable[Group], down: Iterable[Span]) -> list[Group]:
    """Rules that are not evaluated while Prometheus is down."""
    result = list(groups)
    for start, end in down:
        result = [_while(f"vector(time()) < {start} or vector(time()) >= {end}", group) for group in result]
    return result


def _while(condition: str, group: Group, suffix: str = "") -> Group:
    rules = [rule | {"expr": f"(\n{rule['expr']}\n) and on() ({condition})"} for rule in group["rules"]]
    return {**group, "name": group["name"] + suffix, "rules": rules}
