"""What is proved to do the same does: any expression and all its mutants that count as alike, over any series."""

import math
from collections.abc import Iterator, Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from observability.mutation.changes import CHANGES
from observability.mutation.equal import Known, same
from observability.mutation.places import everywhere
from observability.promql import text_of, tree_of
from observability.promql.tree import Node
from observability.proof.evaluator import V3, EvaluationError, Evaluator, Series, Storage
from observability.proof.evaluator.labels import labels_of

# `n` and `up` are never below zero; of `k` as well as of them that is not known of `x`.
_COUNTS = frozenset({"n"})
_MINUTE, _SAMPLES = 60_000, 12
_AT = (_SAMPLES - 1) * _MINUTE

_selectors = st.sampled_from(["x", "y", "n", "up", 'x{a="1"}', 'y{a="1"}', 'n{a!="1"}', 'x{a=~"1|2"}', 'up{b="1"}'])
_numbers = st.sampled_from(["0", "1", "2", "1.5", "-1", "0.5"])
_groups = st.sampled_from(["", "by (a) ", "by (a, b) ", "without (b) ", "without (a, b) "])
_clamps = st.sampled_from(["clamp_min", "clamp_max"])
_sets = st.sampled_from(["and", "or"])
_compared = st.sampled_from([">", ">=", "<", "<=", "==", "!="])


def _aggregated(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    plain = st.sampled_from(["sum", "avg", "max", "min", "count", "group"])
    return st.one_of(
        st.builds("{} {}({})".format, plain, _groups, inner),
        st.builds("{} by (a) ({}, {})".format, st.sampled_from(["topk", "bottomk"]), st.sampled_from("12"), inner),
    )


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    matching = st.sampled_from(["", "", "on (a) ", "ignoring (b) ", "on (a) group_left () "])
    return st.one_of(
        st.builds("({}) {} ({})".format, inner, st.sampled_from(["and", "or", "unless", "and on (a)"]), inner),
        st.builds("({}) {} {}({})".format, inner, st.sampled_from("+-*/"), matching, inner),
        st.builds("({}) {} {}".format, inner, _compared, _numbers),
        st.builds("({}) {} bool {}".format, inner, _compared, _numbers),
        st.builds("(({}) or vector({})) {} {}".format, inner, _numbers, _compared, _numbers),
        st.builds("({}) {} {}".format, inner, st.sampled_from("+*/"), _numbers),
        st.builds("{} {} ({})".format, _numbers, _compared, inner),
        st.builds("{}({}, {}) {} {}".format, _clamps, inner, _numbers, _compared, _numbers),
        st.builds("round({}, {}) {} {}".format, inner, st.sampled_from(["0.5", "0.1", "0.2"]), _compared, _numbers),
        st.builds("sum({}) or vector({})".format, inner, _numbers),
        st.builds("sum(({}) or vector({})) {} vector({})".format, inner, _numbers, _sets, _numbers),
        st.builds("({}) and on () (hour() {} {})".format, inner, _compared, _numbers),
        st.builds("sum {}(({}) == 1)".format, _groups, inner),
        st.builds("(({}) > bool 1) {} (({}) < bool 2) == 1".format, inner, st.sampled_from("*/"), inner),
        st.builds("(({}) >= 0) / (({}) > 0) {} {}".format, inner, inner, _compared, _numbers),
        st.builds("increase((({}) or 0 * absent({}))[5m:1m]) {} {}".format, inner, _selectors, _compared, _numbers),
        st.builds("({}) unless {} (0 * absent({}))".format, inner, st.sampled_from(["", "on (a)"]), _selectors),
    )


_windows = st.builds(
    "{}({}[{}])".format,
    st.sampled_from(
        ["rate", "increase", "irate", "changes", "resets", "count_over_time", "max_over_time", "avg_over_time"]
    ),
    _selectors,
    st.sampled_from(["5m", "3m"]),
)
_expressions = st.recursive(
    st.one_of(_selectors, _windows), lambda inner: st.one_of(_aggregated(inner), _combined(inner)), max_leaves=4
)


@st.composite
def _series(draw: st.DrawFn) -> list[Series]:
    """Some series of all metrics, with few values, so that they often are the same, or cancel out."""
    found = []
    for metric in ("x", "y", "n", "up"):
        values = st.sampled_from([0.0, 1.0] if metric == "up" else [0.0, 0.0, 1.0, 2.0, 0.5, 3.0])
        if metric in {"x", "y"}:
            values = st.one_of(values, st.sampled_from([-1.0, -2.0, -0.5]))
        for labels in draw(st.sets(st.tuples(st.sampled_from("12"), st.sampled_from("12")), max_size=4)):
            samples: list[float | None] = list(draw(st.lists(values, min_size=_SAMPLES, max_size=_SAMPLES)))
            named = labels_of({"__name__": metric, "a": labels[0], "b": labels[1]})
            found.append(Series(named, [n * _MINUTE for n in range(_SAMPLES)], samples))
    return found


def _alike(tree: Node, known: Known) -> Iterator[Node]:
    """The mutants that are proved to be the same; those of which the text is, are."""
    for change in CHANGES:
        for _, changed in everywhere(tree, change.changes):
            if text_of(changed) != text_of(tree) and same(tree, changed, known):
                yield changed


def _samples(tree: Node, made: Sequence[Series]) -> object:
    """What it comes to; None where Prometheus would refuse it."""
    try:
        found = Evaluator(Storage(made), V3, _MINUTE).vector(tree, _AT)
    except EvaluationError:
        return None
    return sorted(found)


def _finite(found: object) -> bool:
    return not isinstance(found, list) or all(math.isfinite(value) for _, value in found)


def _agree(ours: object, theirs: object, valued: bool) -> bool:
    if not isinstance(ours, list) or not isinstance(theirs, list) or len(ours) != len(theirs):
        return ours == theirs
    return all(
        one == other and (not valued or math.isclose(value, its, rel_tol=1e-9, abs_tol=1e-12))
        for (one, value), (other, its) in zip(ours, theirs, strict=True)
    )


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(_expressions, st.lists(_series(), min_size=4, max_size=4), st.booleans())
def test_what_is_proved_to_be_alike_is(expr: str, worlds: list[list[Series]], valued: bool) -> None:
    tree = tree_of(expr)
    for changed in _alike(tree, Known(_COUNTS, valued)):
        for made in worlds:
            ours, theirs = _samples(tree, made), _samples(changed, made)
            if _finite(ours) and _finite(theirs):
                assert _agree(ours, theirs, valued), f"{expr} is not {text_of(changed)}: {ours} and {theirs}"
