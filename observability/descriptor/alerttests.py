"""Tests that the author of an alert writes: series in, alerts out."""

import math
import re
from collections.abc import Iterator, Mapping

from observability.descriptor.node import Node
from observability.descriptor.report import RefusedError
from observability.descriptor.suggest import suggestion
from observability.descriptor.values import identifiers
from observability.descriptor.values.quantities import duration, duration_or_zero
from observability.descriptor.yaml.marks import YamlMap
from observability.descriptor.yaml.scalars import Based, Scalar, written
from observability.model.durations import Duration
from observability.model.selector import Matcher, MatchOp, Selector
from observability.model.service import AuthorTest
from observability.promql import parse_selector, reads

_MINUTE = Duration(60_000)
_NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_SAMPLES = re.compile(rf"_(?:x\d{{1,6}})?|stale|{_NUMBER}(?:(?:[+-]\d+(?:\.\d+)?)?x\d{{1,6}})?", re.ASCII)
# promtool evaluates the alert so often in some seconds.
_MOST = 10_000


def author_tests(alert: Node) -> Iterator[AuthorTest]:
    """The tests of an alert, in the file's order."""
    section = alert.child("tests")
    for name, node in alert.children("tests"):
        if not name.isprintable():
            hint = "say in plain words what is the case"
            section.complain_of_key("name", f"{name!r} is not the name of a test", name, hint)
        series = tuple(_series(node.child("series"), _metrics(alert.get("expr", ""))))
        expected = tuple(_expected(node.child("expect")))
        _check_length(node, [time for time, _ in expected])
        yield AuthorTest(name, series, node.read("every", duration) or _MINUTE, expected, section.location(name))


def _metrics(expr: str) -> frozenset[str] | None:
    """The metrics that the alert reads; None where it is no PromQL, or asks for names in another way."""
    try:
        found = frozenset(read.metric for read in reads(expr))
    except ValueError:
        return None
    return None if "" in found else found


def _series(node: Node, read: frozenset[str] | None) -> Iterator[tuple[Selector, str]]:
    given = dict[tuple[str, frozenset[Matcher]], str]()
    for text in node.data:
        try:
            selector = _whole(text)
        except ValueError as error:
            hint = 'write name{label="value"}'
            node.complain_of_key("series", f"{text!r} is not a series: {error}", text, hint)
            continue
        if read is not None and selector.metric not in read:
            message = f"the alert does not read '{selector.metric}', so this series decides nothing"
            node.complain_of_key("series", message, text, suggestion(selector.metric, read))
        if given.setdefault((selector.metric, frozenset(selector.matchers)), text) != text:
            node.complain_of_key("series", "this series stands here twice", text, "write all of its samples once")
        if (samples := node.read(text, _samples)) is not None:
            yield selector, samples


def _whole(text: str) -> Selector:
    selector = parse_selector(text)
    if any(matcher.op is not MatchOp.EQUAL for matcher in selector.matchers):
        raise ValueError("its labels must each have one value")
    return selector


def _samples(value: Scalar) -> str:
    # promtool reads `010` as 8, and `+5` not at all: in tens the value counts, not how it is written.
    text = " ".join((value.text if isinstance(value, Based) else str(value)).split())
    bad = next((part for part in text.split() if not _SAMPLES.fullmatch(part)), None)
    if bad is not None or not text:
        said = (bad or text) if isinstance(value, str) else written(value)
        raise RefusedError(f"{said!r} is no samples", "write 1 2 3, 0+60x10, 1x5, _x5 or stale", "series")
    return text


def _expected(node: Node) -> Iterator[tuple[Duration, tuple[Mapping[str, str], ...]]]:
    for text, alerts in node.data.items():
        try:
            time = duration_or_zero(text)
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            node.complain_of_key("invalid-value", message, text, hint)
        else:
            for one in alerts:
                _check_labels(node, text, one)
            yield time, tuple({label: str(value) for label, value in one.items()} for one in alerts)


def _check_labels(node: Node, time: str, labels: YamlMap) -> None:
    for label in labels:
        at = Node(labels, f"{node.path}.{time}", node.report)
        try:
            identifiers.label(label)
        except RefusedError as error:
            at.refuse_key(error, label)
        if label == "alertname":
            at.complain_of_key("label", "the alert is the one above", label, "drop alertname")


def _check_length(node: Node, times: list[Duration]) -> None:
    interval = math.gcd(_MINUTE.milliseconds, *(time.milliseconds for time in times))
    if times and max(times).milliseconds // interval > _MOST:
        message = f"to look at {max(times)} takes more than {_MOST} evaluations"
        node.complain("invalid-value", message, "expect", "choose rounder times, or shorter ones")
