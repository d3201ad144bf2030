"""Counters that are born, start again, or change their names while requests fail."""

from attrs import evolve

from benchmarks.incidents.checks import AsTheTextbook, Fires, Silent
from benchmarks.incidents.load import HOUR, MINUTE, Stretch
from benchmarks.incidents.metrics import born_with_the_first, renamed, requests
from benchmarks.incidents.scenario import Scenario
from benchmarks.incidents.scenarios.common import INSTANCES, PAGE, RATE, TRAFFIC_GONE, YESTERDAY, service, troubled
from benchmarks.incidents.targets import Target, fleet

# 20 times the allowed rate, for two hours.
_BURN = Stretch(2 * HOUR, RATE, failing=0.02)


def _restarted(lead: int) -> tuple[Target, ...]:
    """All at once, in the middle of the trouble."""
    return tuple(evolve(target, starts=(0, lead + 17 * MINUTE)) for target in fleet(INSTANCES, troubled(lead, _BURN)))


def _deployed(lead: int) -> tuple[Target, ...]:
    """One instance after the other, a minute and a half apart, from a quarter of an hour after the beginning on."""
    load = troubled(lead, _BURN)
    moments = [lead + 15 * MINUTE + 90 * number for number in range(INSTANCES)]
    old = (evolve(target, died=moment) for target, moment in zip(fleet(INSTANCES, load), moments, strict=True))
    new = (Target(f"checkout-new-{number}", load, born=moment) for number, moment in enumerate(moments))
    return (*old, *new)


def _released(lead: int) -> tuple[Target, ...]:
    metric = renamed(lead, "http_requests", "http_server_requests", requests)
    return fleet(INSTANCES, troubled(lead), metric)


SCENARIOS = (
    Scenario(
        "born-at-1",
        "20 times the allowed rate; no error series is there before its first error",
        service(_BURN, metrics=(born_with_the_first,)),
        trouble=2 * HOUR,
        lasts=2 * HOUR + 30 * MINUTE,
        checks=(AsTheTextbook(), Fires(PAGE, episodes=1)),
    ),
    Scenario(
        "born-with-a-jump",
        "every request fails; no error series is there before its first scrape with errors",
        service(Stretch(20 * MINUTE, RATE, failing=1), metrics=(born_with_the_first,)),
        trouble=20 * MINUTE,
        lasts=HOUR,
        checks=(AsTheTextbook(), Fires(PAGE, within=210, episodes=1)),
    ),
    Scenario(
        "restart",
        "20 times the allowed rate; all instances start again after 17 minutes",
        _restarted,
        trouble=2 * HOUR,
        lasts=2 * HOUR + 30 * MINUTE,
        checks=(AsTheTextbook(), Fires(PAGE, episodes=1)),
    ),
    Scenario(
        "rolling-deploy",
        "20 times the allowed rate; every instance is replaced by one of another name",
        _deployed,
        trouble=2 * HOUR,
        lasts=2 * HOUR + 30 * MINUTE,
        checks=(AsTheTextbook(), Fires(PAGE, episodes=1)),
    ),
    Scenario(
        "renamed",
        "a release calls the metric by another name",
        _released,
        trouble=HOUR,
        lasts=HOUR,
        checks=(AsTheTextbook(), Fires(TRAFFIC_GONE, within=20 * MINUTE, episodes=1), Silent(but=(TRAFFIC_GONE,))),
        lead=YESTERDAY,
    ),
)
