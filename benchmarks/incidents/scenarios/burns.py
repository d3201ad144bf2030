"""Budgets that burn steadily: at a tenth more than each tier's factor, and at 20 times the allowed rate."""

from benchmarks.incidents.checks import AsTheTextbook, Fires, Silent
from benchmarks.incidents.load import DAY, HOUR, MINUTE, Stretch
from benchmarks.incidents.outcome import Key
from benchmarks.incidents.scenario import Scenario
from benchmarks.incidents.scenarios.common import PAGE, RATE, TICKET, service

_ALLOWED = 0.001
# Three hundred requests a second, of which one fails at every scrape, whatever the burn.
_BUSY = 30 * RATE


def _burn(name: str, factor: float, hours: int, told: Key, lead: int, rate: float = RATE, lump: int = 0) -> Scenario:
    """A burn for so many hours, and half an hour after it. Days of it are looked at every minute.

    The shortest window that decides over days is two hours, and its alert waits for five minutes.
    """
    silent = () if told == PAGE else (Silent("critical"),)
    how = f", in lumps {lump} s apart" if lump else ""
    return Scenario(
        name,
        f"{factor:g} times the allowed rate for {hours} hours{how}",
        service(Stretch(hours * HOUR, rate, failing=factor * _ALLOWED), rate=rate),
        trouble=hours * HOUR,
        lasts=hours * HOUR + 30 * MINUTE,
        checks=(AsTheTextbook(lump), Fires(told, episodes=1), *silent),
        lead=lead,
        step=30 if lead <= DAY else 60,
    )


SCENARIOS = (
    _burn("burn-20", 20, 2, PAGE, 6 * HOUR),
    _burn("burn-14.4", 14.4 * 1.1, 2, PAGE, 6 * HOUR),
    _burn("burn-6", 6 * 1.1, 7, PAGE, DAY),
    _burn("burn-3", 3 * 1.1, 24, TICKET, 3 * DAY, _BUSY),
    _burn("burn-1", 1 * 1.1, 70, TICKET, 3 * DAY, _BUSY),
    # At ten requests a second. The lumps are what all four instances count at the same time.
    _burn("burn-1-in-lumps", 1 * 1.1, 70, TICKET, 3 * DAY, lump=364),
)
