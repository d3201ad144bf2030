"""From pending to firing to resolved: what Prometheus makes of a condition that holds at some of the evaluations.

A transcription of what `AlertingRule.Eval` of Prometheus does with one set of labels, from run to run of evaluations at
which it is there instead of from evaluation to evaluation: a week has ten thousand of them, and few runs.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen


@frozen
class Waits:
    """`duration` is the rule's `for`, `keep` its `keep_firing_for`; both in milliseconds."""

    duration: int
    keep: int = 0


@frozen
class Span:
    """One time of firing: places in the evaluations, both included. `active` is where the condition began to hold."""

    active: int
    first: int
    last: int

    @property
    def evaluations(self) -> int:
        """At how many evaluations the alert fires."""
        return self.last - self.first + 1


def spans(times: Sequence[int], present: Sequence[int], waits: Waits) -> Iterator[Span]:
    """When the alert fires.

    `times` are all evaluations, ascending, in milliseconds; `present` the places in `times` at which the condition
    holds, ascending. An evaluation that failed or never took place is not among `times`: it changes nothing.
    """
    firing: Span | None = None
    for first, last in runs(present):
        if firing and _kept_until(times, firing.last, waits) + 1 >= first:
            firing = Span(firing.active, firing.first, last)
            continue
        if firing:
            yield _ended(times, firing, waits)
        firing = _fired(times, first, last, waits)
    if firing:
        yield _ended(times, firing, waits)


def runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Stretches of places that follow on one another, each with its first and its last."""
    first = last = None
    for place in places:
        if last is not None and place == last + 1:
            last = place
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = place
    if first is not None and last is not None:
        yield first, last


def _fired(times: Sequence[int], first: int, last: int, waits: Waits) -> Span | None:
    """The firing of a condition that holds from `first` to `last`, if it holds for long enough."""
    due = times[first] + waits.duration
    fired = next((place for place in range(first, last + 1) if times[place] >= due), None)
    return None if fired is None else Span(first, fired, last)


def _ended(times: Sequence[int], firing: Span, waits: Waits) -> Span:
    return Span(firing.active, firing.first, _kept_until(times, firing.last, waits))


def _kept_until(times: Sequence[int], last: int, waits: Waits) -> int:
    """The last evaluation at which an alert fires whose condition held last at `last`."""
    gone = last + 1
    kept = last
    if waits.keep and gone < len(times):
        # It is missed first at `gone`, and from there on the time is counted.
        while kept + 1 < len(times) and times[kept + 1] - times[gone] < waits.keep:
            kept += 1
    return kept
