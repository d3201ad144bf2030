"""What the cases of a set of recordings have in common is made once: series, and what is recorded of the same ones.

Most cases differ in a few series, and most recordings read none of these.
"""

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve, field, frozen

from observability.proof.case import Input
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import BOTH, EvaluationError, Evaluator, Series, Storage, UnsupportedError
from observability.proof.samples.decimals import decimal
from observability.proof.samples.segments import series
from observability.proof.script import Seen
from observability.proof.series.source import Source
from observability.proof.suites.climbing import Manner, climbing
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.told import scales, told_to

# The same series in both orders, as sums depend on it in their last digits.
Storages = tuple[Storage, Storage]


@frozen(eq=False)
class Once:
    """Remembers what was made for a set of recordings. Objects are told apart by identity, and kept for that."""

    _climbed: dict[object, tuple[Input, ...]] = field(factory=dict, init=False)
    _same: dict[tuple[Input, ...], tuple[Input, ...]] = field(factory=dict, init=False)
    _series: dict[int, tuple[Input, Series]] = field(factory=dict, init=False)
    _told: dict[object, tuple[Seen, ...] | NotDerivableError] = field(factory=dict, init=False)

    def climbing(
        self, source: Source, indices: Sequence[int], weight: float, manner: Manner, taken: Collection[str]
    ) -> tuple[Input, ...]:
        """As the function of that name; of one source the same bounds are `taken` each time."""
        key = (source, tuple(indices), weight, manner)
        if key not in self._climbed:
            made = tuple(climbing(source, indices, weight, manner, taken))
            self._climbed[key] = self._same.setdefault(made, made)
        return self._climbed[key]

    def storages(self, inputs: Sequence[Input], sample: int) -> Storages:
        """The series with a sample each `sample` milliseconds."""
        storage = Storage([self._made(one, sample) for one in inputs])
        return storage, evolve(storage, arranged=reversed)

    def told(self, one: Recorded, storages: Storages, at: int) -> tuple[Seen, ...]:
        """What a test says of a recording at a time.

        Raises:
            NotDerivableError: versions of Prometheus make different numbers, or would refuse to evaluate it.
        """
        key = _key(one, storages)
        if key not in self._told:
            try:
                self._told[key] = tuple(_told(one, storages, at))
            except NotDerivableError as error:
                self._told[key] = error
        told = self._told[key]
        if isinstance(told, NotDerivableError):
            raise told
        return told

    def is_told(self, one: Recorded, storages: Storages) -> bool:
        """Whether it was told before what a recording makes of the very series that it finds here."""
        return _key(one, storages) in self._told

    def _made(self, one: Input, sample: int) -> Series:
        if id(one) not in self._series:
            self._series[id(one)] = one, series(one.labels, one.segments, sample)
        return self._series[id(one)][1]


def _key(one: Recorded, storages: Storages) -> object:
    read = (storages[0].select(occurrence.vector.selector) for occurrence in one.found)
    return id(one), tuple(tuple(map(id, each)) for each in read)


def _told(one: Recorded, storages: Storages, at: int) -> Iterator[Seen]:
    try:
        found = [one.samples(Evaluator(s, semantics, at), at) for semantics in BOTH for s in storages]
    except (EvaluationError, UnsupportedError) as error:
        raise NotDerivableError(str(error)) from error
    to = scales(found[0])
    told = [told_to(samples, to) for samples in found]
    if any(repr(other) != repr(told[0]) for other in told):
        raise NotDerivableError("versions of Prometheus make different numbers of series that climb")
    for name in dict.fromkeys(name for name, _, _ in told[0]) or [""]:
        look = f"{name}({one.title})" if name else one.title
        samples = tuple((labels, value) for each, labels, value in told[0] if each == name)
        yield Seen(at, f"round({look}, {decimal(to.get(name, 1.0))})", samples)
