"""What recording rules would have recorded over two days, and over the month before them."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from observability.adapters.prometheus import Prometheus
from observability.adapters.remote_write import Sent
from observability.model.rule import Recording
from observability.previewing.evaluated import Evaluated, evaluated
from observability.simulation import Clock

STEP = 60_000
# Instant selectors look five minutes back, so that samples at this distance leave no hole.
_SPARSE = 300_000
_DAY = 86_400_000


def recorded(server: Prometheus, rules: Sequence[Recording], reach: Mapping[str, int], clock: Clock) -> Iterator[Sent]:
    """The series of rules whose inputs are all stored; `reach` tells how far back each metric is read.

    The day before the one that is shown is quiet; what lies before it was like it, so its samples are repeated there.
    """
    quiet = evaluated(server, rules, range(clock.quiet, clock.shown, _SPARSE))
    shown = evaluated(server, rules, range(clock.shown, clock.end + 1, STEP))
    for rule, before, after in zip(rules, quiet, shown, strict=True):
        days = -(-reach.get(rule.record, 0) // _DAY)
        for one in _joined([_repeated(series, days) for series in before], after):
            labels = {**one.labels, **rule.labels, "__name__": rule.record}
            yield Sent(labels, one.times, one.values, one.distributions)


def _repeated(one: Evaluated, days: int) -> Evaluated:
    back = range(days, -1, -1)
    return evolve(
        one,
        times=[at - day * _DAY for day in back for at in one.times],
        values=one.values * len(back),
        distributions=one.distributions * len(back),
    )


def _joined(before: Sequence[Evaluated], after: Sequence[Evaluated]) -> Iterator[Evaluated]:
    earlier = {one.key: one for one in before}
    for one in after:
        first = earlier.pop(one.key, None)
        yield (
            one
            if first is None
            else evolve(
                one,
                times=first.times + one.times,
                values=first.values + one.values,
                distributions=first.distributions + one.distributions,
            )
        )
    yield from earlier.values()
