"""A file of tests, read back: what it runs over, and what it looks at."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

from observability.findings import Finding, Location

_BAD = "test-file"
# How we look at an alert whose annotations nobody knows to the last digit.
_ALERTS = re.compile(r'ALERTS\{alertname=("(?:[^"\\]|\\.)*"),alertstate="firing"\}')
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


@frozen
class Look:
    """An alert's name, and the labels of those of that name that are expected to fire."""

    alert: str
    expected: tuple[Mapping[str, str], ...]


@frozen
class Document:
    """`tests` are as they stand in the file, `rules` the paths of its rule files, `looks` what all tests look at."""

    path: Path
    content: Mapping[str, Any]
    tests: tuple[Mapping[str, Any], ...]
    rules: tuple[Path, ...]
    looks: tuple[Look, ...]

    @property
    def location(self) -> Location:
        """Where it is."""
        return Location(str(self.path))


def read(path: Path, text: bytes) -> Document | Finding:
    """A file of tests, or what is wrong with it."""
    try:
        content = yaml.load(text, yaml.CSafeLoader)
        tests = tuple(_mappings(content.get("tests") or ()))
        rules = tuple(path.parent / str(name) for name in content.get("rule_files") or ())
        return Document(path, content, tests, rules, tuple(looks(tests)))
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, KeyError) as error:
        return Finding(_BAD, f"is no file of tests: {' '.join(str(error).split())}", Location(str(path)))


def _mappings(tests: Sequence[Any]) -> Iterator[Mapping[str, Any]]:
    for test in tests:
        if not isinstance(test, dict):
            raise TypeError("a test is a mapping")
        yield test


def looks(tests: Sequence[Mapping[str, Any]]) -> Iterator[Look]:
    """All looks at alerts of some tests."""
    for test in tests:
        for look in test.get("alert_rule_test") or ():
            labels = (one.get("exp_labels") or {} for one in look.get("exp_alerts") or ())
            yield Look(str(look.get("alertname", "")), tuple({k: str(v) for k, v in one.items()} for one in labels))
        for look in test.get("promql_expr_test") or ():
            if found := _ALERTS.match(str(look.get("expr", ""))):
                texts = (str(one.get("labels", "")) for one in look.get("exp_samples") or ())
                yield Look(json.loads(found[1]), tuple(labels_in(text) for text in texts))


def labels_in(text: str) -> Mapping[str, str]:
    """The labels of a series or an alert, as promtool writes them: `{job="shop"}`."""
    return dict(_LABEL.findall(text))
