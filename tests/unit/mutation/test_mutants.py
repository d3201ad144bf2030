"""One thing changed in each, and every kind of thing in some."""

import pytest

from observability.model.durations import Duration
from observability.model.rule import Alert, Recording
from observability.mutation import mutants
from observability.mutation.equal import Known, same
from observability.promql import tree_of
from tests.support.rules import alert_of

BURN = 'sum by (a) (rate(x_total{a="1"}[5m] offset 1h)) / 2 > 0.05 and y'


def changed(expr: str, kind: str) -> list[str]:
    return [m.rule.expr for m in mutants(alert_of(expr)) if m.kind == kind and m.rule is not None]


def test_what_changes_nothing_is_marked():
    found = {m.change: m.alike for m in mutants(alert_of('x{a="1"} and y{a="1"}')) if m.kind == "matcher"}
    assert found['without {a="1"}'] is True
    assert found['{a="1"} becomes {a!="1"}'] is False


@pytest.mark.parametrize(
    ("kind", "expr", "expected"),
    [
        ("threshold", "x > 50", ["x > 51", "x > 49"]),
        ("threshold", "x == 0", ["x == 1", "x == -1"]),
        ("comparison", "x > 50", ["x >= 50", "x < 50"]),
        ("comparison", "up == 0", ["up != 0"]),
        ("and/or/unless", "x and y", ["x or y", "x unless y", "x", "y"]),
        ("and/or/unless", "x unless y", ["x and y", "x or y", "x"]),
        ("window", "rate(x[5m])", ["rate(x[10m])", "rate(x[2m30s])"]),
        ("window", "max_over_time(x[1h:1m])", ["max_over_time(x[2h:1m])", "max_over_time(x[30m:1m])"]),
        ("offset", "x offset 1d", ["x offset 2d", "x"]),
        ("matcher", 'x{a="1"}', ['x{a="1x"}', 'x{a!="1"}', "x"]),
        ("matcher", '{a=~"1"}', ['{a=~"1x"}', '{a!~"1"}']),
        ("aggregation", "sum(x)", ["avg(x)", "max(x)"]),
        ("grouping", "sum by (a, b) (x)", ["sum by (b) (x)", "sum by (a) (x)", "sum without (a, b) (x)"]),
        ("function", "rate(x[5m])", ["increase(x[5m])", "irate(x[5m])"]),
        ("function", "abs(x)", ["x"]),
        ("arithmetic", "x / y", ["x * y"]),
        ("number", "x * 100", ["x * 102", "x * 98"]),
    ],
)
def test_what_becomes_of_an_expression(kind: str, expr: str, expected: list[str]):
    assert changed(expr, kind) == expected


def test_every_mutant_has_one_change_and_parses():
    found = list(mutants(alert_of(BURN)))
    texts = [m.rule.expr for m in found if isinstance(m.rule, Alert) and m.rule.expr != BURN]
    assert len(set(texts)) == len(texts)
    assert all(tree_of(text) != tree_of(BURN) for text in texts)


def test_what_an_alert_has_beside_its_expression():
    alert = Alert(
        "A",
        "x > 1",
        Duration.parse("5m"),
        {"severity": "critical", "team": "a"},
        {"runbook_url": "https://example.org/a", "summary": "A"},
        keep_firing_for=Duration.parse("10m"),
    )
    said = {(m.kind, m.change) for m in mutants(alert)}
    assert {
        ("for", "for: 5m becomes 10m"),
        ("for", "for: 5m becomes 0s"),
        ("keep_firing_for", "keep_firing_for: 10m becomes 20m"),
        ("keep_firing_for", "without keep_firing_for: 10m"),
        ("severity", "severity: critical becomes warning"),
        ("severity", "without the label severity"),
        ("label", "team: a becomes ax"),
        ("label", "without the label team"),
        ("runbook", "without the link to the runbook"),
        ("runbook", "the link to the runbook leads elsewhere"),
        ("deleted", "the rule is gone"),
    } <= said


def test_a_recording_has_mutants_too():
    found = list(mutants(Recording("a:b", "sum(x)", {"service": "shop"})))
    assert {m.kind for m in found} == {"aggregation", "label", "deleted"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x + y", "y + x"),
        ('x{a="1",b="2"}', 'x{b="2",a="1"}'),
        ("sum(sum(x))", "sum(x)"),
        ("max(sum(x))", "avg(sum(x))"),
        ("x / 1", "x"),
        ('sum without (b) (x{b="1"})', 'max without (b) (x{b="1"})'),
        ('x{a="1"} > 1 and y', 'x{a="1"} > 1 and y{a="1"}'),
        ('sum without (b) (x{a="1"}) > 1 and y{a="1"}', 'sum without (b) (x) > 1 and y{a="1"}'),
        ('rate(x{a="1"}[5m]) / y{a="1"}', 'rate(x[5m]) / y{a="1"}'),
        ('x{a="1"} unless y{a="1"}', 'x{a="1"} unless y'),
        ('x{a="1"} and predict_linear(y{a="1"}[1h], 60) > 1', 'x{a="1"} and predict_linear(y[1h], 60) > 1'),
        ('x{a!="1"} / y{a!="1"}', 'x{a!="1"} / y'),
        ('x{a!~"(b|c).*"} + y{a!~"(b|c).*"}', 'x{a!~"(b|c).*x"} + y{a!~"(b|c).*"}'),
        ('x{a="eu-1",a=~"eu-.*|us-1"}', 'x{a="eu-1"}'),
        ('x{a="1"} / y{a!~"2.*"}', 'x{a="1"} / y'),
        ('x{a="1"} and y{b!="2"}', 'x{a="1",b!="2"} and y{a="1"}'),
        ("max by (a, b) (1 - avg by (a) (x))", "sum by (a, b) (1 - avg by (a) (x))"),
        ("x unless sum(y)", "x unless max(y)"),
        ("x and sum by (a) (rate(y[5m])) * 2", "x and avg by (a) (increase(y[5m]))"),
        ("x unless avg_over_time(y[5m])", "x unless max_over_time(y[5m])"),
        ("0 * sum(x)", "0 * avg(x)"),
        ("count(x) > 0", "count(x) >= 0"),
        ("count(x) > 0", "count(x) > -1"),
        (
            "clamp((x or 0 * sum(y{a='1'})) / (sum(y{a='1'}) > 0), 0, 1)",
            "clamp((x or 0 * max(y)) / (sum(y{a='1'}) > 0), 0, 1)",
        ),
        ("clamp((x or 0 * sum(y)) / (sum(y) > 0), 0, 1)", "clamp((x or 0 / sum(y)) / (sum(y) > 0), 0, 1)"),
        ("clamp((x or 0 * sum(y)) / (sum(y) > 0), 0, 1)", "clamp((x or (-1) * sum(y)) / (sum(y) > 0), 0, 1)"),
        # Whole numbers.
        ("count(x) > 1", "count(x) > 1.5"),
        ("count(x) >= 2", "count(x) > 1.02"),
        ("sum by (a) (changes(x[5m])) <= 2", "sum by (a) (changes(x[5m])) < 2.5"),
        ("(count(x) or vector(0)) < 1", "(count(x) or vector(0)) < 0.98"),
        ("topk(1, x)", "topk(1.02, x)"),
        # What is counted is there or not.
        ("count(count by (a) (x))", "count(sum by (a) (x))"),
        ("sum(x) > bool 0", "avg(x) > bool 0"),
        ("max by (a) (up) > bool 0", "sum by (a) (up) > bool 0"),
        # All buckets by the same number.
        (
            "histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))",
            "histogram_quantile(0.9, sum by (le) (increase(x_bucket[5m])))",
        ),
        # One sample of each.
        (
            "max by (a, b) (max by (a) (x) * on (a) group_left (c) y)",
            "sum by (a, b) (max by (a) (x) * on (a) group_left (c) y)",
        ),
        ("sum by (a) (topk by (a) (1, x))", "max by (a) (topk by (a) (1, x))"),
        ("sum without (b) (sum by (a) (x))", "min without (b) (sum by (a) (x))"),
        ("sum by (a) (x / on (a) y)", "avg by (a) (x / on (a) y)"),
        # What no comparison sees.
        ("clamp_min(x, 2) > 2", "clamp_min(x, 1) > 2"),
        ("clamp_min(x, 2) >= 3", "clamp_min(x, 1) >= 3"),
        ("clamp_max(x, 5) < 5", "clamp_max(x, 6) < 5"),
        ("2 < clamp_min(x, 2)", "clamp_min(x, 1) > 2"),
        ("round(x, 0.1) > 1.45", "round(x, 0.1) > 1.4"),
        ("hour() > 8.5", "hour() >= 9"),
        # What is there without it.
        ("sum(x or vector(0)) or vector(1)", "sum(x or vector(0))"),
        ("sum(x) and sum(y or vector(0))", "sum(x)"),
        (
            "sum(histogram_quantile(0.9, sum by (le) (x)))",
            "max(histogram_quantile(0.9, sum by (le) (x)))",
        ),
        ("sum(x == 1)", "count(x == 1)"),
        ("avg by (a, b) (sum by (a) (x) == 1)", "count by (a, b) (sum by (a) (x) == 1)"),
        ("(x > bool 1) * (y > bool 2) == 1", "(x > bool 1) / (y > bool 2) == 1"),
        ("sum by (a) (sum by (a, b) (x))", "sum by (a) (sum without (c) (x))"),
        ('increase((x{a="1"} or 0 * absent(x))[15m:]) > 4', 'increase((x{a="1"} or 1 * absent(x))[15m:]) > 4'),
        ('x{a="1"} unless sum(y)', 'x{a="1"} unless sum(z)'),
        ("(x >= 0) / (y > 0) > 0.8", "(x >= -1) / (y > 0) > 0.8"),
        ("(x >= 0) * 100 > 0.8", "(x >= -1) * 100 > 0.8"),
        ("(x >= 0) * 100 > 0.8", "x * 100 > 0.8"),
        ('x{a="1"} and on (a) y{a="1"}', 'x and on (a) y{a="1"}'),
        ('x{a="1"} or on (a) y{a="1"} and z{a="1"}', 'x{a="1"} or on (a) y and z{a="1"}'),
        ('(x{a="1"} or y{a="1"}) and z{a="1"}', '(x or y) and z{a="1"}'),
        # Beside what is always there.
        ("sum(x) / 1 and vector(1)", "sum(x)"),
        ("sum(x) == 3 and vector(1)", "sum(x) == 3"),
    ],
)
def test_the_same_in_other_words_is_known_to_be_the_same(one: str, other: str):
    assert same(tree_of(one), tree_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('x{a="1"} or y{a="1"}', 'x{a="1"} or y'),
        ('x{a="1"} unless y{a="1"}', 'x unless y{a="1"}'),
        ('x{a="1"} and on (b) y{a="1"}', 'x{a="1"} and on (b) y'),
        ('sum by (b) (x{a="1"}) and y{a="1"}', 'sum by (b) (x) and y{a="1"}'),
        ('sum without (b, c) (x{b="1"})', 'max without (b, c) (x{b="1"})'),
        ('absent(x{a="1"}) and y{a="1"}', 'absent(x) and y{a="1"}'),
        ("x - y", "y - x"),
        ("sum(sum by (a) (x))", "max(sum by (a) (x))"),
        ("x / 2", "x"),
        ("count(sum(x))", "sum(x)"),
        ('x{a!="1"} or y{a!="1"}', 'x{a!="1"} or y'),
        ('x{a!~"b.*"} + y', 'x{a!~"b.*x"} + y'),
        ('topk(1, x{a!="1"}) and y{a!="1"}', 'topk(1, x) and y{a!="1"}'),
        ("max by (a) (1 - x)", "sum by (a) (1 - x)"),
        ("max by (b) (1 - avg by (a) (x))", "sum by (b) (1 - avg by (a) (x))"),
        ("sum(y) unless x", "max(y) unless x"),
        ("x and sum(y) > 1", "x and max(y) > 1"),
        ("x unless sum(y_histogram)", "x unless max(y_histogram)"),
        ("1 * sum(x)", "1 * avg(x)"),
        ("count(x) > 0", "count(x) > 1"),
        ("clamp((x or 0 * sum(y)) / (sum(y) > 0), 0, 1)", "clamp((x or 1 * sum(y)) / (sum(y) > 0), 0, 1)"),
        ("clamp((x or 0 * sum(y)) / (sum(z) > 0), 0, 1)", "clamp((x or 0 / sum(y)) / (sum(z) > 0), 0, 1)"),
        (
            "clamp((x or 0 * sum(y)) / (sum(y{a='1'}) > 0), 0, 1)",
            "clamp((x or 0 * sum(y{b='1'})) / (sum(y{a='1'}) > 0), 0, 1)",
        ),
        ("clamp((x or 0 * sum(y)) / (sum(y) > 0), -1, 1)", "clamp((x or (-1) * sum(y)) / (sum(y) > 0), -1, 1)"),
        ("count(x) > 1", "count(x) > 2"),
        ("count(x) > 1", "count(x) > 0.98"),
        ("count(x) == 1", "count(x) == 1.02"),
        ("avg(changes(x[5m])) > 1", "avg(changes(x[5m])) > 1.02"),
        ("sum(x) > 1", "sum(x) > 1.02"),
        ("topk(1, x)", "topk(2, x)"),
        ("count(x > 1)", "count(x > 2)"),
        ("count((x or vector(1)) > 1)", "count((x or vector(1.02)) > 1)"),
        ("sum(x) > bool 1", "avg(x) > bool 1"),
        ("max(x) > bool 0", "sum(x) > bool 0"),
        (
            "histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))",
            "histogram_quantile(0.9, sum by (le) (irate(x_bucket[5m])))",
        ),
        (
            "histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))",
            "histogram_quantile(0.9, max by (le) (rate(x_bucket[5m])))",
        ),
        ("sum by (b) (max by (a) (x))", "max by (b) (max by (a) (x))"),
        (
            "sum by (a, b) (max by (a, b) (x) * on (a) group_left (b) y)",
            "max by (a, b) (max by (a, b) (x) * on (a) group_left (b) y)",
        ),
        ("sum by (a) (topk by (a) (2, x))", "max by (a) (topk by (a) (2, x))"),
        ("sum without (a) (sum by (a) (x))", "min without (a) (sum by (a) (x))"),
        ("sum by (a) (x / ignoring (a) y)", "avg by (a) (x / ignoring (a) y)"),
        # A limit that the comparison sees.
        ("clamp_min(x, 3) > 2", "clamp_min(x, 1) > 2"),
        ("clamp_min(x, 3) >= 3", "clamp_min(x, 1) >= 3"),
        ("clamp_max(x, 5) <= 5", "clamp_max(x, 6) <= 5"),
        ("clamp_min(x, 1) < 2", "clamp_min(x, 0) < 2"),
        ("round(x, 0.1) > 1.45", "round(x, 0.1) > 1.5"),
        # What is not always there, or not without labels.
        ("(x or vector(0)) or y", "x or vector(0)"),
        ("sum by (a) (x or vector(0)) or vector(1)", "sum by (a) (x or vector(0))"),
        ("topk(1, x or vector(0)) or vector(1)", "topk(1, x or vector(0))"),
        ("sum(x) or vector(1)", "sum(x)"),
        ("x and sum(y or vector(0))", "x"),
        # What is asked beside something that is always there.
        ("sum(x) > bool 0 and vector(1)", "sum(x) < bool 0 and vector(1)"),
        ("(sum(x) unless sum(y)) and vector(1)", "(sum(y) unless sum(y)) and vector(1)"),
        ("sum(x == bool 1)", "count(x == bool 1)"),
        ("sum(x == 1 or y)", "count(x == 1 or y)"),
        ("x * y == 1", "x / y == 1"),
        ('increase((x{a="1"} or 0 * absent(x))[15m:]) > -1', 'increase(x{a="1"}[15m:]) > -1'),
        ('increase((x{a="1"} or 0 * absent(x))[15m:]) > bool 4', 'increase(x{a="1"}[15m:]) > bool 4'),
        ('increase((x{a="1"} or vector(time()))[15m:]) > 4', 'increase(x{a="1"}[15m:]) > 4'),
        ('x{a="1"} unless y', 'x{a="1"}'),
        ('x{a="1"} unless on () sum(y)', 'x{a="1"}'),
        ('x{a="1"} unless absent(y{a="1"})', 'x{a="1"}'),
        ("(x >= 0) / (y > 0) > -1", "x / (y > 0) > -1"),
        ("(x >= 1) / (y > 0) > 0.5", "x / (y > 0) > 0.5"),
        ("(x >= 0) / (y > 0) > bool 0.8", "x / (y > 0) > bool 0.8"),
        ("(x >= 0) / on (a) (y > 0) > 0.8", "x / on (a) (y > 0) > 0.8"),
        ("(x >= 0) / (y > -1) > 0.8", "x / (y > -1) > 0.8"),
        ("(x >= 0) / -1 > 0.8", "x / -1 > 0.8"),
        ("sum(max by (a) (x))", "sum(x)"),
        ("avg(avg by (a) (x))", "avg(x)"),
        ("sum without (a) (sum by (a, b) (x))", "sum without (a) (x)"),
        ("sum by (a) (sum without (a) (x))", "sum by (a) (x)"),
        ("sum by (a) (sum by (b) (x))", "sum by (a) (x)"),
        ('x and on (b) y{a="1"}', 'x{a="1"} and on (b) y{a="1"}'),
        ('x{a="1"} and on (b) y', 'x{a="1"} and on (b) y{a="1"}'),
        (
            'histogram_quantile(0.9, rate(x_bucket{le="5"}[5m])) and y',
            'histogram_quantile(0.9, rate(x_bucket{le="5"}[5m])) and y{le="5"}',
        ),
        # What is left of `or` keeps out what is right of it, though nobody asks for it.
        ('(x{a="1"} or on (b) y) and on (a) z{a="1"}', '(x or on (b) y) and on (a) z{a="1"}'),
        # A quantile has no buckets, and so none that is not asked for.
        (
            'histogram_quantile(0.9, rate(x_bucket{le!="+Inf"}[5m])) and y{le!="+Inf"}',
            'histogram_quantile(0.9, rate(x_bucket[5m])) and y{le!="+Inf"}',
        ),
        (
            'count_values without (b) ("v", x{v="1"}) and on (v) y{v="1"}',
            'count_values without (b) ("v", x) and on (v) y{v="1"}',
        ),
        ('x{a!~"b.*"} and y{a!~"b.*|c"}', 'x{a!~"b.*"} and y'),
        ('x{a="ap-1",a=~"eu-.*"}', 'x{a="ap-1"}'),
        ('x{a="1",a=~"[[:alpha:]]+"}', 'x{a="1"}'),
        # A regular expression of Go alone.
        ('x{a=~"[[:alpha:]]+"} unless sum(y)', 'x{a=~"[[:alpha:]]+"}'),
    ],
)
def test_what_differs_is_not_taken_for_the_same(one: str, other: str):
    assert not same(tree_of(one), tree_of(other))


COUNTS = frozenset({"x"})


@pytest.mark.parametrize(
    ("one", "other", "known", "alike"),
    [
        ("sum(x) > 0 unless y", "max(x) > 0 unless y", Known(COUNTS, valued=False), True),
        ("sum(x) > 0 unless y", "max(x) > 0 unless y", Known(COUNTS), False),
        ("sum(x) > 0 unless y", "max(x) > 0 unless y", Known(valued=False), False),
        ("sum(x) > 1 unless y", "max(x) > 1 unless y", Known(COUNTS, valued=False), False),
        ("y and (sum(x) or vector(0)) == 0", "y and (avg(x) or vector(0)) == 0", Known(COUNTS), True),
        ("y and (sum(x) or vector(0)) == 0", "y and (min(x) or vector(0)) == 0", Known(COUNTS), False),
        ("sum(x)", "max(x)", Known(valued=False), True),
        ("sum(y) > 0", "avg(y) > 0", Known(valued=False), True),
        ("sum(y) > 0", "avg(y) > 0", Known(), False),
        ("sum(y) > 1", "avg(y) > 1", Known(valued=False), False),
        ("sum(y) > 0", "max(y) > 0", Known(valued=False), False),
        ("sum(y_histogram) > 0", "avg(y_histogram) > 0", Known(valued=False), False),
        ("sum(up) == 0", "max(up) == 0", Known(valued=False), True),
        ("sum(up) == 0", "min(up) == 0", Known(valued=False), False),
        ("rate(y[5m]) > 0", "increase(y[5m]) > 0", Known(valued=False), True),
        ("rate(y[5m]) > 0", "irate(y[5m]) > 0", Known(valued=False), False),
        ("rate(y[5m]) > 1", "increase(y[5m]) > 1", Known(valued=False), False),
        ("rate(y[5m]) + rate(z[5m]) > 0", "rate(y[5m]) + increase(z[5m]) > 0", Known(valued=False), True),
        ("rate(y[5m]) - rate(z[5m]) > 0", "rate(y[5m]) - increase(z[5m]) > 0", Known(valued=False), False),
        ("(sum(y) or vector(0)) < 1", "(sum(y) or vector(-1)) < 1", Known(valued=False), True),
        ("(sum(y) or vector(0)) < 1", "(sum(y) or vector(1)) < 1", Known(valued=False), False),
        ("(sum(y) or vector(0)) < 1", "(sum(y) or vector(-1)) < 1", Known(), False),
        ("clamp_min(y, 1) < 2", "clamp_min(y, 0) < 2", Known(valued=False), True),
        ("clamp_min(y, 2) < 2", "clamp_min(y, 1) < 2", Known(valued=False), False),
        ("clamp_max(y, 3) > 2", "clamp_max(y, 4) > 2", Known(valued=False), True),
        ("clamp_max(y, 2) > 2", "clamp_max(y, 3) > 2", Known(valued=False), False),
    ],
)
def test_what_is_known_of_series_and_readers_counts(one: str, other: str, known: Known, alike: bool):
    assert same(tree_of(one), tree_of(other), known) is alike
