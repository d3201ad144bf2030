"""What is said of changed expressions is so, whatever the series."""

import pytest
from hypothesis import given, settings

from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.mutation import mutants
from observability.promql import text_of, tree_of
from observability.promql.tree import Node
from observability.proof.evaluator import V3, EvaluationError, Evaluator, Storage
from observability.review.change import Kind, Sensitivity, together
from observability.review.expressions import compare
from tests.unit.promql.normal.test_normal import EXPRESSIONS, STORAGES

MORE, LESS, DIFFERENTLY, EQUALLY, UNKNOWN = (
    Sensitivity.MORE,
    Sensitivity.LESS,
    Sensitivity.DIFFERENTLY,
    Sensitivity.EQUALLY,
    Sensitivity.UNKNOWN,
)
RATIO = "sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))"
QUANTILE = "histogram_quantile({}, sum by (le) (rate(seconds_bucket[5m]))) > {}"

CHANGES = [
    (f"{RATIO} > 0.05", f"{RATIO} > 0.02", Kind.THRESHOLD, MORE, "fires above 2% where it fired above 5%"),
    (
        "free_bytes < 1073741824",
        "free_bytes < 2147483648",
        Kind.THRESHOLD,
        MORE,
        "fires below 2GiB where it fired below 1GiB",
    ),
    ("seconds > 0.3", "seconds > 1.5", Kind.THRESHOLD, LESS, "fires above 1.5s where it fired above 300ms"),
    (
        "time() - run_seconds > 300",
        "time() - run_seconds > 600",
        Kind.THRESHOLD,
        LESS,
        "fires above 10m where it fired above 5m",
    ),
    (
        "100 * errors_ratio > 5",
        "100 * errors_ratio > 2",
        Kind.THRESHOLD,
        MORE,
        "fires above 2% where it fired above 5%",
    ),
    ("x / 100 > 0.05", "x > 4", Kind.THRESHOLD, MORE, "fires above 4 where it fired above 5"),
    (
        "(1 - a / b) * 100 > 80",
        "(1 - a / b) * 102 > 80",
        Kind.THRESHOLD,
        MORE,
        "fires below 21.5686% where it fired below 20%",
    ),
    (
        "x{c=~'.*a'} > 1",
        "x{c!~'.*a'} > 1",
        Kind.MATCHER,
        DIFFERENTLY,
        'reads other series: c!~".*a" where it read c=~".*a"',
    ),
    ("5 < x", "x > 6", Kind.THRESHOLD, LESS, "fires above 6 where it fired above 5"),
    ("a > 5 and b > 3", "b > 4 and a > 5", Kind.THRESHOLD, LESS, "fires above 4 where it fired above 3, of `b`"),
    (
        "x > 5 unless y > 3",
        "x > 5 unless y > 2",
        Kind.THRESHOLD,
        LESS,
        "a condition within it holds above 2 where it held above 3, of `y`",
    ),
    ("x == 5", "x == 6", Kind.THRESHOLD, DIFFERENTLY, "fires at exactly 6 where it fired at exactly 5"),
    ("x > 5", "x >= 5", Kind.COMPARISON, MORE, "fires at 5 or more where it fired above 5"),
    ("x != 0", "x > 0", Kind.COMPARISON, LESS, "fires above 0 where it fired at anything but 0"),
    ("x > 5", "x < 5", Kind.COMPARISON, DIFFERENTLY, "fires below 5 where it fired above 5"),
    ("max_over_time(x[5m]) > 1", "max_over_time(x[10m]) > 1", Kind.WINDOW, MORE, "looks back over 10m where it was 5m"),
    ("min_over_time(x[5m]) > 1", "min_over_time(x[10m]) > 1", Kind.WINDOW, LESS, "looks back over 10m where it was 5m"),
    ("max_over_time(x[5m]) < 1", "max_over_time(x[10m]) < 1", Kind.WINDOW, LESS, "looks back over 10m where it was 5m"),
    ("absent_over_time(x[5m])", "absent_over_time(x[10m])", Kind.WINDOW, LESS, "looks back over 10m where it was 5m"),
    (
        "rate(x_total[5m]) > 1",
        "rate(x_total[2m]) > 1",
        Kind.WINDOW,
        DIFFERENTLY,
        "looks back over 2m where it was 5m: it reacts sooner, and more to short peaks",
    ),
    (QUANTILE.format(0.99, 1), QUANTILE.format(0.95, 1), Kind.EXPRESSION, LESS, "counts with 0.95 where it was 0.99"),
    ("up{job='a'} == 0", "up == 0", Kind.MATCHER_WIDENED, MORE, 'reads more series: any job where it read job="a"'),
    (
        "x{c=~'5..'} > 1",
        "x{c=~'50.|500'} > 1",
        Kind.MATCHER_NARROWED,
        LESS,
        'reads fewer series: c=~"50.|500" where it read c=~"5.."',
    ),
    (
        "x{c!='a'} > 1",
        "x{c!~'a|b'} > 1",
        Kind.MATCHER_NARROWED,
        LESS,
        'reads fewer series: c!~"a|b" where it read c!="a"',
    ),
    ("x{c='b'} > 1", "x{c!='a'} > 1", Kind.MATCHER_WIDENED, MORE, 'reads more series: c!="a" where it read c="b"'),
    ("x{c='b'} > 1", "x{c='a'} > 1", Kind.MATCHER, DIFFERENTLY, 'reads other series: c="a" where it read c="b"'),
    (
        "x{c=~'[ab]'} > 1",
        "x{c=~'[bc]'} > 1",
        Kind.MATCHER,
        UNKNOWN,
        'reads other series: c=~"[bc]" where it read c=~"[ab]"',
    ),
    (
        "absent(up{job='a'})",
        "absent(up)",
        Kind.MATCHER_WIDENED,
        LESS,
        'reads more series: any job where it read job="a"',
    ),
    ("avg(x{a='1'}) > 1", "avg(x) > 1", Kind.MATCHER_WIDENED, UNKNOWN, 'reads more series: any a where it read a="1"'),
    ("max(x) > 1", "avg(x) > 1", Kind.AGGREGATION, LESS, "takes the avg where it took the max"),
    ("sum(x) > 1", "max(x) > 1", Kind.AGGREGATION, UNKNOWN, "takes the max where it took the sum"),
    (
        "sum(rate(x_total[5m])) > 1",
        "max(rate(x_total[5m])) > 1",
        Kind.AGGREGATION,
        LESS,
        "takes the max where it took the sum",
    ),
    (
        "max by (a) (x) > 1",
        "max by (a, b) (x) > 1",
        Kind.AGGREGATION,
        EQUALLY,
        "is looked at by a, b where it was by a: for the same things, but with an alert for each",
    ),
    (
        "sum by (a) (rate(x_total[5m])) > 1",
        "sum(rate(x_total[5m])) > 1",
        Kind.AGGREGATION,
        MORE,
        "is looked at as a whole where it was by a",
    ),
    ("sum by (a) (x) > 1", "sum(x) > 1", Kind.AGGREGATION, UNKNOWN, "is looked at as a whole where it was by a"),
    ("x > 5", "x > 5 and on () y > 3", Kind.EXPRESSION, LESS, "fires only while there is `y > 3`"),
    ("x > 5 unless z", "x > 5", Kind.EXPRESSION, MORE, "fires also while there is `z`"),
    ("x > 5", "x > 5 or y > 3", Kind.EXPRESSION, MORE, "fires also for `y > 3`"),
    (
        "rate(x_total[5m]) > 3",
        "irate(x_total[5m]) > 3",
        Kind.EXPRESSION,
        DIFFERENTLY,
        "takes irate() where it took rate()",
    ),
    ("x > 5", "y > 5", Kind.EXPRESSION, DIFFERENTLY, "reads y where it read x"),
    ("x offset 1h > 5", "x offset 1d > 5", Kind.EXPRESSION, DIFFERENTLY, "looks at 1d ago where it was 1h ago"),
    ("count(x offset 1h) > 1", "count(x) > 1", Kind.EXPRESSION, DIFFERENTLY, "looks at now where it was 1h ago"),
    (
        "absent(x offset 1h)",
        "absent(x{a='1'} offset 1d)",
        Kind.EXPRESSION,
        DIFFERENTLY,
        'looks at 1d ago where it was 1h ago, reads fewer series: a="1" where it read any a',
    ),
    (
        "count(max_over_time(up[5m])) < 3",
        "count(max_over_time(up[1h])) < 3",
        Kind.WINDOW,
        LESS,
        "looks back over 1h where it was 5m",
    ),
    (
        "last_over_time(x[5m]) > 1",
        "last_over_time(x[1h]) > 1",
        Kind.WINDOW,
        MORE,
        "looks back over 1h where it was 5m: it only matters for series that end",
    ),
    ("increase(x_total[5m]) > 0", "increase(x_total[1h]) > 0", Kind.WINDOW, MORE, "looks back over 1h where it was 5m"),
    (
        "sum(rate(x_total[5m])) == 0",
        "sum(rate(x_total[1h])) == 0",
        Kind.WINDOW,
        LESS,
        "looks back over 1h where it was 5m",
    ),
    (
        "increase(x_total[5m]) > 9",
        "increase(x_total[1h]) > 9",
        Kind.WINDOW,
        DIFFERENTLY,
        "looks back over 1h where it was 5m: it reacts later, and less to short peaks",
    ),
    (
        "up == 0",
        "up < 1",
        Kind.THRESHOLD,
        EQUALLY,
        "fires below 1 where it fired at exactly 0: these are the same values",
    ),
    (
        "count(x) > 2",
        "count(x) >= 3",
        Kind.THRESHOLD,
        EQUALLY,
        "fires at 3 or more where it fired above 2: these are the same values",
    ),
    ("x == 0", "x <= 1", Kind.THRESHOLD, MORE, "fires at 1 or less where it fired at exactly 0"),
    (
        "x_bytes - 1 > 5",
        "x_bytes - 1 != 5",
        Kind.COMPARISON,
        MORE,
        "fires at anything but 6 where it fired above 6",
    ),
    (
        "sum by (a) (x_bytes) > 1",
        "sum(x_bytes) > 1",
        Kind.AGGREGATION,
        MORE,
        "is looked at as a whole where it was by a, if x_bytes cannot be negative",
    ),
    (
        "sum(x_offset_seconds{a='1'}) > 1",
        "sum(x_offset_seconds) > 1",
        Kind.MATCHER_WIDENED,
        UNKNOWN,
        'reads more series: any a where it read a="1"',
    ),
    (
        "avg_over_time(x{a='1'}[5m]) > 1",
        "avg_over_time(x[5m]) > 1",
        Kind.MATCHER_WIDENED,
        MORE,
        'reads more series: any a where it read a="1"',
    ),
    (
        "avg by (a) (x) > 1",
        "avg by (a, b) (x) > 1",
        Kind.AGGREGATION,
        MORE,
        "is looked at by a, b where it was by a",
    ),
    ("count(topk(3, x)) > 1", "count(topk(5, x)) > 1", Kind.EXPRESSION, MORE, "counts with 5 where it was 3"),
    (
        "x > 5 and y > 1",
        "x > 5 or y > 1",
        Kind.EXPRESSION,
        MORE,
        "joins its conditions by `or` where it joined them by `and`",
    ),
    ("rate(x[5m]) > 1", "increase(x[5m]) > 1", Kind.EXPRESSION, MORE, "takes increase() where it took rate()"),
    ("a > 5", "{__name__=~'a|b'} > 5", Kind.MATCHER_WIDENED, MORE, None),
    ("x > scalar(y{a='1'})", "x > scalar(y)", Kind.MATCHER_WIDENED, UNKNOWN, None),
    ("max(up) == 0", "avg(up) == 0", Kind.AGGREGATION, MORE, "takes the avg where it took the max"),
    ("min(up) != 1", "max(up) != 1", Kind.AGGREGATION, LESS, "takes the max where it took the min"),
    (
        "avg(irate(x_total[5m])) > 1",
        "avg(irate(x_total[9m])) > 1",
        Kind.WINDOW,
        MORE,
        "looks back over 9m where it was 5m: it only matters for series that end",
    ),
    (
        "rate(x_total[5m]) > 1",
        "sum(rate(x_total[5m])) > 1",
        Kind.AGGREGATION,
        MORE,
        "takes the sum as a whole where it took each",
    ),
    ("avg(x) > 1", "x > 1", Kind.AGGREGATION, MORE, "takes the avg as a whole no more"),
    ("sum(x) > 1", "x > 1", Kind.AGGREGATION, UNKNOWN, "takes the sum as a whole no more"),
    ("x < 1", "min by (a) (x) < 1", Kind.AGGREGATION, EQUALLY, "takes the min by a where it took each"),
    ("x > 1", "max_over_time(x[10m]) > 1", Kind.WINDOW, MORE, "takes max_over_time() of what it took as it is"),
    ("x > 1", "min_over_time(x[10m]) > 1", Kind.WINDOW, LESS, "takes min_over_time() of what it took as it is"),
    ("last_over_time(x[10m]) > 1", "x > 1", Kind.WINDOW, LESS, "takes last_over_time() no more"),
    ("deriv(x[5m]) > 1", "predict_linear(x[1h], 60) > 9", Kind.EXPRESSION, UNKNOWN, "asks for something else"),
]


@pytest.mark.parametrize(("old", "new", "kind", "sensitivity", "reason"), CHANGES)
def test_a_change_is_named_weighed_and_explained(
    old: str, new: str, kind: Kind, sensitivity: Sensitivity, reason: str | None
) -> None:
    (found,) = compare(old, new, of_alert=True).changes
    assert (found.kind, found.sensitivity, found.reason) == (kind, sensitivity, reason or found.reason)


@pytest.mark.parametrize(("old", "new", "kind", "sensitivity", "reason"), CHANGES)
def test_the_way_back_is_the_opposite(old: str, new: str, kind: Kind, sensitivity: Sensitivity, reason: str) -> None:
    (found,) = compare(new, old, of_alert=True).changes
    assert found.sensitivity is {MORE: LESS, LESS: MORE}.get(sensitivity, sensitivity)
    assert found.reason != reason or kind is Kind.EXPRESSION


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(resets(c_total[15m]) and on () c_total) <= 3", "(c_total and on () resets(c_total[15m])) <= 3"),
        ("sum(a{x='1'} or b) > 1", "sum(b or a{x='1'}) > 1"),
        ("count((a != b) > 1) > 1", "count((b != a) > 1) > 1"),
        ("a unless b", "b unless a"),
        ("count(a / b) > 1 and a / b", "count(a / b) > 1 and b / a > 1"),
        ("a / b > 1", "b / a > 1"),
        ("a - b > 1", "b - a > 1"),
        ("a > b", "b > a"),
    ],
)
def test_sides_whose_values_matter_do_not_change_places_unseen(old: str, new: str) -> None:
    said = together([one.sensitivity for one in compare(old, new, of_alert=True).changes])
    assert said in (UNKNOWN, DIFFERENTLY)


def test_between_limits_that_are_the_wrong_way_round_there_is_nothing() -> None:
    (found,) = compare("clamp(x, -1, 5) > -9", "clamp(x, 8, 5) > -9", of_alert=True).changes
    assert found.sensitivity is UNKNOWN


def test_a_condition_before_another_hides_its_values() -> None:
    (found,) = compare("x > 5", "(y or x) > 5", of_alert=True).changes
    assert found.sensitivity is UNKNOWN


def test_what_hides_others_by_some_labels_may_show_them() -> None:
    old, new = (f"(a{{job!~'{jobs}'}} or on () b) and c" for jobs in ("x", "x|y"))
    (found,) = compare(old, new, of_alert=True).changes
    assert found.sensitivity is UNKNOWN


def test_what_a_part_becomes_may_turn_the_whole_round() -> None:
    (found,) = compare("x_total / 2 >= 0", "x_total / -4 >= 0", of_alert=True).changes
    assert found.sensitivity is not MORE


def test_several_changes_are_told_one_by_one() -> None:
    found = compare("rate(x_total[5m]) > 1", "rate(x_total[10m]) >= 2", of_alert=True)
    assert {one.kind for one in found.changes} == {Kind.WINDOW, Kind.COMPARISON, Kind.THRESHOLD}


def test_only_the_value_is_another_one() -> None:
    assert compare("x / 100 > 0.05", "x > 5", of_alert=True).same_condition
    assert compare("x / 100", "x", of_alert=False).changes


def test_what_cannot_be_read_is_unknown() -> None:
    (found,) = compare("x > (", "x > 1", of_alert=True).changes
    assert (found.kind, found.sensitivity) == (Kind.EXPRESSION, UNKNOWN)


@given(EXPRESSIONS, STORAGES)
@settings(max_examples=300)
def test_no_series_contradict_what_is_said_of_a_slip_of_the_hand(expression: Node, storage: Storage) -> None:
    old = text_of(expression)
    before = has_samples(storage, old)
    for mutant in mutants(Alert("A", old, Duration(0), {}, {})):
        if before is None or mutant.rule is None or mutant.rule.expr == old:
            continue
        after = has_samples(storage, mutant.rule.expr)
        said = together([one.sensitivity for one in compare(old, mutant.rule.expr, of_alert=True).changes])
        if after is not None:
            assert not (said is MORE and before and not after), mutant
            assert not (said is LESS and after and not before), mutant
            assert not (said is EQUALLY and before is not after), mutant


def has_samples(storage: Storage, expr: str) -> bool | None:
    try:
        return bool(Evaluator(storage, V3, 60_000).vector(tree_of(expr), 0))
    except (EvaluationError, ValueError):
        return None
