import pytest

from observability.model.durations import Duration
from observability.model.service import HandWrittenAlert, Runbook
from tests.unit.descriptor.samples import complaints, project, project_text, service, spec


def alert(text: str) -> HandWrittenAlert:
    (found,) = service(spec(f"alerts:\n  PaymentProviderDown: {text}")).alerts
    return found


def test_all_that_an_author_says_is_kept() -> None:
    found = alert(
        "{expr: payment_provider_up == 0, for: 5m, keep_firing_for: 10m, severity: critical, "
        "summary: 'No answer', description: '{{ $labels.provider }}', labels: {channel: payments}, runbook: pay.md}"
    )
    assert (found.name, found.expr, found.severity) == (
        "PaymentProviderDown",
        "payment_provider_up == 0",
        "critical",
    )
    assert (found.duration, found.keep_firing_for) == (Duration.parse("5m"), Duration.parse("10m"))
    assert (found.summary, found.description) == ("No answer", "{{ $labels.provider }}")
    assert (found.labels, found.runbook) == ({"channel": "payments"}, Runbook("services/pay.md", "services/pay.md"))
    assert str(found.origin) == "services/shop.yaml:11:5"


def test_the_name_stands_in_for_a_summary() -> None:
    assert alert("{expr: up == 0, severity: info}").summary == "Payment Provider Down"


def test_a_project_may_require_summaries() -> None:
    strict = project(project_text("policies: {summary: required}"))
    (found,) = complaints(spec("alerts: {Foo: {expr: up == 0, severity: info}}"), strict)
    assert "summary is missing, which the project requires" in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{foo: {expr: up, severity: info}}", "'foo' is not the name of an alert"),
        ("{Foo-Bar: {expr: up, severity: info}}", "'Foo-Bar' is not the name of an alert"),
        ("{TrafficGone: {expr: up, severity: info}}", "TrafficGone is an alert that we generate"),
        ("{Foo: {expr: up ==, severity: info}}", "'up ==' is not PromQL"),
        ("{Foo: {expr: 'up[5m]', severity: info}}", "'up[5m]' has a range for its result, and series are needed"),
        ("{Foo: {expr: '(up[5m])', severity: info}}", "has a range for its result"),
        ("{Foo: {expr: time(), severity: info}}", "'time()' has a single number for its result"),
        ("{Foo: {expr: 'rate(x[$window])', severity: info}}", "$window has no meaning here"),
        ("{Foo: {expr: up, severity: page}}", "'page' is not known here (spec.alerts.Foo.severity)"),
        ("{Foo: {expr: up}}", "severity is missing"),
        ("{Foo: {severity: info}}", "expr is missing"),
        ("{Foo: {expr: up, severity: info, labels: {severity: x}}}", "the label 'severity' is one that"),
        ("{Foo: {expr: up, severity: info, labels: {__x: x}}}", "the label '__x' belongs to Prometheus"),
        ("{Foo: {expr: up, severity: info, labels: {a-b: x}}}", "'a-b' is not a label name"),
        ("{Foo: {expr: up, severity: info, runbook: 'javascript:x'}}", "is not a web address"),
        ("{Foo: {expr: up, severity: info, for: soon}}", "'soon' is not a duration"),
    ],
)
def test_an_alert_that_cannot_work_says_why(text: str, words: str) -> None:
    (found,) = complaints(spec(f"alerts: {text}"))
    assert words in found
