"""A case that takes its turn in a test: what it finds there, and when."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from observability.promql.tree import Node
from observability.proof.case import Case, Check
from observability.proof.derived import Derived
from observability.proof.evaluator.series import LOOKBACK
from observability.proof.samples.moving import placed
from observability.proof.samples.spans import Span, indices, united, within
from observability.proof.series.occurrences import occurrences


@frozen
class Run:
    """From one sample to before another, the same is there: this value of each series, or `what` is nobody else's."""

    first: int
    end: int
    what: object


@frozen
class Turn:
    """A case that begins `shift` milliseconds later than by itself.

    It has to do with these spans of its own time, and finds these runs there, empty ones as well.
    """

    case: Case
    spans: Sequence[Span]
    runs: Sequence[Run]
    shift: int = 0

    @property
    def moved(self) -> list[Run]:
        """What it finds, and when that is."""
        return _moved(self.runs, self.shift // self.case.sample)

    @property
    def looks(self) -> list[Run]:
        """When it is looked at, if it finds anything: by the time it is known whose failure one is."""
        first, last = self.case.checks[0].at // self.case.sample, self.case.end // self.case.sample
        looked = [Run(first, last + 1, object())] if any(run.what != {} for run in self.runs) else []
        return _moved(looked, self.shift // self.case.sample)

    @property
    def checks(self) -> Iterator[Check]:
        """When it is looked at."""
        return (evolve(check, at=check.at + self.shift, case=self.case.name) for check in self.case.checks)


def turn_of(derived: Derived, tree: Node, case: Case) -> Turn:
    """The case's turn, at its own time."""
    spans = _spans(derived, tree, case)
    return Turn(case, spans, _runs(case, spans))


def _spans(derived: Derived, tree: Node, case: Case) -> list[Span]:
    """When it is evaluated for the case, and what is read then, with windows twice as long as well."""
    alert = derived.alert
    waits = alert.duration.milliseconds + (alert.keep_firing_for.milliseconds if alert.keep_firing_for else 0)
    # Before time zero there is nothing, and so it must be when others were before.
    first = case.checks[0].at - waits - case.evaluation
    last = case.checks[-1].at
    found = [(first, last)]
    for one in occurrences(tree):
        near, far = one.vector.offset, one.depth
        found.append((first - far - (far - near) - LOOKBACK, last - near))
    return united(found)


def _runs(case: Case, spans: Sequence[Span]) -> list[Run]:
    """What it finds in these spans, as long as it stays the same."""
    read = ((one.labels, within(one.segments, spans, case.sample)) for one in case.inputs)
    parts = [(labels, *each) for labels, segments in read for each in placed(segments)]
    found = []
    for begin, end in (indices(span, case.sample) for span in spans):
        edges = {edge for _, at, segment in parts for edge in (at, at + segment.count) if begin < edge < end}
        for at, until in pairwise(sorted({begin, *edges, end})):
            there = {labels: segment for labels, where, segment in parts if where <= at < where + segment.count}
            changing = any(segment.step or segment.stale for segment in there.values())
            # What climbs is another number each time.
            what = object() if changing else {labels: segment.first for labels, segment in there.items()}
            found.append(Run(at, until, what))
    return found


def _moved(runs: Sequence[Run], later: int) -> list[Run]:
    return [Run(one.first + later, one.end + later, one.what) for one in runs]
