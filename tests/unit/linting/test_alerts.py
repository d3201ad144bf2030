"""Each check of alerts: what it finds and marks, and what it lets pass that looks like it."""

from pathlib import Path

import pytest

from tests.unit.linting.found import checks, findings, marked


def alert(expr: str = "x > 5", text: str = "it is wrong", **keys: str) -> str:
    found = {"for": "5m", "labels": "{severity: warning}", "annotations": f"{{summary: {text!r}}}", **keys}
    return f"expr: {expr!r}\n" + "\n".join(f"{key}: {value}" for key, value in found.items())


PAGE = "{severity: critical}"
NOW = {"for": "0s", "labels": PAGE, "annotations": "{summary: s, runbook_url: u}"}

# The check, the alert, the pieces that are marked.
BAD = [
    ("never-fires", alert("up > 1"), "up > 1"),
    ("never-fires", alert("x > 1 or count(up == 0) == 0"), None),
    ("never-fires", alert("rate(a_total[5m]) < 0"), "rate(a_total[5m]) < 0"),
    ("always-fires", alert("rate(a_total[5m])"), "rate(a_total[5m])"),
    ("always-fires", alert("sum by (a) (x)"), "sum by (a) (x)"),
    ("always-fires", alert("x > bool 5"), "x > bool 5"),
    ("always-fires", alert("up >= 0"), "up >= 0"),
    ("threshold-range", alert('rate(a_total{c="5"}[5m]) / rate(a_total[5m]) > 5'), "5"),
    ("threshold-range", alert('sum(rate(a_total{c="5"}[5m])) / sum(rate(a_total[5m])) > 1'), "1"),
    ("threshold-range", alert("5 < avg(cache_hit_ratio)"), "5"),
    ("threshold-range", alert('100 * (rate(a_total{c="5"}[5m]) / rate(a_total[5m])) > 0.95'), "0.95"),
    ("threshold-range", alert("disk_used_percent > 0.8"), "0.8"),
    ("missing-for", alert("up == 0", **NOW), "up == 0"),
    ("missing-for", alert("absent(up)", **NOW), "absent(up)"),
    ("template-error", alert(text="{{ labels.job }}"), "labels"),
    ("template-error", alert(text="{{ $vlaue }} %"), "$vlaue"),
    ("template-error", alert(text="{{ $value | humanise }}"), "humanise"),
    ("template-error", alert(text="{{ $labels.job }"), "{{"),
    ("template-error", alert(text="{{ if $value }} a"), "{{ if $value }} a"),
    ("template-error", alert(text="{{ end }} a"), "{{ end }} a"),
    ("template-error", alert(text="$labels.job is down"), "$labels.job"),
    ("template-error", alert(labels="{severity: warning, team: '{{ $label.team }}'}"), "$label"),
    ("dropped-label", alert("sum by (a) (x) > 5", "{{ $labels.b }}"), "$labels.b"),
    ("dropped-label", alert("sum without (b) (x) > 5", "of {{ $labels.b }}"), "$labels.b"),
    ("dropped-label", alert("sum(x) > 5", "{{ .Labels.b }}"), ".Labels.b"),
    ("dropped-label", alert("topk(5, sum by (a) (x)) > 5 and on (a) y", "{{ $labels.b }}"), "$labels.b"),
    ("dropped-label", alert("sum by (a) (x) / on (a) group_left (c) y > 5", "{{ $labels.b }}"), "$labels.b"),
    ("dropped-label", alert("sum(x) > 5", labels="{severity: warning, team: '{{ $labels.team }}'}"), "$labels.team"),
    ("template-label", alert("absent(x{a='b'})", "{{ $labels.c }}"), "$labels.c"),
    ("template-label", alert("absent(x{a=~'b.+'})", "{{ $labels.a }}"), "$labels.a"),
    ("template-label", alert("absent(x{a='b'} == 1)", "{{ $labels.a }}"), "$labels.a"),
    ("template-label", alert("x / on (a) y > 5", "{{ $labels.b }}"), "$labels.b"),
    ("template-label", alert("x / ignoring (b) y > 5", "{{ $labels.b }}"), "$labels.b"),
    ("template-label", alert("vector(1) > 0", "{{ $labels.b }}"), "$labels.b"),
    ("value-in-label", alert(labels="{severity: warning, v: '{{ $value }}'}"), "{{ $value }}"),
    ("value-without-unit", alert(text="now {{ $value }}"), "{{ $value }}"),
    ("value-without-unit", alert(text="{{ .Value }}."), "{{ .Value }}"),
]
GOOD = [
    alert("absent(up)"),
    alert("count(x) > 5", "{{ $value }}"),
    alert("vector(1)", labels="{severity: none}"),
    alert("x unless y"),
    alert("ALERTS{alertname='x'}"),
    alert("job:broken:active"),
    alert("x > bool 5 == 1"),
    alert('rate(a_total{c="5"}[5m]) / rate(a_total[5m]) > 0.05'),
    alert('rate(a_total{c="5"}[5m]) / rate(b_total[5m]) > 5'),
    alert("sum(x) / sum(x offset 1d) > 1.5"),
    alert('rate(a_total{c="5"}[5m]) / rate(a_total[1h]) > 1.5'),
    alert("x_bytes / x_bytes offset 1d > 2"),
    alert("compression_ratio > 5"),
    alert("saturation_ratio > 1.5"),
    alert('100 * (rate(a_total{c="5"}[5m]) / rate(a_total[5m])) > 0.1'),
    alert("up == 0", **{**NOW, "labels": "{severity: warning}"}),
    alert("increase(a_total[5m]) > 0", **NOW),
    alert("time() - backup_timestamp_seconds > 86400", **NOW),
    alert("avg_over_time(up[10m]) < 0.5", **NOW),
    alert("job:errors:rate5m > 5", **NOW),
    alert("sum by (a) (x) > 5", "{{ $labels.a }}"),
    alert("sum without (b) (x) > 5", "{{ $labels.a }}"),
    alert("topk(5, x) > 5", "{{ $labels.b }}"),
    alert("sum by (a) (x) * on (a) group_left (b) y > 5", "{{ $labels.b }}"),
    alert("sum by (a) (x) > 5 or y > 5", "{{ $labels.b }}"),
    alert("label_replace(sum by (a) (x), 'b', '$1', 'a', '(.*)') > 5", "{{ $labels.b }}"),
    alert("count_values('version', x) > 5", "{{ $labels.version }}"),
    alert("absent(x{a='b'})", "{{ $labels.a }}"),
    alert("histogram_quantile(0.9, sum by (le, a) (rate(x_bucket[5m]))) > 5", "{{ $labels.a }}"),
    alert(labels="{severity: warning, size: '{{ if gt $value 9.0 }}big{{ else }}small{{ end }}'}"),
    alert(text="{{ $value }} %"),
    alert(text="{{ $value }}s"),
    alert(text="{{ $value | humanize }}"),
    alert(text='{{ printf "%.2f" $value }}'),
    alert(text="{{ with $labels.a }}{{ . }}{{ end }}"),
    alert(text='{{ with query "x" }}{{ . | first | value }}{{ end }} a'),
    alert(text='{{ range query "x" }}{{ .Labels.b }}: {{ .Value }}{{ end }}', expr="sum(x) > 5"),
    alert(text="{{ $x := 5.0 }}{{ $x }}"),
    alert(text='{{ "$labels.b" }}', expr="sum(x) > 5"),
    alert(text="{{/* of $labels.b */}} a", expr="sum(x) > 5"),
    alert(text="{{- $labels.a -}}"),
    alert(text="costs 5$"),
]


@pytest.mark.parametrize(("check", "text", "piece"), BAD)
def test_what_is_wrong_is_found_and_marked(check: str, text: str, piece: str | None, tmp_path: Path) -> None:
    found = findings(tmp_path, text)
    if piece is None:
        assert check not in {finding.check for finding in found}
    else:
        assert [(finding.check, marked(finding)) for finding in found] == [(check, piece)]


def test_which_words_are_the_same_is_looked_at_in_each_rule(tmp_path: Path) -> None:
    rules = "\n".join(
        f"- {{alert: A{number}, for: 5m, labels: {{severity: warning}}, annotations: {{summary: s}}, expr: '{expr}'}}"
        for number, expr in enumerate(
            ['x{a="b"} > 5 and on () x{a="c"} < 3', 'x{a="b"} > 5 and x{a="c"} < 3', 'x{a="d"} > 5 and x{a="d"} < 3']
        )
    )
    assert [(one.check, one.message.split("'")[1]) for one in findings(tmp_path, rules)] == [
        ("never-fires", "A1"),
        ("never-fires", "A2"),
    ]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_right_passes(text: str, tmp_path: Path) -> None:
    assert checks(tmp_path, text) == set()
