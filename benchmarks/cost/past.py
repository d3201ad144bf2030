"""The past of recorded series, where rules read it: what it costs to read a value does not depend on the value."""

import random
import re
from collections.abc import Iterable, Iterator

from benchmarks.cost.openmetrics import Series
from observability.model.durations import Duration
from observability.model.rule import Rule

_READ = re.compile(r"(?P<series>\w+:[\w:]+\{[^}]*\})(?:\[(?P<window>\w+)\])?(?: offset (?P<offset>\w+))?")
_LOOKBACK = Duration.parse("5m")


def past(rules: Iterable[Rule], since: int, until: int, step: int) -> Iterator[Series]:
    """Values at random for every recorded series that the rules read, at all times at which they read them.

    The rules are evaluated between `since` and `until`; `step` is their interval. All in seconds.
    """
    chance = random.Random(0)
    for series, times in _reads(rules, since, until, step).items():
        yield Series(series, [(at, chance.random()) for at in sorted(times)])


def _reads(rules: Iterable[Rule], since: int, until: int, step: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for rule in rules:
        for read in _READ.finditer(rule.expr):
            back = _seconds(read["offset"] or "0s")
            first = since - back - _seconds(read["window"] or "0s") - _seconds(str(_LOOKBACK))
            found.setdefault(read["series"], set()).update(range(first // step * step, until - back + 1, step))
    return found


def _seconds(text: str) -> int:
    return int(Duration.parse(text).seconds)
