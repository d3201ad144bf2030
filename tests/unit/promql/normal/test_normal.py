"""One spelling for all expressions that mean the same, and another for each that does not."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import text_of, tree_of
from observability.promql.normal import condition, normal
from observability.promql.tree import Aggregation, Binary, Matching, Negation, Node, Number, Vector, below, with_below
from observability.proof.evaluator import NAME, V3, EvaluationError, Evaluator, Series, Storage, labels_of

SAME_VALUES = [
    ("sum( rate(x [5m] ) )", "(sum(rate(x[5m])))"),
    ("rate(x{b='1',a='2'}[1m])", "rate(x{a='2',b='1'}[60s])"),
    ("x offset 60s", "x offset 1m"),
    ("0.5", "50e-2"),
    ("5 < x", "x > 5"),
    ("a + b", "b + a"),
    ("a + b + c", "c + (a + b)"),
    ("2 * 60 * 24 * x", "x * 2880"),
    ("100 * sum(a) / sum(b)", "sum(a) / sum(b) * 100"),
    ("sum(x / 100)", "sum(x) / 100"),
    ("a * on (job) group_left (team) b", "b * on (job) group_right (team) a"),
    ("sum by (a, b) (x)", "sum by (b, a) (x)"),
    ("sum by () (x)", "sum(x)"),
    ("x and b and a", "x and a and b"),
    ("x unless b and on () a", "(x unless b) and on () a"),
    ("x and on (j, k) b", "x and on (k, j) b"),
    ("{__name__='x', job='a'}", "x{job='a'}"),
    ("up{job=~'a|b'}", "up{job=~'b|a'}"),
    ("up{job=~'node'}", "up{job='node'}"),
    ("up{job!~'node'}", "up{job!='node'}"),
    ("up{job=~'.+'}", "up{job!=''}"),
    ("up{job=~'.*'}", "up"),
    ("count(x / 100 > 0.05)", "count(x > 5)"),
    ("a == b", "b == a"),
    ("a > bool b", "b < bool a"),
    ("1 - x", "-x + 1"),
]
SAME_CONDITIONS = [
    ("x / 100 > 0.05", "x > 5"),
    ("100 * sum(a) / sum(b) > 5", "sum(a) / sum(b) > 0.05"),
    ("1 - x > 0.9", "x < 0.1"),
    ("-x > -5", "x < 5"),
    ("x * 0.1 > 0.3", "x > 3"),
    ("a > b", "b < a"),
    ("a * 100 > b", "a > b / 100"),
    ("a and b", "b and a"),
    ("a or b or c", "c or (a or b)"),
    ("(a > 5 and b) unless c", "(b unless c) and 5 < a"),
]
DIFFERENT = [
    ("a - b", "b - a"),
    ("a / b", "b / a"),
    ("a unless b", "b unless a"),
    ("a and on (job) b", "b and on (job) a"),
    ("a > b", "a >= b"),
    ("rate(x[1m])", "rate(x[1h])"),
    ("x{a='1'}", "x{b='1'}"),
    ("up{job=~'no.e'}", "up{job='no.e'}"),
    ("sum by (a) (x)", "sum without (a) (x)"),
    ("x + on (a) y", "x + ignoring (a) y"),
    ("x / 100 > 0.05", "x > 5.1"),
    ("x * 0 > 5", "x > 5"),
    ("x / -100 > 0.05", "x > -5"),
    ("x > bool 5", "x > 5"),
    ("sum(x > 5)", "sum(x / 2 > 2.5)"),
]


@pytest.mark.parametrize(("one", "other"), SAME_VALUES)
def test_spellings_of_the_same_value_are_one(one: str, other: str) -> None:
    assert text_of(normal(tree_of(one))) == text_of(normal(tree_of(other)))


@pytest.mark.parametrize(("one", "other"), SAME_VALUES + SAME_CONDITIONS)
def test_spellings_of_the_same_condition_are_one(one: str, other: str) -> None:
    assert text_of(condition(tree_of(one))) == text_of(condition(tree_of(other)))


@pytest.mark.parametrize(("one", "other"), SAME_CONDITIONS)
def test_what_only_holds_together_has_other_values(one: str, other: str) -> None:
    assert normal(tree_of(one)) != normal(tree_of(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_means_something_else_stays_apart(one: str, other: str) -> None:
    assert condition(tree_of(one)) != condition(tree_of(other))


# Powers of two, so that no digit is rounded, and what holds in the language holds to the last bit.
NUMBERS = st.sampled_from([-4.0, -1.0, 0.0, 0.25, 0.5, 1.0, 2.0, 8.0])
LABELS = [{"job": job, "zone": zone} for job in "ab" for zone in "xy"]
METRICS = "abc"
ON = st.sampled_from([Matching(), Matching(), Matching(("zone", "job")), Matching(("job", "zone"), on=True)])
VECTORS = st.builds(
    lambda metric, matchers: Vector(Selector(metric, tuple(matchers))),
    st.sampled_from(METRICS),
    st.lists(
        st.builds(
            Matcher,
            st.sampled_from(["job", "zone"]),
            st.sampled_from(list(MatchOp)),
            st.sampled_from(["a", "x", "a|b", "y|x", ".+", ".*", "x.?"]),
        ),
        max_size=2,
    ),
)


def binaries(sides: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    arithmetic = st.builds(Binary, st.sampled_from(["+", "-", "*"]), sides, sides)
    scaled = st.builds(Binary, st.sampled_from(["+", "-", "*", "/"]), sides, st.builds(Number, NUMBERS))
    mirrored = st.builds(Binary, st.sampled_from(["+", "-", "*"]), st.builds(Number, NUMBERS), sides)
    limits = st.builds(Binary, st.sampled_from([">", "<=", "=="]), sides, st.builds(Number, NUMBERS))
    turned = st.builds(Binary, st.sampled_from([">=", "<", "!="]), st.builds(Number, NUMBERS), sides)
    compared = st.builds(Binary, st.sampled_from([">", "<="]), sides, sides, returns_bool=st.booleans())
    sets = st.builds(Binary, st.sampled_from(["and", "or", "unless"]), sides, sides, ON)
    return st.one_of(arithmetic, scaled, mirrored, limits, turned, compared, sets)


def deeper(sides: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    by = st.sampled_from([(), ("job",), ("zone", "job")])
    aggregations = st.builds(Aggregation, st.sampled_from(["sum", "min", "max", "count"]), sides, by)
    return st.one_of(binaries(sides), aggregations, st.builds(Negation, sides))


EXPRESSIONS = st.recursive(VECTORS, deeper, max_leaves=6)
STORAGES = st.lists(st.one_of(NUMBERS, st.none()), min_size=12, max_size=12).map(
    lambda values: Storage(
        [
            Series(labels_of({**labels, NAME: metric}), [0], [value])
            for (metric, labels), value in zip(((m, ls) for m in METRICS for ls in LABELS), values, strict=True)
            if value is not None
        ]
    )
)


def samples(storage: Storage, node: Node) -> dict[object, float] | None:
    try:
        found = Evaluator(storage, V3, 60_000).vector(node, 0)
    except EvaluationError:
        return None
    return {tuple(pair for pair in labels if pair[0] != NAME): value for labels, value in found}


@given(EXPRESSIONS, STORAGES)
@settings(max_examples=400)
def test_normal_forms_keep_what_they_promise(expression: Node, storage: Storage) -> None:
    before = samples(storage, expression)
    if before is None:
        return
    for_values, for_labels = samples(storage, normal(expression)), samples(storage, condition(expression))
    assert for_values is not None
    assert for_labels is not None
    assert for_values.keys() == before.keys() == for_labels.keys()
    assert all(same(value, for_values[labels]) for labels, value in before.items())


def same(one: float, other: float) -> bool:
    return one == other or (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=1e-12)


@given(EXPRESSIONS)
@settings(max_examples=300)
def test_what_is_normal_stays_as_it_is(expression: Node) -> None:
    assert normal(normal(expression)) == normal(expression)
    assert condition(condition(expression)) == condition(expression)


@given(EXPRESSIONS, st.integers(0, 255))
@settings(max_examples=300)
def test_sides_that_change_places_change_nothing(expression: Node, which: int) -> None:
    shuffled = turned_round(expression, which)
    assert normal(shuffled) == normal(expression)
    assert condition(shuffled) == condition(expression)


def turned_round(node: Node, which: int) -> Node:
    """Sums and products with their sides in each other's places, those whose bit is set."""
    node = with_below(node, tuple(turned_round(child, which >> 1) for child in below(node)))
    if isinstance(node, Binary) and node.operator in {"+", "*"} and which & 1:
        return Binary(node.operator, node.right, node.left, node.matching)
    return node


@pytest.mark.parametrize(
    "expression", ["(a * 0) * (a * 0)", "(a * 0) * (b * 0) * 0", "(a + Inf) + (b + Inf)", "a * 0 * (b * NaN)"]
)
def test_numbers_that_cannot_be_a_factor_stand_together(expression: str) -> None:
    once = normal(tree_of(expression))
    assert repr(normal(once)) == repr(once)  # NaN is not equal to itself


def test_and_are_one_where_they_can_be() -> None:
    assert normal(tree_of("(a * 0) * (b * 0)")) == normal(tree_of("a * b * 0"))
    assert normal(tree_of("(a + Inf) + (b + Inf)")) == normal(tree_of("Inf + b + Inf + a"))


@pytest.mark.parametrize("expression", ["(b > a) + 0", "((b and a) or c) * 1", "(b > a) * 1 > 0"])
def test_what_is_left_of_arithmetic_with_nothing_is_a_condition(expression: str) -> None:
    assert condition(condition(tree_of(expression))) == condition(tree_of(expression))
