"""A file of tests, read back: what it runs over, and what it looks at."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

from observability import workspace
from observability.findings import Finding, Location
from observability.model.durations import Duration
from observability.proof.samples.histogramtext import Version, needed
from observability.proof.suites import CASE
from observability.verifier.tested.packs import Turns, cases, only, turns

REBUILD = "run `observability build`"
_BAD = "test-file"
# How YAML's errors call what was read.
_READ = 'in "<byte string>", '
# How we look at an alert whose annotations nobody knows to the last digit.
_ALERTS = re.compile(r'ALERTS\{alertname=("(?:[^"\\]|\\.)*"),alertstate="firing"\}')
# Samples that are missing before the first.
_BLANK = re.compile(r"_(?:x(\d+))? ")
_LOOKS = ("alert_rule_test", "promql_expr_test")
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


@frozen
class Look:
    """An alert's name, and the labels of those of that name that are expected to fire."""

    alert: str
    expected: tuple[Mapping[str, str], ...]


@frozen
class Document:
    """`tests` are as they stand in the file, `rules` the patterns of its rule files, `looks` what all tests look at.

    `order` are the groups whose order it says.
    `title` is its path from the folder of all tests on. `turns` says for tests, by their names, whose turn it is when.
    """

    path: Path
    title: str
    content: Mapping[str, Any]
    tests: tuple[Mapping[str, Any], ...]
    rules: tuple[str, ...]
    order: tuple[str, ...]
    looks: tuple[Look, ...]
    turns: Mapping[str, Turns]

    def cases(self, test: Mapping[str, Any]) -> tuple[str, ...]:
        """The cases of one of its tests that has several; else none."""
        return cases(test, self.turns_of(test))

    def only(self, test: Mapping[str, Any], case: str) -> Mapping[str, Any]:
        """One of its tests with one of its cases alone."""
        return only(test, case, self.turns_of(test))

    def begins(self, test: Mapping[str, Any], case: str) -> int:
        """How long after one of its tests the series of one of its cases begin, in milliseconds."""
        values = (str(one.get("values")) for one in self.only(test, case).get("input_series") or ())
        blanks = (_BLANK.match(each) for each in values)
        first = min((int(found[1] or 1) if found else 0 for found in blanks), default=0)
        return first * _milliseconds(test.get("interval"))

    def turns_of(self, test: Mapping[str, Any]) -> Turns:
        """Whose turn it is when in one of its tests; empty where none is taken."""
        return self.turns.get(str(test.get("name")), {})

    @property
    def end(self) -> int:
        """The last time that a test looks at, in milliseconds; of times that we cannot read none."""
        looks = (look for test in self.tests for name in _LOOKS for look in test.get(name) or ())
        return max((_milliseconds(look.get("eval_time")) for look in looks), default=0)

    @property
    def needed(self) -> Version:
        """The first version of promtool that reads its series; zeros where any does."""
        series = (one for test in self.tests for one in test.get("input_series") or ())
        return max((needed(str(one.get("values"))) for one in series), default=(0, 0))

    @property
    def location(self) -> Location:
        """Where it is."""
        return Location(str(self.path))


def _milliseconds(time: Any) -> int:
    try:
        return Duration.parse(str(time)).milliseconds
    except ValueError:
        return 0


def read(root: Path, path: Path, text: bytes) -> Document | Finding:
    """A file of tests in the folder of all of them, or what is wrong with it."""
    title = path.relative_to(root).as_posix()
    try:
        content = yaml.load(text, yaml.CSafeLoader)
        if not isinstance(content, dict):
            raise TypeError("it is to be a mapping with rule_files and tests")
        tests = tuple(_mappings(content, "tests"))
        for test in tests:
            _mappings(test, "input_series")
        rules, order = (tuple(map(str, _list(content, key))) for key in ("rule_files", "group_eval_order"))
        return Document(path, title, content, tests, rules, order, tuple(looks(tests)), _turns(text))
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, KeyError) as error:
        why = " ".join(str(error).replace(_READ, "").split())
        return Finding(_BAD, f"tests/{title} is no file of tests: {why}", Location(str(path)), hint=REBUILD)


def _turns(text: bytes) -> Mapping[str, Turns]:
    return turns(workspace.with_our_line_ends(text).decode())


def _mappings(content: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = _list(content, key)
    if not all(isinstance(one, dict) for one in found):
        raise TypeError(f"{key} is to be a list of mappings")
    return found


def _list(content: Mapping[str, Any], key: str) -> list[Any]:
    found = content.get(key) or []
    if not isinstance(found, list):
        raise TypeError(f"{key} is to be a list")
    return found


def looks(tests: Sequence[Mapping[str, Any]]) -> Iterator[Look]:
    """All looks at alerts of some tests."""
    for test in tests:
        told_apart = set(cases(test, {}))
        for look in test.get("alert_rule_test") or ():
            labels = (one.get("exp_labels") or {} for one in look.get("exp_alerts") or ())
            fires = Look(str(look.get("alertname", "")), tuple({k: str(v) for k, v in one.items()} for one in labels))
            yield fires
            # Of cases that share the look, it is silent for the others.
            if fires.expected and told_apart - {one.get(CASE) for one in fires.expected}:
                yield Look(fires.alert, ())
        for look in test.get("promql_expr_test") or ():
            if found := _ALERTS.match(str(look.get("expr", ""))):
                texts = (str(one.get("labels", "")) for one in look.get("exp_samples") or ())
                yield Look(json.loads(found[1]), tuple(labels_in(text) for text in texts))


def labels_in(text: str) -> Mapping[str, str]:
    """The labels of a series or an alert, as promtool writes them: `{job="shop"}`."""
    return dict(_LABEL.findall(text))
