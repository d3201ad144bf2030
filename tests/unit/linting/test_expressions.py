"""Each check of PromQL: what it finds and marks, and what it lets pass that looks like it."""

import re
from pathlib import Path

import pytest

from observability.model.durations import Duration
from tests.unit.linting.found import checks, findings, marked

# The check, the expression, the piece that is marked.
BAD = [
    ("promql-syntax", "rate(x) > 1", "rate"),
    ("promql-syntax", "x > > 1", ">"),
    ("promql-syntax", "sum(x > 1", "("),
    ("promql-syntax", "x > 1)", ")"),
    ("promql-syntax", "x > 5 6", "6"),
    ("promql-syntax", "x >", ">"),
    ("promql-syntax", "foo(x) > 1", "foo"),
    ("promql-syntax", "x{a=~'('} > 1", "'('"),
    ("promql-syntax", "x{b='c',a=~'a(?=b)'} > 1", "'a(?=b)'"),
    ("promql-syntax", "topk(x, 5) > 1", "topk(x, 5) > 1"),
    ("promql-syntax", "holt_winters(x[5m],0.5,0.5) > 1", "holt_winters"),
    ("promql-syntax", "rate(x[5m*2]) > 1", "[5m*"),
    ("promql-syntax", "rate(x[5m] anchored) > 1", "anchored"),
    ("promql-syntax", "x[5m]", "[5m]"),
    ("promql-syntax", "x[5m:1m]", "[5m:1m]"),
    ("rate-over-gauge", "rate(queue_length[5m]) > 1", "rate"),
    ("rate-over-gauge", "sum(increase(job:errors:rate5m[5m])) > 1", "increase"),
    ("rate-over-gauge", "irate(process_resident_memory_bytes[5m]) > 1 or x > 1", "irate"),
    ("rate-over-sum", "rate(sum(errors_total)[5m:1m]) > 1", "rate"),
    ("rate-over-sum", "max(increase(avg by (a) (errors_total)[5m:1m])) > 1", "increase"),
    ("counter-as-gauge", "errors_total > 10", "errors_total"),
    ("counter-as-gauge", "10 < sum by (job) (errors_total{a='b'})", "errors_total{a='b'}"),
    ("counter-as-gauge", "ceil(errors_total / 2) > 10 and up == 1", "errors_total"),
    ("short-window", "rate(errors_total[20s]) > 1", "[20s]"),
    ("short-window", "predict_linear(free_bytes[29s], 60) < 1", "[29s]"),
    ("window-gap", "increase(errors_total[1m]) > 1", "[1m]"),
    ("irate-in-alert", "irate(errors_total[5m]) > 1", "irate"),
    ("mismatched-labels", "sum by (a) (x) / sum by (b) (y) > 1", "/"),
    ("mismatched-labels", "sum(x) / sum by (b) (y) > 1", "/"),
    ("mismatched-labels", "sum by (a, b) (x) / ignoring (a) sum by (c) (y) > 1", "/"),
    ("mismatched-labels", "sum by (a) (x) / on (a) sum by (b) (y) > 1", "/"),
    ("mismatched-labels", "sum by (job) (rate(x_total[5m])) / y > 1", "/"),
    ("mismatched-labels", "x > 1 and on (job) sum by (pod) (y)", "and"),
    ("nan-ratio", "avg(rate(a_total[5m]) / rate(b_total[5m])) > 1", "/"),
    ("nan-ratio", "avg_over_time((rate(a_total[5m]) / rate(b_total[5m]))[1h:]) > 1", "/"),
    ("nan-ratio", "rate(a_total[5m]) / rate(b_total[5m]) != 1", "/"),
    ("quantile-without-le", "histogram_quantile(0.9, sum by (job) (rate(x_bucket[5m]))) > 1", "sum"),
    ("quantile-without-le", "histogram_quantile(0.9, sum without (le) (rate(x_bucket[5m]))) > 1", "sum"),
    ("quantile-range", "histogram_quantile(99, rate(x_bucket[5m])) > 1", "99"),
    ("quantile-range", "quantile(1.5, x) > 1", "1.5"),
    ("plain-regex", "up{job=~'shop'} == 0", "job=~'shop'"),
    ("plain-regex", "up{a='b', job!~'shop-1'} == 0", "job!~'shop-1'"),
    ("plain-regex", "up{job=~'^a.+$'} == 0", "job=~'^a.+$'"),
    ("dot-star", "up{job=~'.*'} == 0", "job=~'.*'"),
    ("dot-star", "up{job!~'.*'} == 0", "job!~'.*'"),
    ("dot-star", "up{job=~'.*shop.*'} == 0", "job=~'.*shop.*'"),
]
GOOD = [
    "rate(errors_total[5m]) > 1",
    "rate(node_vmstat_oom_kill[5m]) > 1",
    "rate(mysql_global_status_connections[5m]) > 1",
    "rate(http_request_duration_seconds_count[5m]) > 1",
    "rate(node_network_receive_bytes[5m]) > 1",
    "rate(job:errors:sum[5m]) > 1",
    "sum(rate(errors_total[5m])) > 1",
    "increase(max by (a) (errors_total)[1h:1m]) > 1",
    "errors_total > 0",
    "errors_total == 0",
    "errors_total - errors_total offset 5m > 10",
    "errors_total > 2 * errors_total offset 1d",
    "count(errors_total) > 2",
    "absent(errors_total)",
    "time() - last_success_total > 5",
    "rate(errors_total[30s]) > 1",
    "max_over_time(queue_length[10s]) > 1",
    "sum by (a, b) (x) / on (a) group_left sum by (a) (y) > 1",
    "sum by (a, b) (x) / ignoring (b) group_left sum by (a) (y) > 1",
    "sum by (a, b) (x) / ignoring (b) sum by (a) (y) > 1",
    "sum by (a) (x) or sum by (b) (y) > 1",
    "sum by (instance, job) (x) / y > 1",
    "sum(x) > 1 and on () y > 5",
    "sum without (cpu) (x) / sum without (cpu) (y) > 1",
    "topk(5, sum by (a) (x)) / sum by (a) (y) > 1",
    "sum by (a) (x) / sum by (a) (y) * 100 > 1",
    "sum by (a) (x) > scalar(sum(y))",
    "sum by (job) (x) > job:limit:value",
    "count_values by (a) ('version', x) / sum by (a, version) (y) > 1",
    "histogram_quantile(0.9, sum by (le, job) (rate(x_bucket[5m]))) / sum by (job) (rate(x_count[5m])) > 5",
    "sum(rate(a_total[5m])) / sum(rate(b_total[5m])) > 1",
    "avg(rate(a_total[5m]) / (rate(b_total[5m]) > 0)) > 1",
    "max(rate(a_total[5m]) / rate(b_total[5m])) > 1",
    "sum(used_bytes / size_bytes) > 1",
    "histogram_quantile(0.9, rate(x_bucket[5m])) > 1",
    "histogram_quantile(0.9, sum(rate(native_histogram_seconds[5m]))) > 1",
    "quantile_over_time(0, x[5m]) > 1",
    "up{job=~'a|b', path=~'/api/.+', x=~'a.c', y!~'10[.]0', z=~'a\\\\\\\\.b'} == 0",
    "up{job=~'^a|b$'} == 0",
    "up{job=~'^$|a'} == 0",
    "up{job=~'.+'} == 0",
    "up{job=~'shop-.*'} == 0",
    "up{job=~'.*-shop'} == 0",
]


def rule(expr: str) -> str:
    return f"expr: {expr}" if "'" not in expr and '"' not in expr and "[" not in expr else f'expr: "{expr}"'


@pytest.mark.parametrize(("check", "expr", "piece"), BAD, ids=[f"{check}: {expr}" for check, expr, _ in BAD])
def test_what_is_wrong_is_found_and_marked(check: str, expr: str, piece: str, tmp_path: Path) -> None:
    text = rule(expr)
    if check == "window-gap":
        text = f"groups:\n  - name: a\n    interval: 5m\n    rules:\n      - {{record: 'a:b', {text}}}"
    found = [finding for finding in findings(tmp_path, text) if finding.check == check]
    assert [marked(finding) for finding in found] == [piece]


@pytest.mark.parametrize("expr", GOOD)
def test_what_is_right_passes(expr: str, tmp_path: Path) -> None:
    assert checks(tmp_path, rule(expr)) == set()


def test_the_scrape_interval_decides_how_short_a_window_is(tmp_path: Path) -> None:
    assert checks(tmp_path, 'expr: "rate(errors_total[1m]) > 1"', scrape_interval=Duration.parse("31s")) == {
        "short-window"
    }
    assert checks(tmp_path, 'expr: "rate(errors_total[1m]) > 1"', scrape_interval=Duration.parse("30s")) == set()


@pytest.mark.parametrize(
    ("expr", "severity"),
    [("rate(x) > 1", "error"), ("holt_winters(x[5m],0.5,0.5) > 1", "warning"), ("rate(x[5m*2]) > 1", "info")],
)
def test_what_only_some_versions_know_is_no_error(expr: str, severity: str, tmp_path: Path) -> None:
    (found,) = findings(tmp_path, rule(expr))
    assert found.severity == severity


def test_a_ratio_that_is_recorded_is_a_word(tmp_path: Path) -> None:
    ratio = "sum(rate(a_total[5m])) / sum(rate(b_total[5m]))"
    for expr in (ratio, f"1 - {ratio}", f"100 * ({ratio})"):
        (found,) = findings(tmp_path, f'record: a:b:ratio\nexpr: "{expr}"')
        assert (found.check, found.severity, marked(found)) == ("nan-ratio", "info", "/")
    assert checks(tmp_path, f'record: a:b:ratio\nexpr: "{ratio} > 0"') == set()
    assert checks(tmp_path, 'record: a:b:ratio\nexpr: "sum(rate(a_total[5m])) / (sum(rate(b_total[5m])) > 0)"') == set()
    assert checks(tmp_path, 'record: a:b:ratio\nexpr: "sum(used_bytes) / sum(size_bytes)"') == set()


def test_rules_that_differ_in_words_alone_are_told_each(tmp_path: Path) -> None:
    """What is known of one is not looked at again in another; that must not hide anything."""
    exprs = [expr for _, expr, _ in BAD] + GOOD
    others = [re.sub("(?<==)'([a-z]+)'", r"'other-\1'", expr) for expr in exprs]
    rules = "\n".join(
        f"- {{alert: A{number}, for: 5m, labels: {{severity: warning}}, annotations: {{summary: s}}, expr: {expr!r}}}"
        for number, expr in enumerate([*exprs, *others])
    ).replace("\\'", "''")
    found = findings(tmp_path, rules)
    # Some expressions stand there twice.
    own = [one for one in found if one.check != "copied-alert"]
    told = {(one.check, int(re.findall(r"alert 'A(\d+)'", one.message)[0])) for one in own}
    alone = set()
    for number, expr in enumerate([*exprs, *others]):
        alone |= {(one.check, number) for one in findings(tmp_path, rule(expr))}
    assert told == alone


def test_a_matcher_true_of_no_series_is_an_error(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, "expr: up{job!~'.*'} == 0")
    assert found.severity == "error"


def test_a_rule_that_is_right_in_one_group_may_be_wrong_in_another(tmp_path: Path) -> None:
    groups = "".join(
        f"  - {{name: {time}, interval: {time}, rules: [{{record: 'a:b{time}', expr: 'rate(c_total[2m])'}}]}}\n"
        for time in ("1m", "5m", "2m")
    )
    assert [(one.check, one.location.line) for one in findings(tmp_path, f"groups:\n{groups}")] == [("window-gap", 3)]
