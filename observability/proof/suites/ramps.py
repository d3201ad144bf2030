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
from observability.proof.suites.climbing import climbing
from observability.proof.suites.grids import Grid
from observability.proof.suites.rawscene import combined
from observability.proof.suites.recorded import Recorded

# Significant digits that all versions agree on.
_DIGITS, _FINEST = 6, 12
# Each source has ten times what the one before has, so that ratios are within bounds; but no number is too large.
_FACTOR, _SIZES, _NEARLY = 10, 6, 20

# The weight of each source, by its number; None leaves it out.
Weights = tuple[int | None, ...]


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
        up = tuple(_FACTOR ** (n % _SIZES) for n in numbers)
        yield self._case("ramps", up)
        if len(self.sources) > 1:
            yield self._case("ramps, the first of them the steepest", up[::-1])
            # Of shares that are bounded, none is at its bound.
            yield self._case("ramps, nearly as steep as one another", tuple(_NEARLY + n for n in numbers))
        if self.sources:
            yield self._case("falling", tuple(-weight for weight in up))
            yield self._case("all stand still at zero", tuple(0 for _ in numbers))
        for number, left_out in enumerate(self._rounds(), 1):
            weights = tuple(None if n in left_out else weight for n, weight in enumerate(up))
            yield self._case(f"some series are missing ({number})", weights)

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

    def _case(self, name: str, weights: Weights) -> Script:
        indices = self.grid.indices(self._found)
        made = (
            one
            for source, weight in zip(self.sources, weights, strict=True)
            if weight is not None
            for one in climbing(source, indices, weight)
        )
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
    nearest = _nearest([value for _, value in found[0]])
    told = [_rounded(samples, nearest) for samples in found]
    if any(repr(other) != repr(told[0]) for other in told):
        raise NotDerivableError("versions of Prometheus make different numbers of series that climb")
    return Seen(at, f"round({one.title}, {decimal(nearest)})", told[0])


def _nearest(values: Sequence[float]) -> float:
    """To what to round, so that the smallest of the values keeps its digits."""
    sizes = [abs(value) for value in values if value and math.isfinite(value)]
    digits = _DIGITS - math.ceil(math.log10(min(sizes))) if sizes else 0
    return float(f"1e{-min(max(digits, 0), _FINEST)}")


def _rounded(samples: Sequence[tuple[Labels, float]], nearest: float) -> tuple[tuple[Labels, float], ...]:
    return tuple(sorted((without(labels, ()), rounded(value, nearest)) for labels, value in samples))
