"""Spans of time, and what samples a series has in them."""

from collections.abc import Iterable, Iterator, Sequence

from observability.proof.samples.moving import part
from observability.proof.samples.segments import Segment

# From when to when, in milliseconds.
Span = tuple[int, int]


def united(spans: Iterable[Span]) -> list[Span]:
    """The same time in order, what meets as one."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def later(spans: Iterable[Span], shift: int) -> list[Span]:
    """The spans so many milliseconds later."""
    return [(first + shift, last + shift) for first, last in spans]


def indices(span: Span, sample: int) -> tuple[int, int]:
    """Of a sample each so many milliseconds: the first in the span, and the one after the last."""
    return -(-span[0] // sample), span[1] // sample + 1


def without(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """What is left of the spans."""
    left = list(spans)
    for begin, end in others:
        parts = [((first, min(last, begin - 1)), (max(first, end + 1), last)) for first, last in left]
        left = [one for both in parts for one in both if one[0] <= one[1]]
    return left


def within(segments: Iterable[Segment], spans: Sequence[Span], sample: int) -> Iterator[Segment]:
    """The samples in these spans, and gaps for those that are not."""
    index = 0
    for segment in segments:
        at = index
        for first, last in (indices(span, sample) for span in spans):
            begin, end = max(first, at), min(last, index + segment.count)
            if begin < end:
                if begin > at:
                    yield Segment(begin - at)
                yield part(segment, begin - index, end - begin)
                at = end
        if at < index + segment.count:
            yield Segment(index + segment.count - at)
        index += segment.count
