"""What recordings make of series of which every sample is another: a wrong window, offset or aggregation shows.

What a recording reads is input, recorded or not, so that a window of a month takes two evaluations. Recordings of which
none reads another are looked at together.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from observability.proof.case import Input
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import NAME, Labels
from observability.proof.evaluator.labels import BUCKET, value_of, with_values
from observability.proof.script import Script, Seen
from observability.proof.series.occurrences import Occurrence
from observability.proof.series.source import Source
from observability.proof.series.sources import Layout, sources
from observability.proof.suites.beside import meant, unmeant
from observability.proof.suites.climbing import FAST, MEMBERS, Manner
from observability.proof.suites.grids import Grid
from observability.proof.suites.lifted import combined
from observability.proof.suites.once import Once, Storages
from observability.proof.suites.ramping import Company, Ramp, Weights, apart, latest, ramps, up
from observability.proof.suites.recorded import Recorded

# What is not meant would outweigh all that is.
_BESIDE = 10**7
# Than one, of which the square is one.
_LESS = 0.5

# A label that no rule knows, and how much the second of two that differ in it has of the first.
_PART, _AGAIN = "part", (0.25, 0.75)


@frozen(eq=False)
class Ramps:
    """Recordings of which none reads another, on one grid."""

    recorded: tuple[Recorded, ...]
    grid: Grid
    shown: set[str] = field(factory=set, init=False)
    failed: dict[str, str] = field(factory=dict, init=False)
    sources: tuple[Source, ...] = field(init=False)
    # Of each histogram those that are sources of their own.
    _bounds: Mapping[Labels, Collection[str]] = field(init=False)
    _once: Once = field(factory=Once, init=False)

    @sources.default
    def _sources(self) -> tuple[Source, ...]:
        found = self._found
        return sources(combined([one.tree for one in self.recorded]), found, (), Layout()) if found else ()

    @_bounds.default
    def _taken(self) -> Mapping[Labels, Collection[str]]:
        found: dict[Labels, set[str]] = {}
        for source in self.sources:
            found.setdefault(_whole(source), set()).add(value_of(source.labels, BUCKET))
        return found

    @property
    def gaps(self) -> dict[str, str]:
        """The recordings that no case looks at, and why, once all cases are made."""
        return {title: why for title, why in self.failed.items() if title not in self.shown}

    @property
    def _found(self) -> list[Occurrence]:
        return [occurrence for one in self.recorded for occurrence in one.found]

    def cases(self) -> Iterator[tuple[Script, Sequence[Recorded]]]:
        """The first with all series, and then those in which some are missing or stand still.

        Each with the recordings that it looks at: those of which no case before shows the same.
        """
        for ramp in ramps(self.sources, self._found):
            yield self._case(ramp)
        # What is missing may be found in what another recording reads of the same metric.
        read = list(map(self._read, self.recorded))
        missing = [left_out & there for there in self._apart() for left_out in self._rounds()]
        for number, left_out in enumerate(filter(None, missing), 1):
            # All that is read beside what is missing; others are as they always are.
            kept = set().union(*(its for its in read if its & left_out)) - left_out
            weights = [w if n in kept else None for n, w in enumerate(up(self.sources))]
            yield self._case(Ramp(f"some series are missing ({number})", weights))

    def _rounds(self) -> Iterator[set[int]]:
        """Sources to leave out together: of those that one recording reads, those of one selector at a time."""
        rounds: list[set[int]] = []
        read = list(map(self._read, self.recorded))
        for out in self._missing():
            beside = {number for its in read if out & its for number in its}
            place = next((r for r in rounds if not r & beside), None)
            if place is None:
                rounds.append(place := set())
            place |= out
        yield from rounds

    def _missing(self) -> Iterator[set[int]]:
        """Each source, and all that one selector means."""
        meant = (frozenset(n for n, s in enumerate(self.sources) if o.means(s.labels)) for o in self._found)
        yield from map(set, dict.fromkeys((*(frozenset({n}) for n in range(len(self.sources))), *meant)))

    def _apart(self) -> Iterator[set[int]]:
        """All sources in sets: what one recording reads is in one set, and so is what others read of other metrics."""
        together: list[set[int]] = []
        for read in filter(None, map(self._read, self.recorded)):
            touching = [some for some in together if some & read]
            together = [*(some for some in together if some not in touching), read.union(*touching)]
        sets: list[set[int]] = []
        for some in sorted(together, key=min):
            place = next((one for one in sets if not self._metrics(one) & self._metrics(some)), None)
            if place is None:
                sets.append(place := set())
            place |= some
        yield from sets

    def _metrics(self, numbers: Collection[int]) -> set[str]:
        return {self.sources[number].metric for number in numbers}

    def _read(self, one: Recorded) -> set[int]:
        return {n for n, s in enumerate(self.sources) if any(o.means(s.labels) for o in one.found)}

    def _case(self, ramp: Ramp) -> tuple[Script, Sequence[Recorded]]:
        indices = self.grid.indices(latest(self._found) if ramp.hole else self._found, ramp.hole)
        weighed = list(self._weighed(ramp.weights))
        made = self._climbing(weighed, indices, ramp.manner)
        match ramp.company:
            case Company.MEANT:
                # Shares of them are others, and smaller; none is what another is. Of each there is one.
                named = [
                    (evolve(o, spread=""), weight * weight if weight != 1 else _LESS)
                    for s, weight in weighed
                    for o in meant(s, self._found)
                ]
                made += self._climbing(named, indices, Manner(shares=FAST))
            case Company.UNMEANT:
                # Their ratios are others as well.
                aliens = [(alien, _BESIDE / weight) for s, weight in weighed for alien in unmeant(s, self._found)]
                # Where it is one that is meant, it is that.
                made = [*self._climbing(aliens, indices, Manner(shares=FAST)), *made]
            case Company.AGAIN:
                again = [(s, weight * _AGAIN[n % len(_AGAIN)]) for n, (s, weight) in enumerate(weighed)]
                made = [*_part(1, made), *_part(2, self._climbing(again, indices, ramp.manner))]
            case Company.APART:
                others = ((apart(source, self._found), weight * _LESS) for source, weight in weighed)
                made += self._climbing([(o, weight) for o, weight in others if o], indices, Manner(shares=FAST))
        inputs = tuple({one.labels: one for one in made}.values())
        storages = self._once.storages(inputs, self.grid.sample)
        # Beside what is not meant, it matters that they make the same.
        every = ramp.company is Company.UNMEANT
        looked = [one for one in self.recorded if every or not self._once.is_told(one, storages)]
        values = tuple(self._seen(looked, storages))
        return Script(ramp.name, _of_metrics(inputs, looked), self.grid.sample, values=values), looked

    def _weighed(self, weights: Weights) -> Iterator[tuple[Source, float]]:
        """The sources that are there; all buckets of one histogram have one weight."""
        of_histogram: dict[Labels, float] = {}
        for source, weight in zip(self.sources, weights, strict=True):
            if weight is not None:
                yield source, of_histogram.setdefault(_whole(source), weight)

    def _climbing(self, weighed: Sequence[tuple[Source, float]], indices: Sequence[int], manner: Manner) -> list[Input]:
        return [one for source, weight in weighed for one in self._climb(source, indices, weight, manner)]

    def _climb(self, source: Source, indices: Sequence[int], weight: float, manner: Manner) -> tuple[Input, ...]:
        whole = _whole(source)
        # What is not meant goes by the first.
        place = list(self._bounds).index(whole) if whole in self._bounds else 0
        manner = evolve(manner, members=MEMBERS[place % len(MEMBERS)])
        return self._once.climbing(source, indices, weight, manner, self._bounds.get(whole, ()))

    def _seen(self, looked: Sequence[Recorded], storages: Storages) -> Iterator[Seen]:
        for one in looked:
            try:
                seen = self._once.told(one, storages, self.grid.end)
                # Of two that are no numbers versions of promtool do not say whether they are the same.
                if not any(math.isnan(value) for look in seen for _, value in look.samples):
                    self.shown.add(one.title)
                    yield from seen
            except NotDerivableError as error:
                self.failed.setdefault(one.title, str(error))


def _whole(source: Source) -> Labels:
    """The labels of a histogram of which the source may be one bucket."""
    return with_values(source.labels, [(BUCKET, "")])


def _of_metrics(inputs: tuple[Input, ...], looked: Sequence[Recorded]) -> tuple[Input, ...]:
    """The series of the metrics that they read; all of them where one reads whatever there is."""
    metrics = {occurrence.vector.selector.metric for one in looked for occurrence in one.found}
    return tuple(one for one in inputs if value_of(one.labels, NAME) in metrics) if all(metrics) else inputs


def _part(number: int, inputs: Sequence[Input]) -> Iterator[Input]:
    """The series with one more label, which no rule knows."""
    return (evolve(one, labels=with_values(one.labels, [(_PART, f"{_PART}-{number}")])) for one in inputs)
