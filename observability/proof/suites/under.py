"""Which recordings are under an alert: those that it reads, those that these read, and so on."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from observability.model.rule import Alert, Recording
from observability.promql import metric_names, tree_of
from observability.proof.evaluator import accepts
from observability.proof.samples.natives import Asked, Natives
from observability.proof.satisfiability.bounds import bounds
from observability.proof.series.occurrences import Occurrence, as_native
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
        if one.rule.record == selector.metric:
            labels = one.rule.labels
            if all(accepts(m, labels[m.label]) for m in selector.matchers if m.label in labels):
                yield one


def all_recorded(rules: Sequence[Recording]) -> list[Recorded]:
    """The recordings of a file, which know of all that they read whether its samples are histograms.

    Raises:
        ValueError: an expression is not PromQL.
    """
    recorded = [Recorded.of(rule) for rule in rules]
    known = natives(recorded)
    return [evolve(one, found=tuple(as_native(one.found, known))) for one in recorded]


def natives(recorded: Sequence[Recorded]) -> dict[str, Asked]:
    """The metrics whose samples are histograms, and what is asked of them; also those of which others are made."""
    asked: dict[str, Asked] = {}
    found = [occurrence for one in recorded for occurrence in one.found if occurrence.native]
    while found:
        new = [one for one in found if one.metric not in asked]
        for one in found:
            asked[one.metric] = asked.get(one.metric, Asked()) | (one.native or Asked())
        # Of several metrics only some may be histograms.
        made = (o for o in recorded if o.rule.record in {reader.metric for reader in new} and len(o.reads) == 1)
        found = [occurrence for one in made for occurrence in one.found]
    for reader in (occurrence for one in recorded for occurrence in one.found if occurrence.metric in asked):
        asked[reader.metric] |= Asked(reader.shares)
    return asked


def read_by(alert: Alert, known: Mapping[str, Asked]) -> Natives:
    """What is known of the metrics that an alert reads."""
    return tuple(
        sorted(((name, known[name]) for name in known.keys() & metric_names(alert.expr)), key=lambda one: one[0])
    )


def never_negative(recordings: Sequence[Recording]) -> frozenset[str]:
    """What of that is recorded is never below zero, by the bounds of its expressions."""
    names = {rule.record for rule in recordings}
    return frozenset(names - {rule.record for rule in recordings if not bounds(tree_of(rule.expr)).low >= 0})
