"""Tests of rules in promtool's format, made to be read and to run without us."""

import math
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from observability.model.durations import Duration
from observability.promql import quote
from observability.proof.case import Case, Check, Expected, Input
from observability.proof.evaluator import NAME, Labels, labels_of
from observability.proof.samples.decimals import decimal
from observability.proof.samples.segments import notation
from observability.proof.script import Script, Seen
from observability.yamltext import comment, quoted, remark, scalar


@frozen
class RuleTest:
    """A case of the alert of this name."""

    alert: str
    case: Case

    @property
    def name(self) -> str:
        """What promtool calls it in what it says; it leads back to the alert and its case."""
        return f"{self.alert}: {self.case.name}"

    @property
    def script(self) -> Script:
        """The case as any test is written."""
        checks = tuple((self.alert, check) for check in self.case.checks)
        return Script(self.name, self.case.inputs, self.case.sample, checks)


def test_file(header: str, rule_files: Sequence[str], groups: Sequence[str], tests: Sequence[RuleTest]) -> bytes:
    """A file of cases, all of one evaluation interval.

    `rule_files` are relative to it, `groups` the names of their groups in the order in which they are evaluated.

    Raises:
        ValueError: no tests, one that asserts nothing, or several evaluation intervals.
    """
    intervals = {test.case.evaluation for test in tests}
    if len(intervals) != 1:
        raise ValueError("a file of tests has one evaluation interval")
    return script_file(header, rule_files, groups, intervals.pop(), [test.script for test in tests])


def script_file(
    header: str, rule_files: Sequence[str], groups: Sequence[str], interval: int, scripts: Sequence[Script]
) -> bytes:
    """A file of tests, evaluated every `interval` milliseconds; the rest is as for `test_file`.

    Raises:
        ValueError: no tests, or one that asserts nothing.
    """
    if not scripts or not all(script.alerts or script.values for script in scripts):
        raise ValueError("a file of tests has some, and all of them look at something")
    lines = [
        comment(header),
        "rule_files:",
        *(f"  - {scalar(path)}" for path in rule_files),
        f"evaluation_interval: {Duration(interval)}",
        "# Without it, the order of groups is random.",
        "group_eval_order:",
        *(f"  - {scalar(name)}" for name in groups),
        "tests:",
        *(line for script in scripts for line in _test(script)),
        "",
    ]
    return "\n".join(lines).encode()


def _test(script: Script) -> Iterator[str]:
    yield f"  - name: {_text(script.name)}"
    yield f"    interval: {Duration(script.sample)}"
    yield "    input_series:" + ("" if script.inputs else " []")
    for one in script.inputs:
        yield from _input(one)
    yield from _checks(script)


def _input(one: Input) -> Iterator[str]:
    yield f"      - series: {_text(series(one.labels))}"
    yield f"        values: {_text(notation(one.segments))}"


def series(labels: Labels) -> str:
    """A series as PromQL writes it: `up{job="a"}`."""
    pairs = ",".join(f"{name}={quote(value)}" for name, value in labels if name != NAME)
    return f"{dict(labels).get(NAME, '')}{{{pairs}}}"


def _checks(script: Script) -> Iterator[str]:
    whole = [one for one in script.alerts if all(alert.annotations is not None for alert in one[1].expected)]
    if whole:
        yield "    alert_rule_test:"
        case = ""
        for name, check in whole:
            if check.case != case:
                case = check.case
                yield remark(case, 6)
            yield from _alerts(name, check)
    labels_only = [one for one in script.alerts if one not in whole]
    if labels_only or script.values:
        if labels_only:
            yield "    # Labels alone: annotations have digits in which versions differ, or more than we render."
        yield "    promql_expr_test:"
    for name, check in labels_only:
        yield from _series_of_alerts(script, name, check)
    for seen in script.values:
        yield from _seen(script, seen)


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


def _series_of_alerts(script: Script, alert: str, check: Check) -> Iterator[str]:
    chosen = f'ALERTS{{alertname={quote(alert)},alertstate="firing"}}'
    fired = [{**one.labels, NAME: "ALERTS", "alertname": alert, "alertstate": "firing"} for one in check.expected]
    yield from _seen(script, Seen(check.at, chosen, tuple((labels_of(one), 1.0) for one in fired), check.case))


def _seen(script: Script, seen: Seen) -> Iterator[str]:
    # The comment in the expression is how promtool's answer leads back to the test.
    yield f"      - expr: {_text(f'{seen.expr} # {seen.case or script.name}')}"
    yield f"        eval_time: {Duration(seen.at)}"
    yield "        exp_samples:" + ("" if seen.samples else " []")
    for labels, value in seen.samples:
        yield f"          - labels: {_text(series(labels))}"
        yield f"            value: {_number(value)}"


def _number(value: float) -> str:
    return decimal(value) if math.isfinite(value) else {math.inf: "+Inf", -math.inf: "-Inf"}.get(value, "NaN")


def _text(text: str) -> str:
    """The text in single quotes, in which PromQL's own need no escapes."""
    return f"'{text}'" if text.isascii() and text.isprintable() and "'" not in text else quoted(text)
