"""Single samples of a series looked at, and moved."""

from collections.abc import Iterable, Iterator
from itertools import islice

from attrs import evolve

from observability.proof.samples.segments import Segment


def moved(segments: Iterable[Segment], index: int, value: float | None) -> tuple[Segment, ...]:
    """The samples with another one at this index, or with none there."""
    found: list[Segment] = []
    for segment in segments:
        if 0 <= index < segment.count:
            found += [*first_samples([segment], index), Segment(1, value), *samples_from([segment], index + 1)]
        else:
            found.append(segment)
        index -= segment.count
    return tuple(found)


def part(segment: Segment, skipped: int, count: int) -> Segment:
    """So many of its samples, without the first that are skipped."""
    if segment.first is None:
        return evolve(segment, count=count, stale=segment.stale and not skipped)
    return evolve(segment, count=count, first=next(islice(segment.values, skipped, None)))


def placed(segments: Iterable[Segment], index: int = 0) -> Iterator[tuple[int, Segment]]:
    """What is not a gap, and the index of where it begins."""
    for segment in segments:
        if segment.first is not None or segment.stale:
            yield index, segment
        index += segment.count


def sample_at(segments: Iterable[Segment], index: int) -> float | None:
    """The number at this index; None where there is none."""
    for segment in segments:
        if index < segment.count:
            value = None if segment.first is None else list(segment.values)[index]
            return value if isinstance(value, float) else None
        index -= segment.count
    return None


def first_samples(segments: Iterable[Segment], count: int) -> Iterator[Segment]:
    """The first so many samples."""
    for segment in segments:
        if count > 0:
            yield evolve(segment, count=min(segment.count, count))
        count -= segment.count


def samples_from(segments: Iterable[Segment], index: int) -> Iterator[Segment]:
    """The samples from this index on."""
    for segment in segments:
        if index < segment.count:
            skipped = max(index, 0)
            yield part(segment, skipped, segment.count - skipped)
        index -= segment.count
