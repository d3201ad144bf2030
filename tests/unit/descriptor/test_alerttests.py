"""Tests that authors write under their alerts."""

import pytest

from observability.model.durations import Duration
from observability.model.selector import Matcher, MatchOp, Selector
from observability.model.service import AuthorTest
from tests.unit.descriptor.samples import complaints, service, spec


def tests_of(text: str) -> tuple[AuthorTest, ...]:
    (found,) = service(spec(f"alerts: {{Foo: {{expr: up == 0, severity: info, tests: {text}}}}}")).alerts
    return found.tests


tests_of.__test__ = False  # type: ignore[attr-defined]


def test_series_go_in_and_alerts_come_out() -> None:
    (found,) = tests_of("""{gone: {series: {'up{job="a"}': "1x5  0x10"}, expect: {5m: [], 10m: [{job: a}, {}]}}}""")
    up = Selector("up", (Matcher("job", MatchOp.EQUAL, "a"),))
    times = [(time.milliseconds, alerts) for time, alerts in found.expected]
    assert found.series == ((up, "1x5 0x10"),)
    assert times == [(300_000, ()), (600_000, ({"job": "a"}, {}))]
    assert (found.name, found.every) == ("gone", Duration.parse("1m"))


def test_samples_may_be_further_apart_and_a_number_is_one_sample() -> None:
    (found,) = tests_of("{a: {series: {up: 1}, every: 5m, expect: {0s: []}}}")
    assert (found.series[0][1], found.every) == ("1", Duration.parse("5m"))


@pytest.mark.parametrize("values", ["0x20", "0x5", "0x10"])
def test_samples_without_quotes_that_yaml_takes_for_a_number_are_as_they_are_written(values: str) -> None:
    (found,) = tests_of(f"{{a: {{series: {{up: {values}}}, expect: {{1m: []}}}}}}")
    assert found.series[0][1] == values


@pytest.mark.parametrize("values", ["1 2 3", "0+60x10", "-1.5-0.5x3", "_ _x5 stale 1e3", "7x0"])
def test_samples_are_written_as_promtool_reads_them(values: str) -> None:
    (found,) = tests_of(f"{{a: {{series: {{up: '{values}'}}, expect: {{1m: []}}}}}}")
    assert found.series[0][1] == values


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{a: {series: {up: '1xx5'}, expect: {1m: []}}}", "'1xx5' is no samples (spec.alerts.Foo.tests.a.series.up)"),
        ("{a: {series: {up: 0x1f}, expect: {1m: []}}}", "'0x1f' is no samples"),
        ("{a: {series: {up: ''}, expect: {1m: []}}}", "'' is no samples"),
        ("{a: {series: {up: .inf}, expect: {1m: []}}}", "'.inf' is no samples"),
        ("{a: {series: {up: 1}, expect: {1m: [{code: 010}]}}}", 'put it into quotes: "010"'),
        ("{a: {series: {'up == 1': 1}, expect: {1m: []}}}", "'up == 1' is not a series: this is an expression"),
        ("""{a: {series: {'up{job=~"a"}': 1}, expect: {1m: []}}}""", "its labels must each have one value"),
        ("{a: {series: {up: 1, upp: 1}, expect: {1m: []}}}", "does not read 'upp', so this series decides nothing"),
        (
            """{a: {series: {'up{a="b",c="d"}': 1, 'up{c="d",a="b"}': 2}, expect: {1m: []}}}""",
            "this series stands here twice",
        ),
        ("{a: {series: {up: 1}, expect: {1m: [{b-ad: x}]}}}", "'b-ad' is not a label name"),
        ("{a: {series: {up: 1}, expect: {1m: [{alertname: Foo}]}}}", "the alert is the one above"),
        ("{a: {series: {up: 1}, expect: {soon: []}}}", "'soon' is not a duration"),
        ("{a: {series: {up: 1}, expect: {3649d23h59m59s: []}}}", "takes more than 10000 evaluations"),
        ("{a: {series: {up: 1}, expect: {}}}", "spec.alerts.Foo.tests.a.expect"),
        ("{a: {series: {up: 1}}}", "expect is missing"),
        ("{a: {expect: {1m: []}}}", "series is missing"),
        ("{}", "spec.alerts.Foo.tests"),
        ("{a: {series: {up: 1}, expect: {1m: [a]}}}", "spec.alerts.Foo.tests.a.expect.1m"),
        ('{"a\\nb": {series: {up: 1}, expect: {1m: []}}}', "is not the name of a test"),
    ],
)
def test_a_test_that_is_none_says_why(text: str, words: str) -> None:
    (found,) = complaints(spec(f"alerts: {{Foo: {{expr: up == 0, severity: info, tests: {text}}}}}"))
    assert words in found


@pytest.mark.parametrize(
    ("expr", "metric"),
    [
        ("sum(a:b) / c > 1", "a:b"),
        ('{__name__=~"u.*"} == 0', "up"),
        ('{__name__="up"} == 0', "up"),
        ("absent(up)", "up"),
    ],
)
def test_what_the_alert_reads_may_be_given(expr: str, metric: str) -> None:
    tests = f"{{a: {{series: {{'{metric}': 1}}, expect: {{1m: []}}}}}}"
    alert = f"alerts: {{Foo: {{expr: '{expr}', severity: info, tests: {tests}}}}}"
    assert [series.metric for series, _ in service(spec(alert)).alerts[0].tests[0].series] == [metric]
