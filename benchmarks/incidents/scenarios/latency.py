"""Slow answers: of classic and of native histograms, alone, with errors, and when the histogram is gone."""

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.incidents.checks import AsTheTextbook, Fires, Silent
from benchmarks.incidents.load import HOUR, MINUTE, Stretch
from benchmarks.incidents.metrics import Metric, classic, native, requests, until
from benchmarks.incidents.scenario import CLASSIC_REQUESTS, NATIVE_REQUESTS, Scenario
from benchmarks.incidents.scenarios.common import (
    BLIND,
    INSTANCES,
    PAGE,
    RATE,
    SLOW_PAGE,
    SLOW_TICKET,
    TICKET,
    Targets,
    service,
    troubled,
)
from benchmarks.incidents.targets import fleet
from benchmarks.incidents.textbook import AVAILABILITY, CLASSIC, NATIVE, Objective

# promtool holds no more of a native histogram than six hours.
_LEAD = 4 * HOUR
_BOTH = Stretch(20 * MINUTE, RATE, failing=0.5, slow=0.5)
_TAIL = Stretch(50 * MINUTE, RATE, slow=0.2)


class _Kind(NamedTuple):
    name: str
    metric: Metric
    descriptor: str
    textbook: Objective


def _absent(metric: Metric) -> Targets:
    return lambda lead: fleet(INSTANCES, troubled(lead), requests, until(lead, metric))


def _of_kind(kind: _Kind) -> Iterator[Scenario]:
    yield Scenario(
        f"slow-tail-{kind.name}",
        f"a fifth of the requests is slow for 50 minutes; a {kind.name} histogram",
        service(_TAIL, metrics=(requests, kind.metric)),
        trouble=50 * MINUTE,
        lasts=HOUR + 30 * MINUTE,
        checks=(AsTheTextbook(), Fires(SLOW_PAGE, episodes=1), Silent(but=(SLOW_PAGE, SLOW_TICKET))),
        lead=_LEAD,
        descriptor=kind.descriptor,
        textbook=(AVAILABILITY, kind.textbook),
    )
    yield Scenario(
        f"slow-and-failing-{kind.name}",
        f"half of the requests fails and half is slow for 20 minutes; a {kind.name} histogram",
        service(_BOTH, metrics=(requests, kind.metric)),
        trouble=20 * MINUTE,
        lasts=HOUR,
        checks=(
            AsTheTextbook(),
            Fires(SLOW_PAGE, episodes=1),
            Fires(PAGE, episodes=1),
            Silent(but=(SLOW_PAGE, SLOW_TICKET, PAGE, TICKET)),
        ),
        lead=_LEAD,
        descriptor=kind.descriptor,
        textbook=(AVAILABILITY, kind.textbook),
    )
    yield Scenario(
        f"histogram-absent-{kind.name}",
        f"a release drops the {kind.name} histogram; requests are counted as before",
        _absent(kind.metric),
        trouble=HOUR,
        lasts=HOUR,
        checks=(Fires(BLIND, within=25 * MINUTE, episodes=1), Silent(but=(BLIND,))),
        lead=_LEAD,
        descriptor=kind.descriptor,
        textbook=(AVAILABILITY, kind.textbook),
    )


SCENARIOS = (
    *_of_kind(_Kind("classic", classic, CLASSIC_REQUESTS, CLASSIC)),
    *_of_kind(_Kind("native", native, NATIVE_REQUESTS, NATIVE)),
)
