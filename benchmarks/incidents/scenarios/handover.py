"""A descriptor that changes its owner and its tier in the middle of every window."""

from benchmarks.incidents.checks import AsTheTextbook, Carries, Fires, Seamless, Whole
from benchmarks.incidents.load import HOUR, MINUTE, Stretch, Stretches
from benchmarks.incidents.rules import Group, compiled, handed_over
from benchmarks.incidents.scenario import REQUESTS, Scenario
from benchmarks.incidents.scenarios.common import INSTANCES, PAGE
from benchmarks.incidents.targets import Target, fleet

_AFTER = REQUESTS.replace("owner: payments, tier: critical", "owner: logistics, tier: standard")


def _both(scenario: Scenario) -> list[Group]:
    return handed_over(compiled(REQUESTS, scenario.clock), compiled(_AFTER, scenario.clock), scenario.lead)


# So many events that the same share of them fails between any two scrapes.
_RATE = 120_000
_EARLIER = 90 * MINUTE


def _outage_later(lead: int) -> tuple[Target, ...]:
    """What fails is less than is allowed; an hour after the change every request does, for ten minutes.

    It halves before the change: a window that lost its past at the change would say something else.
    """
    more, less = 0.0008, 0.0004
    health, outage = Stretch(_EARLIER + HOUR, _RATE, failing=less), Stretch(10 * MINUTE, _RATE, failing=1)
    before = Stretch(lead - _EARLIER, _RATE, failing=more)
    return fleet(INSTANCES, Stretches((before, health, outage, Stretch(1, _RATE, failing=less))))


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
