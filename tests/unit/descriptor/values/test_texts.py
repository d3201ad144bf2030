import pytest

from observability.descriptor.report import RefusedError
from observability.descriptor.values.texts import alert_text, plain_text, title_of
from tests.unit.descriptor.samples import BASE, complaints, http, spec


@pytest.mark.parametrize(
    "text",
    [
        "{{ $value }} of {{ $labels.handler }}",
        "{{$value|humanize}}",
        "{{ $value | humanizePercentage }} {{- $labels.a -}}",
        "costs $5 and {braces} }}",
    ],
)
def test_an_alerts_text_may_show_its_value_and_labels(text: str) -> None:
    assert alert_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        '{{ query "up" }}',
        "{{ $value | printf `%s` }}",
        "{{ $labels }}",
        "{{ range .Alerts }}",
        "{{ $externalURL }}",
        "{{ $labels.a | query }}",
        "{{ $value }} {{",
        "{{ $value\n}} {{ first }}",
        "{{/* {{ $value }} */}}",
    ],
)
def test_every_other_template_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        alert_text(text)


def test_elsewhere_no_template_is_allowed() -> None:
    with pytest.raises(RefusedError, match="templates"):
        plain_text("{{ $value }}")


@pytest.mark.parametrize(
    "text",
    [
        BASE.replace("team", "team, title: '{{ x }}'"),
        BASE.replace("team", "team, description: '{{ query \"up\" }}'"),
        http("title: '{{ x }}'"),
        spec("alerts: {Foo: {expr: up == 0, severity: info, summary: '{{ query \"up\" }}'}}"),
        spec("alerts: {Foo: {expr: up == 0, severity: info, description: '{{ query \"up\" }}'}}"),
        spec("alerts: {Foo: {expr: up == 0, severity: info, labels: {a: '{{ $value }}'}}}"),
        http(
            "objectives: {availability: {target: 99, "
            "alerting: {page: {disabled: {reason: '{{ x }}', until: 2027-01-31}}}}}"
        ),
    ],
)
def test_a_template_is_refused_wherever_text_is_read(text: str) -> None:
    (found,) = complaints(text)
    assert "template" in found


def test_a_control_character_from_an_escape_is_refused() -> None:
    (found,) = complaints(http(r'title: "a\x1b[31m"'))
    assert "the control character U+001B cannot be shown" in found


def test_a_name_makes_a_title() -> None:
    assert title_of("db-pool") == "Db pool"
