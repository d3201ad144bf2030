"""Which recordings are under an alert: those that it reads, those that these read, and so on."""

from collections.abc import Iterator, Sequence

from observability.proof.evaluator import accepts
from observability.proof.occurrences import Occurrence
from observability.proof.suites.recorded import Recorded


def under(found: Sequence[Occurrence], recorded: Sequence[Recorded]) -> list[Recorded]:
    """All of them, in the order of `recorded`."""
    needed: set[int] = set()
    readers = list(found)
    while readers:
        for one in feeding(readers.pop(), recorded):
            if id(one) not in needed:
                needed.add(id(one))
                readers += one.found
    return [one for one in recorded if id(one) in needed]


def raw(found: Sequence[Occurrence], recorded: Sequence[Recorded]) -> list[Occurrence]:
    """Where series are read that no recording makes."""
    return [occurrence for occurrence in found if next(feeding(occurrence, recorded), None) is None]


def feeding(occurrence: Occurrence, recorded: Sequence[Recorded]) -> Iterator[Recorded]:
    """The recordings whose series a selector can mean."""
    selector = occurrence.vector.selector
    for one in recorded:
        labels = one.rule.labels
        asked = (matcher for matcher in selector.matchers if matcher.label in labels)
        if one.rule.record == selector.metric and all(accepts(m, labels[m.label]) for m in asked):
            yield one


def native_metrics(recorded: Sequence[Recorded]) -> frozenset[str]:
    """The metrics whose samples are histograms, and those that are recorded as such."""
    found = {o.vector.selector.metric for one in recorded for o in one.found if o.native}
    made = [one for one in recorded if one.rule.record in found]
    return frozenset(found.union(o.vector.selector.metric for one in made for o in one.found))
