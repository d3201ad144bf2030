"""Series that are what a selector means but for one matcher: without it, it would mean them too."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.proof.evaluator.labels import BUCKET, NAME, with_values
from observability.proof.labelvalues import about, refused
from observability.proof.occurrences import Occurrence
from observability.proof.source import Source


def unmeant(source: Source, found: Sequence[Occurrence]) -> Iterator[Source]:
    """For every matcher by which any of these means the source, one that only it refuses."""
    for occurrence in found:
        if not occurrence.means(source.labels):
            continue
        for matcher in occurrence.vector.selector.matchers:
            if matcher.label == NAME or (matcher.label == BUCKET and occurrence.bucketed):
                continue
            others = [one for one in about(matcher.label, occurrence.vector.selector) if one != matcher]
            for value in refused(matcher.label, others, [matcher])[:1]:
                yield evolve(source, labels=with_values(source.labels, [(matcher.label, value)]))
