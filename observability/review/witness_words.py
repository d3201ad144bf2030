"""Series that tell two versions of an alert apart, in words."""

from collections.abc import Mapping, Sequence

from observability.model.durations import Duration
from observability.proof import Case, Input
from observability.proof.alerting import Firing
from observability.proof.evaluator import Histogram
from observability.proof.samples.decimals import decimal
from observability.proof.samples.segments import Segment
from observability.proof.testfile import series as series_text

_SHOWN = 4


def outcome(run: Mapping[int, Sequence[Firing]]) -> str:
    """When it fires, by what fires after each evaluation."""
    first = next((at for at in run if run[at]), None)
    if first is None:
        return "silent"
    ended = next((at for at in run if at > first and not run[at]), None)
    until = f" to {Duration(ended)}" if ended is not None else ""
    return f"fires {'from' if until else 'at'} {Duration(first)}{until}"


def inputs(case: Case) -> str:
    """The series of a case."""
    if not case.inputs:
        return "without any series"
    shown = [
        f"{series_text(one.labels).removesuffix('{}')} {_values(one, case.sample)}" for one in case.inputs[:_SHOWN]
    ]
    more = len(case.inputs) - len(shown)
    return "; ".join([*shown, *([f"and {more} series more"] if more else [])])


def _values(one: Input, sample: int) -> str:
    return ", then ".join(_segment(segment, sample) for segment in one.segments)


def _segment(segment: Segment, sample: int) -> str:
    lasts = Duration(segment.count * sample)
    if segment.first is None:
        return f"absent for {lasts}"
    if isinstance(segment.first, Histogram) or isinstance(segment.step, Histogram):
        return f"{segment} for {lasts}"
    if not segment.step:
        return f"{decimal(segment.first)} for {lasts}"
    sign = "+" if segment.step > 0 else ""
    return f"from {decimal(segment.first)}, {sign}{decimal(segment.step)} every {Duration(sample)} for {lasts}"
