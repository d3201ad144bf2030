"""Templates against Prometheus's: rules with them fire in promtool, and must say what we say."""

import json
import subprocess
from pathlib import Path

import pytest

from observability.proof.templates import Data, QuerySample, TemplateError, render
from tests.support.promtool import Promtool

LABELS = {"instance": "db-1.example.com:9100", "job": "node", "path": "/var/lib", "quantity": "17.5"}
VALUES = (5.05, 0.0, -3.0, 0.000123456, 123456.789, 9e9, 1.5e-7, 90061.5, 59.96, 3599.0, 1234567.0)

TEMPLATES = r"""
plain
{{ $value }}
{{$value}}%
{{ .Value }} of {{ .Labels.instance }}, not {{ $labels.nothing }}.
{{ $labels }}
{{ humanize $value }} {{ $value | humanize1024 }} {{ $value | humanizePercentage }} {{ $value | humanizeDuration }}
{{ $value | humanizeTimestamp }}
{{ $labels.quantity | humanize }} {{ humanizeDuration "90" }} {{ humanize 1500 }} {{ humanize1024 -2048 }}
{{ printf "%.2f" $value }}
{{ printf "%8.3f|%-8s|%+.1e|%g|%v|%.3g|%06.1f" $value "x" $value $value $value $value $value }}
{{ printf "%d %s %t %q %% %v" 3 $labels.job true "a b" 1.5 }}
{{ printf "%d" $value }} {{ printf "%s" $value }}
{{ $value | printf "%.0f" | printf "<%s>" }}
{{ "a" }}{{- " b" -}}  {{ `raw "x"` }} x {{- /* gone */ -}} y {{/* gone */}} z
{{ if $labels.job }}job{{ else }}none{{ end }} {{ if not $labels.job }}none{{ end }}
{{ if gt $value 5.0 }}high{{ else if lt $value 0.0 }}low{{ else }}between{{ end }}
{{ if eq $labels.job "node" "x" }}yes{{ end }}{{ if and $labels.job (ne $labels.path "/") }}both{{ end }}
{{ $x := $value | humanize }}{{ $x }} and {{ $x | len }}
{{ with $labels.path }}at {{ . }}{{ end }}{{ with $labels.nothing }}never{{ else }}without{{ end }}
{{ title "many words of-it" }} {{ toUpper "abc" }} {{ "ABC" | toLower }}
{{ reReplaceAll "(.*)\\.example\\.com:(\\d+)" "$1 at ${2}" $labels.instance }} {{ match "db-\\d" $labels.instance }}
{{ stripPort $labels.instance }} {{ stripPort "x" }} {{ stripPort "[::1]:90" }}
{{ index $labels "job" }} {{ len $labels.job }} {{ or $labels.nothing "default" }}
{{ graphLink "up == 1" }} {{ tableLink "a b" }} {{ print $value }}
{{ parseDuration "1h30m" }} {{ parseDuration "5m" | humanizeDuration }}
{{ with query "sum(x)" }}{{ . | first | value | humanize }}{{ end }} {{ query "x" | first | label "job" }}
{{ range query "nothing" }}x{{ end }}
{{ $externalLabels.cluster }}|{{ $externalURL }}
äöü {{ "ü" }} 100% {{ "{{" }} $x {not}
""".strip().splitlines()


def ours(template: str, value: float) -> str | None:
    def query(_: str) -> list[QuerySample]:
        return [QuerySample({**LABELS, "__name__": "x"}, value)]

    try:
        return render(template, Data({"__name__": "x", **LABELS}, value, query=query))
    except TemplateError:
        return None


def test_promtool_renders_the_same(each_promtool: Promtool, tmp_path: Path) -> None:
    rendered = [{f"a{i}": ours(template, value) for i, template in enumerate(TEMPLATES)} for value in VALUES]
    known = {name for name, text in rendered[0].items() if text is not None}
    assert len(known) == len(TEMPLATES) - 1, "all but `range`"
    annotations = {f"a{i}": template for i, template in enumerate(TEMPLATES) if f"a{i}" in known}
    rule = {"alert": "A", "expr": "x", "annotations": annotations}
    (tmp_path / "rules.yaml").write_text(json.dumps({"groups": [{"name": "g", "rules": [rule]}]}))
    tests = [
        test(value, {name: text for name, text in texts.items() if name in known})
        for value, texts in zip(VALUES, rendered, strict=True)
    ]
    document = {"rule_files": ["rules.yaml"], "group_eval_order": ["g"], "tests": tests}
    (tmp_path / "tests.yaml").write_text(json.dumps(document))
    run = subprocess.run(
        [each_promtool.path, "test", "rules", "tests.yaml"], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test(value: float, annotations: dict[str, str | None]) -> dict[str, object]:
    labels = ",".join(f"{name}={json.dumps(text)}" for name, text in LABELS.items())
    expected = {"exp_labels": LABELS, "exp_annotations": annotations}
    return {
        "input_series": [{"series": f"x{{{labels}}}", "values": repr(value)}],
        "alert_rule_test": [{"eval_time": "0m", "alertname": "A", "exp_alerts": [expected]}],
    }


test.__test__ = False  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "template",
    [
        "{{ range $labels }}{{ end }}",
        "{{ nothing 1 }}",
        "{{ externalURL }}",
        """{{ title "don't" }}""",
        "{{ $unknown }}",
        "{{ if true }}",
        "{{ end }}",
        "{{",
        "{{ }}",
        "{{ $value | | humanize }}",
        "{{ (humanize 1 }}",
        "{{ humanize }}",
        '{{ humanize "x" }}',
        '{{ eq $value "x" }}',
        '{{ printf "%d" }}',
        "{{ humanizeDuration 1e21 }}",
        "{{ humanizeTimestamp 1e10 }}",
        '{{ query "x" }}',
        "{{ $labels.a.b }}",
        '{{ reReplaceAll "(" "" "x" }}',
    ],
)
def test_what_cannot_be_rendered_is_an_error(template: str) -> None:
    with pytest.raises(TemplateError):
        render(template, Data({}, 1.0))
