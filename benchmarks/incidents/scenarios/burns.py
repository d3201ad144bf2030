"""Budgets that burn steadily: at a tenth more than each tier's factor, and at 20 times the allowed rate."""

from benchmarks.incidents.checks import AsTheTextbook, Fires, Silent
from benchmarks.incidents.load import DAY, HOUR, MINUTE, Stretch
from benchmarks.incidents.outcome import Key
from benchmarks.incidents.scenario import Scenario
from benchmarks.incidents.scenarios.common import PAGE, RATE, TICKET, service

_ALLOWED = 0.001


def _burn(name: str, factor: float, hours: int, told: Key, lead: int, step: int = 30) -> Scenario:
    """A burn for so many hours, and half an hour after it."""
    silent = () if told == PAGE else (Silent("critical"),)
    return Scenario(
        name,
        f"{factor:g} times the allowed rate for {hours} hours",
        service(Stretch(hours * HOUR, RATE, failing=factor * _ALLOWED)),
        trouble=hours * HOUR,
        lasts=hours * HOUR + 30 * MINUTE,
        checks=(AsTheTextbook(), Fires(told, episodes=1), *silent),
        lead=lead,
        step=step,
    )


SCENARIOS = (
    _burn("burn-20", 20, 2, PAGE, 6 * HOUR),
    _burn("burn-14.4", 14.4 * 1.1, 2, PAGE, 6 * HOUR),
    _burn("burn-6", 6 * 1.1, 7, PAGE, DAY),
    # Days of it, looked at every minute: the shortest window that decides is two hours, its alert waits for five.
    _burn("burn-3", 3 * 1.1, 24, TICKET, 3 * DAY, step=60),
    _burn("burn-1", 1 * 1.1, 70, TICKET, 3 * DAY, step=60),
)
