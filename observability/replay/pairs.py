"""Alerts of two sides, and which of them are the same one."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from observability.model.durations import Duration
from observability.model.location import NOWHERE
from observability.model.rule import Alert, RuleGroup

_NOTHING: Mapping[str, str] = {}


@frozen
class Timed:
    """An alert, and how often its group is evaluated; None for what the server does by default.

    With more results than `limit` an evaluation fails, and its alerts are gone; 0 is no limit. `query_offset`: so long
    ago is what its evaluations look at.
    """

    alert: Alert
    interval: Duration | None = None
    limit: int = 0
    query_offset: Duration | None = None


@frozen
class Pair:
    """An alert as it was and as it will be; None where it is not there."""

    old: Timed | None
    new: Timed | None

    @property
    def name(self) -> str:
        """Its name, the new one if both have one."""
        there = self.new or self.old
        return there.alert.alert if there else ""


def timed(groups: Sequence[RuleGroup]) -> list[Timed]:
    """The alerts of groups, in their order."""
    return [
        Timed(rule, group.interval, group.limit, group.query_offset)
        for group in groups
        for rule in group.rules
        if isinstance(rule, Alert)
    ]


def pair(old: Sequence[Timed], new: Sequence[Timed]) -> tuple[Pair, ...]:
    """Alerts of one name belong together: the same ones first, then those of the same labels, then in their order."""
    pairs = [one for name in _names(old, new) for one in _of_name(_named(old, name), _named(new, name))]
    return tuple(pairs)


def is_changed(one: Pair) -> bool:
    """Whether anything differs that could make it fire differently, its recordings aside."""
    return one.old is None or one.new is None or _substance(one.old) != _substance(one.new)


def _names(old: Sequence[Timed], new: Sequence[Timed]) -> list[str]:
    return list(dict.fromkeys(one.alert.alert for one in (*new, *old)))


def _named(alerts: Sequence[Timed], name: str) -> list[Timed]:
    return [one for one in alerts if one.alert.alert == name]


def _of_name(old: list[Timed], new: list[Timed]) -> Iterator[Pair]:
    for same in (lambda a, b: _substance(a) == _substance(b), lambda a, b: a.alert.labels == b.alert.labels, _any):
        for one in list(new):
            if other := next((candidate for candidate in old if same(candidate, one)), None):
                old.remove(other)
                new.remove(one)
                yield Pair(other, one)
    yield from (Pair(None, one) for one in new)
    yield from (Pair(one, None) for one in old)


def _any(_one: Timed, _other: Timed) -> bool:
    return True


def _substance(one: Timed) -> Timed:
    """What decides when it fires."""
    return Timed(evolve(one.alert, annotations=_NOTHING, origin=NOWHERE, panel=""), one.interval, one.limit)
