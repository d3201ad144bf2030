"""Cases with labels of other values: of several that a matcher takes, a case has one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from math import isfinite

from attrs import evolve

from observability.promql import tree_of
from observability.promql.tree import Number, Vector, every
from observability.proof import Case, Check, Input
from observability.proof.evaluator.labels import NAME, with_values
from observability.proof.samples.segments import Segment

_ANYTHING = re.compile(r"\.[*+]?")
_MOST_LEVELS = 6
# So long after its end a series is looked for, in milliseconds.
_AFTER = 1_800_000
_PLAIN = re.compile(r"[\w /:@-]+", re.ASCII)


def told_values(old: Iterable[str], new: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Values of labels that the expressions of only one version name, each with its label."""
    before, after = ({value for expr in version for value in _values_in(expr)} for version in (old, new))
    return tuple(sorted(before ^ after))


def _values_in(expr: str) -> Iterator[tuple[str, str]]:
    try:
        tree = tree_of(expr)
    except ValueError:
        return
    for node in every(tree):
        for matcher in node.selector.matchers if isinstance(node, Vector) else ():
            yield from ((matcher.label, value) for text in matcher.value.split("|") for value in _examples(text))


def _examples(text: str) -> Iterator[str]:
    """The text, or what it takes where it is a simple pattern: 5.. takes 511 and 599."""
    found = dict.fromkeys(_ANYTHING.sub(letter, text) for letter in "19")
    yield from (value for value in found if _PLAIN.fullmatch(value))


def told_levels(old: Iterable[str], new: Iterable[str]) -> tuple[float, ...]:
    """Numbers that only one version names, and what lies between them: on one side of a limit that was moved."""
    before, after = ({value for expr in version for value in _numbers_in(expr)} for version in (old, new))
    told = sorted(before ^ after)
    return tuple(dict.fromkeys([*((one + other) / 2 for one, other in pairwise(told)), *told]))[:_MOST_LEVELS]


def _numbers_in(expr: str) -> Iterator[float]:
    try:
        yield from (node.value for node in every(tree_of(expr)) if isinstance(node, Number) and isfinite(node.value))
    except ValueError:
        return


def with_other_values(case: Case, values: Sequence[tuple[str, str]]) -> Iterator[Case]:
    """The case with one label of another value, wherever it has it."""
    for label, value in values:
        inputs = tuple(_with_value(one, label, value) for one in case.inputs)
        if inputs != case.inputs and len({one.labels for one in inputs}) == len(inputs):
            yield evolve(case, inputs=inputs)


def _with_value(one: Input, label: str, value: str) -> Input:
    return evolve(one, labels=with_values(one.labels, [(label, value)])) if label in dict(one.labels) else one


def with_levels(case: Case, levels: Sequence[float]) -> Iterator[Case]:
    """The case with the series of one metric on a level, or on what makes one of a quotient with it."""
    metrics = sorted({dict(one.labels).get(NAME, "") for one in case.inputs})
    values = dict.fromkeys(value for level in levels if level for value in (level, 1 / level))
    for metric, value in product(metrics, values):
        yield evolve(case, inputs=tuple(_on_level(one, metric, value) for one in case.inputs))


def _on_level(one: Input, metric: str, value: float) -> Input:
    if dict(one.labels).get(NAME) != metric or any(segment.first is None or segment.step for segment in one.segments):
        return one
    return evolve(one, segments=tuple(evolve(segment, first=value) for segment in one.segments))


def with_ends(case: Case) -> Case:
    """The case whose series end where it looks: what looks back sees them for longer."""
    end = max(check.at for check in case.checks)
    inputs = (evolve(one, segments=_ended(one.segments, end // case.sample + 1)) for one in case.inputs)
    return evolve(case, inputs=tuple(inputs), checks=(*case.checks, Check(end + _AFTER, ())))


def _ended(segments: Sequence[Segment], samples: int) -> tuple[Segment, ...]:
    kept = list[Segment]()
    for segment in segments:
        if samples > 0:
            kept.append(evolve(segment, count=min(segment.count, samples)))
            samples -= segment.count
    return (*kept, Segment(1))
