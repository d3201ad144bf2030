"""What is to be replayed."""

from collections.abc import Sequence

from attrs import frozen

from observability.model.durations import Duration
from observability.model.rule import RuleGroup
from observability.replay.pairs import Pair

# What a server of usual size reads in some minutes.
MOST_SAMPLES = 1_000_000_000


@frozen
class Request:
    """All rules of both sides, from when to when (milliseconds since 1970), and how much may be read for it.

    `interval` is how often groups without one of their own are evaluated; None: as the server says. `pairs` are the
    alerts that belong together, where the caller knows; by default those of one name. `unchanged`: replay those too
    that cannot fire differently. `names`: these alerts alone; none for all.
    """

    old: Sequence[RuleGroup]
    new: Sequence[RuleGroup]
    since: int
    until: int
    interval: Duration | None = None
    most_samples: int = MOST_SAMPLES
    pairs: Sequence[Pair] | None = None
    unchanged: bool = False
    names: frozenset[str] = frozenset()
