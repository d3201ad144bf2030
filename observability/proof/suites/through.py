"""Raw series as an alert sees them: through the recordings between."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.promql import with_matchers
from observability.promql.tree import every
from observability.proof.series.occurrences import SLOPING, Occurrence
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.under import raw, under


def seen_through(direct: Sequence[Occurrence], recorded: Sequence[Recorded]) -> Iterator[Occurrence]:
    """Where raw series are read, and when and how, as it looks from the alert."""
    for outer in direct:
        below = [occurrence for one in under([outer], recorded) for occurrence in one.found]
        for inner in raw([outer, *below], recorded):
            yield inner if inner is outer else _through(outer, inner)


def narrowed(direct: Sequence[Occurrence], recorded: Sequence[Recorded]) -> Iterator[Occurrence]:
    """Raw series of which something is recorded that the alert then chooses by a label that they had: a bucket, say."""
    for outer in direct:
        beneath = under([outer], recorded)
        made = {label for one in beneath for label in one.rule.labels}
        kept = {label for one in beneath for node in every(one.tree) for label in getattr(node, "labels", ())} - made
        chosen = tuple(matcher for matcher in outer.vector.selector.matchers if matcher.label in kept)
        for inner in raw([occurrence for one in beneath for occurrence in one.found], recorded) if chosen else ():
            yield evolve(inner, vector=evolve(inner.vector, selector=with_matchers(inner.vector.selector, *chosen)))


def _through(outer: Occurrence, inner: Occurrence) -> Occurrence:
    sloping = outer.function in SLOPING and not inner.function
    return evolve(
        inner,
        vector=evolve(inner.vector, offset=inner.vector.offset + outer.vector.offset),
        function=outer.function if sloping else inner.function,
        window=inner.window or outer.window,
        depth=inner.depth + outer.depth,
        clocked=inner.clocked or outer.clocked,
        native=inner.native | outer.native if inner.native and outer.native else inner.native,
    )
