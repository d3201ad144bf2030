"""Tests of rules in promtool's format, made to be read and to run without us."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from observability.model.durations import Duration
from observability.promql import quote
from observability.proof.case import Case, Check, Expected, Input
from observability.proof.evaluator import NAME, Labels
from observability.proof.segments import notation
from observability.yamltext import comment, quoted, scalar


@frozen
class RuleTest:
    """A case of the alert of this name."""

    alert: str
    case: Case

    @property
    def name(self) -> str:
        """What promtool calls it in what it says; it leads back to the alert and its case."""
        return f"{self.alert}: {self.case.name}"


def test_file(header: str, rule_files: Sequence[str], groups: Sequence[str], tests: Sequence[RuleTest]) -> bytes:
    """A file of tests, all of one evaluation interval.

    `rule_files` are relative to it, `groups` the names of their groups in the order in which they are evaluated.

    Raises:
        ValueError: no tests, one that asserts nothing, or several evaluation intervals.
    """
    intervals = {test.case.evaluation for test in tests}
    if len(intervals) != 1 or not all(test.case.checks for test in tests):
        raise ValueError("a file of tests has some, all of one evaluation interval, and all of them look at something")
    lines = [
        comment(header),
        "rule_files:",
        *(f"  - {scalar(path)}" for path in rule_files),
        f"evaluation_interval: {Duration(intervals.pop())}",
        "# Without it, the order of groups is random.",
        "group_eval_order:",
        *(f"  - {scalar(name)}" for name in groups),
        "tests:",
        *(line for test in tests for line in _test(test)),
        "",
    ]
    return "\n".join(lines).encode()


def _test(test: RuleTest) -> Iterator[str]:
    yield f"  - name: {_text(test.name)}"
    yield f"    interval: {Duration(test.case.sample)}"
    yield "    input_series:" + ("" if test.case.inputs else " []")
    for one in test.case.inputs:
        yield from _input(one)
    yield from _checks(test)


def _input(one: Input) -> Iterator[str]:
    yield f"      - series: {_text(series(one.labels))}"
    yield f"        values: {_text(notation(one.segments))}"


def series(labels: Labels) -> str:
    """A series as PromQL writes it: `up{job="a"}`."""
    pairs = ",".join(f"{name}={quote(value)}" for name, value in labels if name != NAME)
    return f"{dict(labels).get(NAME, '')}{{{pairs}}}"


def _checks(test: RuleTest) -> Iterator[str]:
    whole = [check for check in test.case.checks if all(one.annotations is not None for one in check.expected)]
    if whole:
        yield "    alert_rule_test:"
        for check in whole:
            yield from _alerts(test.alert, check)
    labels_only = [check for check in test.case.checks if check not in whole]
    if labels_only:
        yield "    # Labels alone: annotations have digits in which versions differ, or more than we render."
        yield "    promql_expr_test:"
        for check in labels_only:
            yield from _series_of_alerts(test, check)


def _alerts(alert: str, check: Check) -> Iterator[str]:
    yield f"      - eval_time: {Duration(check.at)}"
    yield f"        alertname: {scalar(alert)}"
    yield "        exp_alerts:" + ("" if check.expected else " []")
    for one in check.expected:
        yield from _expected(one)


def _expected(one: Expected) -> Iterator[str]:
    yield f"          - exp_labels:{'' if one.labels else ' {}'}"
    yield from _mapping(one.labels)
    if one.annotations:
        yield "            exp_annotations:"
        yield from _mapping(one.annotations)


def _mapping(values: Mapping[str, str]) -> Iterator[str]:
    for name, value in sorted(values.items()):
        yield f"              {name}: {scalar(value, 14, prose=True)}"


def _series_of_alerts(test: RuleTest, check: Check) -> Iterator[str]:
    # The comment in the expression is how promtool's answer leads back to the case.
    chosen = f'ALERTS{{alertname={quote(test.alert)},alertstate="firing"}} # {test.name}'
    yield f"      - expr: {_text(chosen)}"
    yield f"        eval_time: {Duration(check.at)}"
    yield "        exp_samples:"
    for one in check.expected:
        fired = {**one.labels, "alertname": test.alert, "alertstate": "firing"}
        yield f"          - labels: {_text(series(((NAME, 'ALERTS'), *sorted(fired.items()))))}"
        yield "            value: 1"


def _text(text: str) -> str:
    """The text in single quotes, in which PromQL's own need no escapes."""
    return f"'{text}'" if text.isascii() and text.isprintable() and "'" not in text else quoted(text)
