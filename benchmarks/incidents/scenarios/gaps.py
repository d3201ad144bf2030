"""What is not seen: scrapes that fail, instances that are gone, hours without a request, Prometheus itself down."""

from attrs import evolve

from benchmarks.incidents.checks import AsTheTextbook, Fires, Silent, Whole
from benchmarks.incidents.load import HOUR, MINUTE, Stretch
from benchmarks.incidents.scenario import Scenario
from benchmarks.incidents.scenarios.common import (
    INSTANCES,
    NOTHING_UP,
    PAGE,
    RATE,
    SOME_DOWN,
    TICKET,
    TRAFFIC_GONE,
    YESTERDAY,
    Targets,
    service,
    troubled,
)
from benchmarks.incidents.targets import Target, fleet

_MANY = 20


def _unscraped(minutes: int, *stretches: Stretch) -> Targets:
    """From a minute after the trouble's begin on, no scrape succeeds for so many minutes."""

    def targets(lead: int) -> tuple[Target, ...]:
        gap = (lead + MINUTE, lead + MINUTE + minutes * MINUTE)
        return tuple(evolve(t, unreachable=(gap,)) for t in fleet(INSTANCES, troubled(lead, *stretches)))

    return targets


def _gone(lead: int) -> tuple[Target, ...]:
    return tuple(evolve(target, died=lead) for target in fleet(INSTANCES, troubled(lead)))


def _one_dead(lead: int) -> tuple[Target, ...]:
    first, *others = fleet(_MANY, troubled(lead))
    return (evolve(first, unreachable=((lead, lead + HOUR),)), *others)


def _one_failing(lead: int) -> tuple[Target, ...]:
    first, *others = fleet(_MANY, troubled(lead))
    return (evolve(first, load=troubled(lead, Stretch(HOUR, RATE, failing=1))), *others)


SCENARIOS = (
    Scenario(
        "gap-1m",
        "every request fails, from a minute before a gap of a minute in the scrapes to its end",
        _unscraped(1, Stretch(2 * MINUTE, RATE, failing=1)),
        trouble=2 * MINUTE,
        lasts=HOUR,
        checks=(AsTheTextbook(), Fires(PAGE, within=5 * MINUTE, episodes=1), Silent(but=(PAGE, TICKET))),
    ),
    Scenario(
        "gap-10m",
        "a fifth of the requests fails, from a minute before a gap of ten minutes in the scrapes to its end",
        _unscraped(10, Stretch(11 * MINUTE, RATE, failing=0.2)),
        trouble=11 * MINUTE,
        lasts=HOUR,
        checks=(AsTheTextbook(), Fires(PAGE, within=14 * MINUTE, episodes=1)),
    ),
    Scenario(
        "gap-10m-again",
        "a twentieth of the requests fails in a gap of ten minutes, and again 21 minutes later",
        _unscraped(
            10,
            Stretch(11 * MINUTE, RATE, failing=0.05),
            Stretch(20 * MINUTE, RATE),
            Stretch(20 * MINUTE, RATE, failing=0.05),
        ),
        trouble=51 * MINUTE,
        lasts=HOUR + 30 * MINUTE,
        checks=(AsTheTextbook(), Fires(PAGE, episodes=1)),
    ),
    Scenario(
        "prometheus-down",
        "Prometheus does not run for ten minutes; half an hour later every request fails for 40 seconds",
        service(Stretch(40, RATE, failing=1)),
        trouble=40,
        lasts=HOUR,
        checks=(AsTheTextbook(), Silent("critical")),
        down=((-36 * MINUTE, -26 * MINUTE),),
    ),
    Scenario(
        "idle",
        "no request for three hours, then as many as before",
        service(Stretch(3 * HOUR, 0)),
        trouble=3 * HOUR,
        lasts=4 * HOUR,
        checks=(Whole(), Fires(TRAFFIC_GONE, within=20 * MINUTE, episodes=1), Silent(but=(TRAFFIC_GONE,))),
        lead=YESTERDAY,
    ),
    Scenario(
        "vanished",
        "all instances are gone, and Prometheus knows of none",
        _gone,
        trouble=HOUR,
        lasts=HOUR,
        checks=(
            Fires(NOTHING_UP, within=5 * MINUTE, episodes=1),
            Fires(TRAFFIC_GONE, within=20 * MINUTE, episodes=1),
            Silent(but=(NOTHING_UP, TRAFFIC_GONE)),
        ),
        lead=YESTERDAY,
    ),
    Scenario(
        "one-dead",
        "one of 20 instances answers nothing, scrapes included",
        _one_dead,
        trouble=HOUR,
        lasts=HOUR + 30 * MINUTE,
        checks=(AsTheTextbook(), Fires(SOME_DOWN, within=20 * MINUTE, episodes=1), Silent("critical")),
    ),
    Scenario(
        "one-failing",
        "one of 20 instances fails every request, and is scraped",
        _one_failing,
        trouble=HOUR,
        lasts=HOUR + 30 * MINUTE,
        checks=(AsTheTextbook(), Fires(PAGE, episodes=1)),
    ),
)
