"""Tests that the authors of alerts wrote, in promtool's format."""

import math
from collections.abc import Iterator

from observability.model.plan import Plan
from observability.model.rule import Alert, RuleGroup
from observability.model.selector import Selector
from observability.model.service import AuthorTest, HandWrittenAlert
from observability.proof import Check, Expected, Input, Script, labels_of_series, samples, script_file
from observability.proof.suites import TestFile

_MINUTE = 60_000
# How files of them end, behind the alert's name.
BY_HAND = "-by-hand"


def author_files(plan: Plan) -> Iterator[TestFile]:
    """A file for each alert that has tests by hand, over a copy of the alert alone."""
    written = {one.name: one for one in plan.service.alerts if one.tests}
    for group in plan.groups:
        for rule in group.rules:
            if isinstance(rule, Alert) and rule.alert in written:
                yield _file(plan.service.name, RuleGroup(group.name, (rule,)), rule, written[rule.alert])


def _file(service: str, group: RuleGroup, alert: Alert, written: HandWrittenAlert) -> TestFile:
    title = f"{alert.alert}{BY_HAND}"
    header = (
        f"Made by observability of {alert.origin.file}, line {alert.origin.line}. Do not edit: build again.\n"
        "What the author of the alert expects of it.\n"
        f"To run: promtool test rules {title}.yaml"
    )
    times = [time.milliseconds for test in written.tests for time, _ in test.expected]
    interval = math.gcd(_MINUTE, *times, alert.duration.milliseconds)
    scripts = [_script(alert, test) for test in written.tests]
    text = script_file(header, [f"{title}.rules.yaml"], [group.name], interval, scripts)
    return TestFile(f"{service}/{title}", text, (group,))


def _script(alert: Alert, test: AuthorTest) -> Script:
    checks = (
        (alert.alert, Check(time.milliseconds, tuple(Expected({**alert.labels, **one}, None) for one in expected)))
        for time, expected in test.expected
    )
    inputs = tuple(Input(_labels(selector), samples(values)) for selector, values in test.series)
    return Script(f"{alert.alert}: {test.name}", inputs, test.every.milliseconds, tuple(checks))


def _labels(selector: Selector) -> tuple[tuple[str, str], ...]:
    return labels_of_series(selector.metric, {matcher.label: matcher.value for matcher in selector.matchers})
