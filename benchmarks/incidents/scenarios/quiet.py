"""Few events: one request a minute, and a month of days and nights."""

from benchmarks.incidents.checks import AsTheTextbook, Fires, Silent, Whole
from benchmarks.incidents.load import DAY, HOUR, MINUTE, DailyCycle, Stretch
from benchmarks.incidents.scenario import Scenario
from benchmarks.incidents.scenarios.common import PAGE, TICKET, troubled
from benchmarks.incidents.targets import Target, fleet

_DAYS = 30


def _one_error(lead: int) -> tuple[Target, ...]:
    return fleet(1, troubled(lead, Stretch(MINUTE, 1, failing=1), rate=1))


def _all_errors(lead: int) -> tuple[Target, ...]:
    return fleet(1, troubled(lead, Stretch(HOUR, 1, failing=1), rate=1))


def _month(_lead: int) -> tuple[Target, ...]:
    """Half of what is allowed fails, by chance."""
    return tuple(Target(f"checkout-{n}", DailyCycle(_DAYS, 300, 0.0005, seed=n), phase=n) for n in (1, 2))


SCENARIOS = (
    Scenario(
        "one-error",
        "a request a minute, of which one fails",
        _one_error,
        trouble=MINUTE,
        lasts=2 * HOUR,
        checks=(Silent(),),
    ),
    Scenario(
        "quiet-outage",
        "a request a minute, and every one fails",
        _all_errors,
        trouble=HOUR,
        lasts=HOUR + 30 * MINUTE,
        checks=(Fires(PAGE, within=15 * MINUTE, episodes=1), Fires(TICKET, within=30 * MINUTE, episodes=1)),
    ),
    Scenario(
        "month",
        "30 days and nights, of whose requests half of what is allowed fails by chance",
        _month,
        trouble=_DAYS * DAY,
        lasts=_DAYS * DAY - HOUR,
        checks=(AsTheTextbook(), Silent("critical"), Whole()),
        lead=HOUR,
        step=120,
    ),
)
