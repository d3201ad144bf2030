"""What recordings make of series of which every sample is another: a wrong window, offset or aggregation shows.

What a recording reads is input, recorded or not, so that a window of a month takes two evaluations. Recordings of which
none reads another are looked at together.
"""

import math
from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen

from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import BOTH, EvaluationError, Evaluator, Labels, Storage, UnsupportedError
from observability.proof.evaluator.functions import rounded
from observability.proof.evaluator.labels import without
from observability.proof.occurrences import Occurrence, without_native
from observability.proof.script import Script, Seen
from observability.proof.segments import decimal, series
from observability.proof.source import Source
from observability.proof.sources import Layout, sources
from observability.proof.suites.beside import unmeant
from observability.proof.suites.climbing import AT_ZERO, BELOW_ZERO, CLIMBING, FAST, Manner, climbing, is_counter
from observability.proof.suites.grids import Grid, holes
from observability.proof.suites.rawscene import combined
from observability.proof.suites.recorded import Recorded

# Significant digits that all versions agree on.
_DIGITS, _FINEST = 6, 12
# Each source has ten times what the one before has, so that ratios are within bounds; but no number is too large.
_FACTOR, _SIZES, _NEARLY = 10, 6, 20
# So small that no number is above one.
_SMALL = 1e-6
# What is not meant has other numbers than what is.
_BESIDE = 3

# The weight of each source, by its number; None leaves it out.
Weights = Sequence[float | None]


@frozen(eq=False)
class Ramps:
    """Recordings of which none reads another, on one grid. `gaps` are those that are not looked at, and why."""

    recorded: tuple[Recorded, ...]
    grid: Grid
    gaps: dict[str, str] = field(factory=dict, init=False)
    sources: tuple[Source, ...] = field(init=False)

    @sources.default
    def _sources(self) -> tuple[Source, ...]:
        found = self._found
        return sources(combined([one.tree for one in self.recorded]), found, (), Layout()) if found else ()

    @property
    def _found(self) -> list[Occurrence]:
        return without_native([occurrence for one in self.recorded for occurrence in one.found])

    def cases(self) -> Iterator[Script]:
        """The first with all series, and then those in which some are missing or stand still."""
        numbers = range(len(self.sources))
        up = [_FACTOR ** (n % _SIZES) for n in numbers]
        yield self._case("ramps", up)
        if self.sources:
            yield from self._others(up)
        for number, left_out in enumerate(self._rounds(), 1):
            weights = [None if n in left_out else weight for n, weight in enumerate(up)]
            yield self._case(f"some series are missing ({number})", weights)

    def _others(self, up: Sequence[int]) -> Iterator[Script]:
        numbers = range(len(self.sources))
        down, near = [_FACTOR ** (_SIZES - 1 - n % _SIZES) for n in numbers], [_NEARLY + n for n in numbers]
        bucketed = any("bound" in source.knobs for source in self.sources)
        if len(self.sources) > 1:
            yield self._case("ramps, the first of them the steepest", down)
            # Of shares that are bounded, none is at its bound.
            yield self._case("ramps, nearly as steep as one another", near)
        if not all(map(is_counter, self.sources)):
            yield self._case("falling", up, Manner(falling=True))
            yield self._case("below zero", near, Manner(below=True, shares=BELOW_ZERO))
        elif bucketed:
            yield self._case("all observations are below zero", near, Manner(shares=BELOW_ZERO))
        if bucketed:
            yield self._case("all observations are zero", near, Manner(shares=AT_ZERO))
        yield self._case("small numbers", [_SMALL * weight for weight in near], Manner(shares=FAST))
        yield self._case("all stand still at zero", [0 for _ in numbers])
        yield self._case("beside series that are not meant", up, beside=True)
        for share in holes(self._found):
            kept = self.grid.indices(self._found, share)
            yield self._case(f"the last samples are missing, {share:.0%} of a window", up, indices=kept)

    def _rounds(self) -> Iterator[set[int]]:
        """Sources to leave out together: of those that one recording reads, one at a time."""
        rounds: list[set[int]] = []
        for number in range(len(self.sources)):
            beside = {n for one in self.recorded if number in (read := self._read(one)) for n in read}
            place = next((r for r in rounds if not r & beside), None)
            if place is None:
                rounds.append(place := set())
            place.add(number)
        yield from rounds

    def _read(self, one: Recorded) -> set[int]:
        return {n for n, s in enumerate(self.sources) if any(o.means(s.labels) for o in one.found)}

    def _case(
        self,
        name: str,
        weights: Weights,
        manner: Manner = CLIMBING,
        *,
        beside: bool = False,
        indices: Sequence[int] | None = None,
    ) -> Script:
        indices = self.grid.indices(self._found) if indices is None else indices
        weighed = [pair for pair in zip(self.sources, weights, strict=True) if pair[1] is not None]
        if beside:
            # Where it is one that is meant, it is that.
            weighed = [*((o, w * _BESIDE) for s, w in weighed for o in unmeant(s, self._found)), *weighed]
        made = (one for source, weight in weighed for one in climbing(source, indices, weight, manner))
        # Of one histogram several sources can be buckets.
        inputs = tuple({one.labels: one for one in made}.values())
        storage = Storage([series(one.labels, one.segments, self.grid.sample) for one in inputs])
        return Script(name, inputs, self.grid.sample, values=tuple(self._seen(storage)))

    def _seen(self, storage: Storage) -> Iterator[Seen]:
        for one in self.recorded:
            if any(occurrence.native for occurrence in one.found):
                self.gaps[one.title] = "it reads native histograms, which tests do not make"
                continue
            try:
                seen = _seen(one, storage, self.grid.end)
                # Of two that are no numbers versions of promtool do not say whether they are the same.
                if not any(math.isnan(value) for _, value in seen.samples):
                    yield seen
            except NotDerivableError as error:
                self.gaps.setdefault(one.title, str(error))


def _seen(one: Recorded, storage: Storage, at: int) -> Seen:
    storages = (storage, evolve(storage, backwards=True))
    try:
        found = [one.samples(Evaluator(s, semantics, at), at) for semantics in BOTH for s in storages]
    except (EvaluationError, UnsupportedError) as error:
        raise NotDerivableError(str(error)) from error
    to = nearest([value for _, value in found[0]])
    told = [told_to(samples, to) for samples in found]
    if any(repr(other) != repr(told[0]) for other in told):
        raise NotDerivableError("versions of Prometheus make different numbers of series that climb")
    return Seen(at, f"round({one.title}, {decimal(to)})", told[0])


def nearest(values: Sequence[float]) -> float:
    """To what to round, so that the smallest of the values keeps its digits."""
    sizes = [abs(value) for value in values if value and math.isfinite(value)]
    digits = _DIGITS - math.ceil(math.log10(min(sizes))) if sizes else 0
    return float(f"1e{-min(max(digits, 0), _FINEST)}")


def told_to(samples: Sequence[tuple[Labels, float]], to: float) -> tuple[tuple[Labels, float], ...]:
    """The samples as tests tell them: rounded, without the metric's name."""
    return tuple(sorted((without(labels, ()), rounded(value, to)) for labels, value in samples))
