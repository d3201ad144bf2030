"""Which cases an alert gets, what goes into them and what comes out. That promtool agrees, the collection shows."""

from decimal import Decimal

import pytest
from attrs import evolve

from observability.model.durations import Duration
from observability.promql import tree_of
from observability.proof import Kind, derive
from observability.proof.mutants.noticing import Bench
from tests.support.rules import alert_of
from tests.unit.proof.deriving import alert, case, derived, inputs, names


def test_a_threshold_is_tried_just_over_just_under_and_at_it() -> None:
    found = derived("queue_length > 5")
    assert names(found) == [
        "fires: 1 % over 5",
        "silent: 1 % under 5",
        "silent: exactly 5",
        "fires: stops when its reason is gone",
        "fires: one instance of two is over the limit",
        "silent: no series at all",
    ]
    assert inputs(case(found, "1 % over 5")) == {"queue_length": "5.05x6"}
    assert inputs(case(found, "1 % under 5")) == {"queue_length": "4.95x5"}
    assert names(derived("queue_length >= 5"))[:2] == ["fires: 1 % over 5", "fires: exactly 5"]


def test_it_is_silent_one_evaluation_before_for_and_fires_at_it() -> None:
    (before, at) = case(derived("queue_length > 5", "10m"), "1 % over 5").checks
    assert (before.at, before.expected, at.at) == (480_000, (), 600_000)
    (fired,) = at.expected
    assert dict(fired.labels) == {"instance": "instance-1", "job": "job-1", "severity": "page"}
    assert fired.annotations == {"summary": "instance-1: 5.05"}


@pytest.mark.parametrize(
    ("expr", "lasting", "seconds"),
    [
        ("queue_length > 5", "1m", 30),
        ("queue_length > 5", "5m", 60),
        ("queue_length > 5", "30s", 10),
        # What looks back is seen as often as it may change.
        ("rate(requests_total[5m]) > 5", "1m", 15),
    ],
)
def test_a_pace_is_that_of_prometheus_unless_more_evaluations_tell_more(expr: str, lasting: str, seconds: int) -> None:
    assert {case.evaluation for case in derived(expr, lasting).cases} == {seconds * 1000}


def test_it_goes_on_for_keep_firing_for() -> None:
    stops = case(
        derived("queue_length > 5", "1m", keep_firing_for=Duration.parse("3m")), "stops when its reason is gone"
    )
    # The condition is gone at 120 s.
    assert [(check.at // 1000, len(check.expected)) for check in stops.checks] == [(270, 1), (300, 0)]


def test_every_condition_decides_alone() -> None:
    found = derived("a > 5 and b < 10")
    assert "silent: 1 % under 5 in a" in names(found)
    assert inputs(case(found, "1 % under 5 in a"))["a"] == "4.95x5"
    assert float(inputs(case(found, "1 % under 5 in a"))["b"].split("x")[0]) < 10
    assert inputs(case(found, "1 % over 10 in b"))["b"] == "10.1x5"


def test_either_side_of_an_or_is_enough_and_what_holds_back_does() -> None:
    assert names(derived("a > 5 or b > 7"))[::3][:2] == ["fires: 1 % over 5 in a", "fires: 1 % over 7 in b"]
    found = derived("a > 5 unless b == 1")
    assert "silent: exactly 1 in b" in names(found)
    assert "fires: 2 (over 1) in b" in names(found)


@pytest.mark.parametrize(
    ("expr", "fires", "series"),
    [
        ("rate(x_total[5m]) > 0.5", "1 % over 0.5", {"x_total": "0+30.3x12"}),
        ("increase(x_total[5m]) > 0", "1 (over 0)", {"x_total": "0+0.2x12"}),
        ("predict_linear(x[10m], 3600) < 0", None, None),
        ("absent(x)", "without x", {}),
        ("time() - x > 3600", "1 % over 3600", {"x": "-3636+60x6"}),
        ("changes(x[10m]) > 2", "3 (over 2)", None),
        ("count(up == 0) > 2", "3 (over 2) in count(up == 0)", {"up": "0x6"}),
        ("avg_over_time(x[10m]) < 20", "1 % under 20", {"x": "19.8x17"}),
        ("histogram_quantile(0.5, sum by (le) (rate(x_bucket[5m]))) > 2", "1 % over 2", None),
        ("x offset 1h > 5", "1 % over 5", None),
        ("stddev_over_time(x[10m]) > 3", "1 % over 3", None),
        ("x > 1.5 * x offset 1d", "1 % over 1.5 * x offset 1d", None),
        ("max_over_time((x > bool 5)[10m:1m]) == 1", None, None),
        ("label_replace(x, 'y', '$1', 'z', '(a+)b') > 5", None, None),
        ("kube_x{phase=~'Pending|Unknown'} * on (pod) group_left (node) info > 0", "1 (over 0)", None),
        ("x > bool 5 == 1", None, None),
        ("x == 1 and min_over_time(x[1h]) == 0", None, None),
        ('count(count_values("hash", config_hash)) > 1', "2 (over 1)", None),
        ("sum(rate(x_total[2m])) / 1024 / 1024 > 100", None, None),
        ("(last_over_time(x[5m]) / last_over_time(y[5m])) < 0.5 and x > 104857600", "1 % over 104857600 in x", None),
        ('sum(rate(x_total{code=~"(4|5).."}[5m])) / sum(rate(x_total[5m])) > 0.2', "1 % over 0.2", None),
        ("sum without (a) (x) > 5 and sum without (b) (y) > 7", "1 % over 7 in sum without (b) (y)", None),
    ],
)
def test_kinds_of_conditions(expr: str, fires: str | None, series: dict[str, str] | None) -> None:
    found = derived(expr)
    assert found.both_ways
    assert fires is None or f"fires: {fires}" in names(found)
    if series is not None and fires:
        assert inputs(case(found, fires)) == series


def test_what_has_to_go_on_climbing_does() -> None:
    found = derived("x - x offset 2m > 3")
    assert found.both_ways
    assert "+" in inputs(case(found, "1 % over 3"))["x"]


def test_what_is_new_and_what_is_gone_is_there_at_its_time() -> None:
    assert inputs(case(derived("x unless x offset 10m"), "with x"))["x"].startswith("_")
    assert inputs(case(derived("x offset 10m unless x"), "without x"))["x"] == "1x10 stale _x6"


def test_some_observations_lie_elsewhere_where_quantiles_are_compared() -> None:
    quantile = "histogram_quantile({}, rate(x_bucket[5m]))"
    over = case(
        derived(f"{quantile.format(0.9)} > 5 * {quantile.format(0.5)}"),
        "1 % over 5 * histogram_quantile(0.5, rate(x_bucket[5m]))",
    )
    assert {dict(one.labels)["le"] for one in over.inputs} > {"+Inf", "10"}
    assert len(over.inputs) == 3


def test_series_that_are_aggregated_are_two_and_differ() -> None:
    """A sum, a mean and a maximum of 4 and 1 are three different numbers."""
    over = case(derived("sum by (job) (x) > 3"), "1 % over 3")
    assert [str(one.segments[0]) for one in over.inputs] == ["2.424x6", "0.606x6"]


def test_a_selector_that_means_more_gets_series_of_its_own() -> None:
    over = case(derived("sum(rate(x_total{code=~'5..'}[5m])) / sum(rate(x_total[5m])) > 0.2"), "1 % over 0.2")
    codes = {dict(one.labels)["code"] for one in over.inputs}
    assert "500" in codes
    assert len(codes) == 2


def test_series_that_a_matcher_refuses_set_nothing_off() -> None:
    found = case(derived('x{job="a"} > 5'), 'series that job="a" does not mean')
    assert found.kind is Kind.SILENT
    assert all(dict(one.labels)["job"] != "a" for one in found.inputs)


def test_counters_begin_anew() -> None:
    assert "x_total" in inputs(case(derived("rate(x_total[5m]) > 5"), "counters begin anew, under the limit"))


def test_labels_and_annotations_are_rendered() -> None:
    texts = {"summary": "{{ $value | humanizePercentage }} {{ $labels.pod }}"}
    found = derived("a / b > 0.5", labels={"team": "{{ $labels.pod }}"}, annotations=texts)
    (fired,) = case(found, "1 % over 0.5").checks[-1].expected
    assert fired.labels["team"] == "pod-1"
    assert fired.annotations == {"summary": "50.5% pod-1"}


def test_annotations_that_we_cannot_render_are_not_looked_at_and_told() -> None:
    found = derived("a > 5", annotations={"summary": "{{ range $labels }}x{{ end }}"})
    assert case(found, "1 % over 5").checks[-1].expected[0].annotations is None
    (finding,) = found.findings
    assert str(finding.location) == "rules.yaml:7:9"
    assert finding.message.endswith("the annotation summary is not looked at, for it has `range` in a template")


@pytest.mark.parametrize(
    ("expr", "check", "severity", "said"),
    [
        ("count(x) < 1", "never-fires", "error", "nothing satisfies `count(x) < 1`; of nothing there is no count"),
        ("x > 5 and x < 3", "never-fires", "error", "nothing satisfies `x > 5 and x < 3`"),
        ("rate(x_total[5m]) < 0", "never-fires", "error", "nothing satisfies"),
        ("rate(x_total[5m]) >= 0", "always-fires", "error", "`rate(x_total[5m]) >= 0` always holds"),
        ("x >= 3 or x < 3", "always-fires", "error", "always holds"),
        ("vector(1)", "always-fires", "info", "reads no series and always fires"),
        (
            "increase(x_total[4m]) > 0",
            "cannot-hold",
            "warning",
            "one event of x_total: its condition then holds for 3m",
        ),
        ("irate(x[4m]) > 0", "cannot-hold", "warning", "make that shorter or take rate or delta over a longer window"),
        ("sum(irate(x[4m])) > 0", "cannot-hold", "warning", "one event of x: its condition then holds for 1m"),
        ("idelta(x[4m]) < 0", "cannot-hold", "warning", "one event of x: its condition then holds for 1m"),
        ("delta(x[4m]) > 0", "cannot-hold", "warning", "one event of x: its condition then holds for 3m"),
        ("delta(x[4m]) < 0", "cannot-hold", "warning", "make that shorter or the window longer, unless"),
        ("changes(x[4m]) > 0", "cannot-hold", "warning", "holds for 3m; `for` is 5m"),
        ("resets(x[4m]) > 0", "cannot-hold", "warning", "one event of x: its condition then holds for 3m"),
        ("time() - x < 120", "cannot-hold", "warning", "one event of x: its condition then holds for 2m"),
        ("x @ 5 > 3", "not-derived", "warning", "no test was derived for the alert Trouble: the modifier @"),
        ("x >", "not-derived", "warning", "its expression cannot be read"),
        ("x{a='b',a='c'} > 1", "never-fires", "error", 'no series has a="b" and a="c" at once'),
        ("x{a=~'b.+',a!~'b.*'} > 1", "not-derived", "warning", 'satisfies a=~"b.+", a!~"b.*"'),
        ("x{a='b'} and y{a='c'}", "never-fires", "error", 'with a="b" and a="c": say on (...)'),
        ("x{a='b'} and sum(y) > 1", "never-fires", "error", 'with a="b" and no a: say on (...)'),
        ("clamp_max(x, 1) > 2", "never-fires", "error", "its values are never above 1"),
        ("x > 5 unless x > 3", "never-fires", "error", "what the left side has, the right side takes away"),
        ("x and absent(x)", "never-fires", "error", "where x is absent, there is none of it"),
        ("x > x", "never-fires", "error", "both sides are the same"),
        ("x == NaN", "never-fires", "error", "nothing equals NaN"),
        ("histogram_quantile(0.9, sum(rate(h_bucket[5m]))) > 1", "never-fires", "error", "keep the label le"),
        ("x == x", "always-fires", "error", "`x == x` always holds"),
        ("x or vector(0)", "always-fires", "error", "series or not; any result fires, also 0: compare all of it"),
        ("(sum(x_total) or vector(0)) >= 0", "always-fires", "error", "not; compare with a value that a healthy"),
        ("up", "always-fires", "error", "fires for whatever series there are: `up` always holds"),
        ("up >= bool 1", "always-fires", "error", "`bool` makes them 0 or 1, and both fire"),
        (
            "x > 5 and x < 3",
            "never-fires",
            "error",
            "left side asks for values above 5, the right one for values below 3",
        ),
        ("(x > 5 and y > 1) and y < 0", "never-fires", "error", "values above 1 of `y`, the right one for values"),
        (
            "(x_total > 5 and y > 1) and y < 0",
            "never-fires",
            "error",
            "values above 1 of `y`, the right one for values",
        ),
        ("(x > 5 and x < 8) and x == 9", "never-fires", "error", "values from 5 to 8, the right one for the value 9"),
        (
            "x unless x offset 5m",
            "cannot-hold",
            "error",
            "holds for 5m at most; `for` is 5m; make that shorter, or the",
        ),
        (
            "rate(x[1m]) > 2 * rate(x[1m] offset 2m)",
            "not-derived",
            "warning",
            "for longer than it looks back (`for` is 5m, and the offset 2m)",
        ),
        ("max(count by (a) (x)) > 3 * min(count by (a) (x))", "not-derived", "warning", "have to differ in size"),
        (
            "abs(x - on (a) group_left avg by (a) (x)) > on (a) group_left 3 * stddev by (a) (x)",
            "not-derived",
            "warning",
            "`stddev by (a) (x)` takes more series than two",
        ),
        ("x[5m]", "not-derived", "warning", "a range where samples are expected"),
        ("x{a=~'(?=b)'} > 1", "not-derived", "warning", "Trouble"),
    ],
)
def test_what_is_wrong_with_an_alert_is_said_with_its_line(expr: str, check: str, severity: str, said: str) -> None:
    found = derived(expr).findings
    assert [(one.check, one.severity.value, str(one.location)) for one in found] == [
        (check, severity, "rules.yaml:7:9")
    ]
    assert said in str(found[0])


@pytest.mark.parametrize(
    ("expr", "lasting"),
    [
        ("increase(x[4m]) / increase(y[4m]) > 0.1", "5m"),
        ("sum by (code) (rate(x_total{code!='OK'}[4m])) / sum by (code) (rate(x_total[4m])) > 0.1", "5m"),
        ("increase(x_sum[4m]) / increase(x_count[4m]) > 2 and increase(x_count[4m]) > 0", "5m"),
        ("histogram_quantile(0.9, rate(x_bucket[4m])) > 2 and rate(x_count[4m]) > 0", "5m"),
        ("increase(x_total[10m]) > 0", "5m"),
        ("increase(x_total[4m]) > 5", "5m"),
        ("increase(x_total[4m]) > 0", "0s"),
        ("delta(x[10m]) > 0", "5m"),
        ("delta(x[4m]) > 10", "5m"),
        ("delta(x[4m]) == 0", "5m"),
        ("delta(x[4m]) > 0 and x > 10", "5m"),
        ("deriv(x[4m]) > 0", "5m"),
        ("predict_linear(x[4m], 3600) < 0", "5m"),
        ("irate(x_total[4m]) > 10", "5m"),
        ("irate(x_total[4m]) / irate(y_total[4m]) > 0.1", "5m"),
    ],
)
def test_what_holds_long_enough_is_no_finding(expr: str, lasting: str) -> None:
    assert derived(expr, lasting).findings == ()


def test_an_alert_that_never_fires_has_no_cases_and_one_that_always_does_has_one() -> None:
    assert derived("count(x) < 1").cases == ()
    assert names(derived("vector(1)")) == ["fires: no series at all"]


def test_names_of_cases_are_different() -> None:
    found = names(derived("a > 5 and a{b='c'} > 5 and a{b!='c'} > 5"))
    assert len(set(found)) == len(found)


def test_the_same_alert_has_the_same_cases() -> None:
    expr = (
        "sum by (job) (rate(a_total{x=~'y.*'}[5m])) / sum by (job) (rate(b_total[5m])) > 0.05 and sum by (job) (c) > 3"
    )
    assert derived(expr) == derived(expr)


@pytest.mark.parametrize("limit", ["0.001", "0.05", "3", "80", "1e6", "17179869184"])
def test_one_percent_is_one_percent(limit: str) -> None:
    found = derived(f"x > {limit}")
    value = Decimal(inputs(found.cases[0])["x"].split("x")[0])
    assert Decimal("1.009") < value / Decimal(limit) < Decimal("1.011")


@pytest.mark.parametrize(
    ("expr", "more"),
    [('a{x="1"} > 5 or b{x="1"} > 5', [" in b"]), ('a{x="1"} > 5 and b{x="1"} > 5', [])],
)
def test_a_matcher_is_tried_at_every_selector_that_would_mean_more_without_it(expr: str, more: list[str]) -> None:
    name = 'series that x="1" does not mean'
    found = [case.name for case in derive(alert_of(expr)).cases if case.name.startswith(name)]
    assert found == [name, *(name + where for where in more)]


FILLING = "{0} >= 5000 and predict_linear({0}[1h], 7200) >= 10000 and predict_linear({0}[15m], 7200) >= 10000"


@pytest.mark.parametrize(
    ("before", "after"),
    [("5000", "4900"), ("10000", "9800"), ("7200", "7344"), ("[1h]", "[2h]"), ("[1h]", "[30m]"), ("[15m]", "[30m]")],
)
def test_cases_of_trends_notice_when_they_would_be_told_earlier_or_later(before: str, after: str) -> None:
    """Limits and windows of what climbs far more in an evaluation than they are changed by."""
    rule = alert(FILLING.format("x"), "15m")
    benches = [Bench.of(one, rule, tree_of(rule.expr)) for one in derive(rule).cases]
    changed = evolve(rule, expr=rule.expr.replace(before, after, 1))
    assert any(bench.notices(changed, tree_of(changed.expr)) for bench in benches)
    assert not any(bench.notices(rule, tree_of(rule.expr)) for bench in benches)


def test_no_case_has_two_series_of_the_same_labels() -> None:
    for one in derived('topk(3, memory_bytes{job="a"}) > 100').cases:
        assert len({series.labels for series in one.inputs}) == len(one.inputs)


def test_a_value_that_a_matcher_names_and_does_not_take_is_tried() -> None:
    found = derived('absent(x{kind!="test",zone!~"a|b"} == 1)')
    tried = ['series that kind!="test" does not mean', 'series that zone!~"a|b" does not mean']
    values = [[dict(one.labels) for one in case(found, name).inputs] for name in tried]
    assert [values[0][0]["kind"], values[1][0]["zone"]] == ["test", "b"]


def test_what_would_come_back_by_itself_is_shown_to_stop_by_another_condition() -> None:
    climbing = "x >= 0.5 and x offset 15m and predict_linear(x[15m], 600) >= 1"
    found = derived(climbing, "15m", keep_firing_for=Duration.parse("30m"))
    last, gone = case(found, "stops when its reason is gone").checks
    assert (len(last.expected), gone.expected) == (1, ())


def test_sums_are_zero_also_of_what_is_above_and_below_it() -> None:
    found = derived("sum(x) == 0")
    (one,) = (one for one in found.cases if one.name.startswith("as much above zero as below it"))
    assert [str(series.segments[0]) for series in one.inputs] == ["1x6", "-1x6"]
    assert not [name for name in names(derive(alert("sum(x) == 0"), counts=frozenset({"x"}))) if "below it" in name]
    assert not [name for name in names(derived("sum(rate(x[5m])) == 0")) if "below it" in name]
