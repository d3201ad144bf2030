"""A descriptor that changes its owner and its tier in the middle of every window."""

from benchmarks.incidents.checks import AsTheTextbook, Carries, Fires, Seamless, Whole
from benchmarks.incidents.load import HOUR, MINUTE, Stretch
from benchmarks.incidents.rules import Group, compiled, handed_over
from benchmarks.incidents.scenario import REQUESTS, Scenario
from benchmarks.incidents.scenarios.common import INSTANCES, PAGE, RATE, troubled
from benchmarks.incidents.targets import Target, fleet

_AFTER = REQUESTS.replace("owner: payments, tier: critical", "owner: logistics, tier: standard")


def _both(scenario: Scenario) -> list[Group]:
    return handed_over(compiled(REQUESTS, scenario.clock), compiled(_AFTER, scenario.clock), scenario.lead)


def _outage_later(lead: int) -> tuple[Target, ...]:
    """Half of what is allowed fails; an hour after the change every request does, for ten minutes."""
    half = 0.0005
    health, outage = Stretch(HOUR, RATE, failing=half), Stretch(10 * MINUTE, RATE, failing=1)
    return fleet(INSTANCES, troubled(lead, health, outage, failing=half))


SCENARIOS = (
    Scenario(
        "new-owner",
        "owner and tier change in the descriptor; an hour later every request fails for ten minutes",
        _outage_later,
        trouble=HOUR + 10 * MINUTE,
        lasts=2 * HOUR,
        checks=(
            AsTheTextbook(),
            Fires(PAGE, within=HOUR + 180, episodes=1),
            Carries(PAGE, owner="logistics", tier="standard"),
            Seamless(HOUR),
            Whole(),
        ),
        rules=_both,
    ),
)
