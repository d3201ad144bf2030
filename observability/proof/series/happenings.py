"""Series in which things happen so many times in every window: samples, changes, resets."""

from collections.abc import Iterator
from itertools import groupby

from observability.proof.samples.segments import Segment
from observability.proof.series.pace import Pace


def sparse(samples: int, at: int, window: int, pace: Pace, wanted: int) -> Iterator[Segment]:
    """So many samples in a window, as evenly as can be.

    None is where a window can begin, for there it is in the window for some versions only.
    """
    each = pace.evaluation // pace.sample
    places = window // pace.sample - window // pace.evaluation
    for index in range(at, at + samples):
        place = index - index // each - 1
        is_sample = index % each and place * wanted // places != (place - 1) * wanted // places
        yield Segment(1, 1.0 if is_sample else None)


def stairs(
    samples: int, at: int, window: int, pace: Pace, wanted: int, level: float, resets: bool
) -> Iterator[Segment]:
    """A value that changes, or a counter that begins anew, so many times in a window.

    It happens when rules are evaluated: no window then begins between the sample before and the one after.
    """
    each, places = pace.evaluation // pace.sample, window // pace.evaluation
    if wanted > places or not places:
        each, places = 1, window // pace.sample
    steps = [index // each * wanted // places for index in range(at, at + samples)]
    for step, run in groupby(steps):
        length = len(list(run))
        yield Segment(length, level, 1.0) if resets else Segment(length, level + step - steps[0])
