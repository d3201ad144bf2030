"""The past of recorded series, where rules read it: what it costs to read a value does not depend on the value."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product

from benchmarks.cost.openmetrics import Series
from observability.model.durations import Duration
from observability.model.names import ALL_EVENTS, BAD_EVENTS, EVENTS, OBJECTIVE
from observability.model.rule import Rule

# A selector, its range and its offset, and the range of a subquery around it.
_READ = re.compile(
    r"(?P<series>\w+:[\w:]+\{[^}]*\})(?:\[(?P<window>\w+)\])?(?: offset (?P<offset>\w+))?(?:\)\[(?P<around>\w+):)?"
)
# A series for each objective, and for all and bad events, which a rule reads at once.
_COUNTED = "objective:events:"
_LOOKBACK = 5 * 60


def past(rules: Iterable[Rule], objectives: Sequence[str], since: int, until: int, step: int) -> Iterator[Series]:
    """Values at random for every recorded series that the rules read, at all times at which they read them.

    The rules are those of a signal with these objectives, evaluated between `since` and `until`; `step` is their
    interval. All in seconds.
    """
    chance = random.Random(0)
    for series, times in _reads(rules, objectives, since, until, step).items():
        yield Series(series, [(at, chance.random()) for at in sorted(times)])


def _reads(rules: Iterable[Rule], objectives: Sequence[str], since: int, until: int, step: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for read in chain.from_iterable(_READ.finditer(rule.expr) for rule in rules):
        back = _seconds(read["offset"] or "0s")
        first = since - back - sum(_seconds(read[key] or "0s") for key in ("window", "around")) - _LOOKBACK
        for series in _matched(read["series"], objectives):
            found.setdefault(series, set()).update(range(first // step * step, until - back + 1, step))
    return found


def _matched(selector: str, objectives: Sequence[str]) -> Iterator[str]:
    """The series that a selector finds: where it leaves open which objective or which events, all there are."""
    name, labels = selector.rstrip("}").split("{")
    told = dict(label.split("=") for label in labels.split(","))
    left_open = {OBJECTIVE: objectives, EVENTS: (ALL_EVENTS, BAD_EVENTS)} if name.startswith(_COUNTED) else {}
    each = [[(label, f'"{value}"') for value in left_open[label]] for label in left_open.keys() - told]
    for added in product(*each):
        yield f"{name}{{{','.join(f'{label}={value}' for label, value in sorted((*told.items(), *added)))}}}"


def _seconds(text: str) -> int:
    return int(Duration.parse(text).seconds)
