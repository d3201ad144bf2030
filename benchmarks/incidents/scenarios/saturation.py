"""Resources that fill up, and some that only look so."""

from collections.abc import Callable

from benchmarks.incidents.checks import Fires, Silent
from benchmarks.incidents.load import HOUR, MINUTE
from benchmarks.incidents.metrics import gauge
from benchmarks.incidents.scenario import POOL, Scenario
from benchmarks.incidents.scenarios.common import EXHAUSTION, Targets, troubled
from benchmarks.incidents.targets import fleet

_SIZE = 1_000
_FULL_AFTER = 10 * HOUR
_TOOTH = 45 * MINUTE


def _used(of: Callable[[int], float]) -> Targets:
    """A pool of which `of` says how many are used, so many seconds after the trouble's begin."""
    return lambda lead: fleet(
        1, troubled(lead), gauge("db_pool_size", lambda _: _SIZE), gauge("db_pool_in_use", lambda s: of(s - lead))
    )


def _climb(second: int) -> float:
    return min(_SIZE, 300 + max(second, 0) * 700 / _FULL_AFTER)


def _sawtooth(second: int) -> float:
    return 400 + (second % _TOOTH) * 400 / _TOOTH


SCENARIOS = (
    Scenario(
        "climb",
        "a pool fills from 30 % on, and is full after ten hours",
        _used(_climb),
        trouble=_FULL_AFTER,
        lasts=_FULL_AFTER,
        checks=(Fires(EXHAUSTION, within=_FULL_AFTER - HOUR, episodes=1), Silent(but=(EXHAUSTION,))),
        lead=3 * HOUR,
        descriptor=POOL,
        textbook=(),
    ),
    Scenario(
        "sawtooth",
        "a pool fills from 40 % to 80 % every 45 minutes, and is emptied",
        _used(_sawtooth),
        trouble=6 * HOUR,
        lasts=6 * HOUR,
        checks=(Silent(),),
        lead=3 * HOUR,
        descriptor=POOL,
        textbook=(),
    ),
)
