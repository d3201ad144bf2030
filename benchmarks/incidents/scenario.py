"""An incident as data: what happens, and what is to come of it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from attrs import frozen

from benchmarks.incidents.load import HOUR, MINUTE
from benchmarks.incidents.outcome import Outcome
from benchmarks.incidents.rules import Group, compiled
from benchmarks.incidents.targets import Clock, Span, Target
from benchmarks.incidents.textbook import AVAILABILITY, Objective

# Scrapes are as far apart as evaluations, and no further than this, for five minutes must hold several.
_SCRAPE = MINUTE

REQUESTS = """\
apiVersion: observability/v1
kind: Service
metadata: {name: checkout, owner: payments, tier: critical}
spec:
  selector: {job: checkout}
  red:
    http:
      rate: http_requests_total
      errors: http_requests_total{code=~"5.."}
      objectives: {availability: 99.9}
"""

_TIMED = """\
apiVersion: observability/v1
kind: Service
metadata: {{name: checkout, owner: payments, tier: critical}}
spec:
  selector: {{job: checkout}}
  red:
    http:
      rate: http_requests_total
      errors: http_requests_total{{code=~"5.."}}
      duration: {{{histogram}: http_request_duration_seconds}}
      objectives: {{availability: 99.9, latency: {{target: 99, threshold: 500ms}}}}
"""
CLASSIC_REQUESTS = _TIMED.format(histogram="histogram")
NATIVE_REQUESTS = _TIMED.format(histogram="native_histogram")

POOL = """\
apiVersion: observability/v1
kind: Service
metadata: {name: checkout, owner: payments, tier: critical}
spec:
  selector: {job: checkout}
  use:
    db-pool:
      utilization: {ratio: [db_pool_in_use, db_pool_size], exhaustion: 4h}
"""


@frozen
class Verdict:
    """Something that was to be reached, and whether it was."""

    text: str
    reached: bool


class Check(Protocol):
    """What is to come of an incident."""

    def asks(self, scenario: "Scenario") -> Sequence[str]:
        """PromQL, answered at the end of the simulation."""

    def verdicts(self, scenario: "Scenario", outcome: Outcome) -> Iterable[Verdict]:
        """What was reached."""


def compiled_once(scenario: "Scenario") -> list[Group]:
    """The rules of the scenario's descriptor."""
    return compiled(scenario.descriptor, scenario.clock)


@frozen
class Scenario:
    """What happens to a service.

    It is healthy for `lead` seconds, then `targets` (which are told when) have their trouble. That ends after `trouble`
    seconds, and all is watched for `lasts`. `down` are spans in which Prometheus does not run. All but `lead` count
    from the beginning of the trouble. Rules are evaluated every `step` seconds.
    """

    name: str
    title: str
    targets: Callable[[int], tuple[Target, ...]]
    trouble: int
    lasts: int
    checks: tuple[Check, ...]
    lead: int = 6 * HOUR
    step: int = 30
    descriptor: str = REQUESTS
    textbook: tuple[Objective, ...] = (AVAILABILITY,)
    down: tuple[Span, ...] = ()
    rules: Callable[["Scenario"], list[Group]] = compiled_once

    @property
    def clock(self) -> Clock:
        """When it is scraped and evaluated."""
        down = tuple((self.lead + start, self.lead + end) for start, end in self.down)
        return Clock(self.step, min(self.step, _SCRAPE), self.lead + self.lasts, down)
