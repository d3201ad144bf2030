"""Outages: all or half of the requests fail, for minutes or again and again."""

from benchmarks.incidents.checks import AsTheTextbook, Fires, Silent
from benchmarks.incidents.load import DAY, HOUR, MINUTE, Stretch
from benchmarks.incidents.scenario import Scenario
from benchmarks.incidents.scenarios.common import PAGE, RATE, service

_FLAP = (Stretch(MINUTE, RATE, failing=1), Stretch(9 * MINUTE, RATE))

SCENARIOS = (
    Scenario(
        "outage",
        "every request fails for 20 minutes",
        service(Stretch(20 * MINUTE, RATE, failing=1)),
        trouble=20 * MINUTE,
        lasts=HOUR,
        checks=(AsTheTextbook(), Fires(PAGE, within=180, episodes=1)),
    ),
    Scenario(
        "half",
        "every second request fails for 20 minutes",
        service(Stretch(20 * MINUTE, RATE, failing=0.5)),
        trouble=20 * MINUTE,
        lasts=HOUR,
        checks=(AsTheTextbook(), Fires(PAGE, within=240, episodes=1)),
    ),
    Scenario(
        "blip",
        "every request fails for 30 seconds",
        service(Stretch(30, RATE, failing=1)),
        trouble=30,
        lasts=HOUR,
        checks=(AsTheTextbook(), Silent()),
        lead=DAY,
    ),
    Scenario(
        "flapping",
        "every request fails for a minute in ten, three times",
        service(*_FLAP, *_FLAP, *_FLAP),
        trouble=21 * MINUTE,
        lasts=HOUR,
        checks=(AsTheTextbook(), Fires(PAGE, within=240, episodes=1)),
    ),
)
