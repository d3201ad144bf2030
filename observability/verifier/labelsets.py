"""Which alerts must be looked at, so that every way through a tree of routes is taken that any of them takes.

Routes see labels through matchers alone. Two alerts that agree on the verdict of every matcher of a configuration
take the same way, so one of them is tested for both.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

Labels = Mapping[str, str]
_MATCHER = re.compile(r'\s*"?(?P<label>[^"=!~\s]+)"?\s*(?P<op>=~|!~|!=|=)\s*"?(?P<value>.*?)"?\s*', re.DOTALL)


def distinct(alerts: Iterable[tuple[Labels, str]], config: Any) -> list[tuple[Labels, str]]:
    """The first alert of each kind, of alerts with the receiver that each must come to."""
    signature = _signature(sorted(set(_matchers(config.get("route")))) if isinstance(config, dict) else [])
    found: dict[object, tuple[Labels, str]] = {}
    for labels, receiver in alerts:
        found.setdefault((signature(labels), receiver), (labels, receiver))
    return list(found.values())


def _matchers(route: Any) -> Iterator[str]:
    if isinstance(route, dict):
        yield from (str(text) for text in route.get("matchers") or ())
        for child in route.get("routes") or ():
            yield from _matchers(child)


def _signature(matchers: Iterable[str]) -> Callable[[Labels], object]:
    by_label: dict[str, list[tuple[str, str]]] = {}
    for found in filter(None, map(_MATCHER.fullmatch, matchers)):
        by_label.setdefault(found["label"], []).append((found["op"], found["value"]))

    @cache
    def verdicts(label: str, value: str) -> object:
        return tuple(_holds(op, wanted, value) for op, wanted in by_label[label])

    return lambda labels: tuple(verdicts(label, labels.get(label, "")) for label in by_label)


def _holds(op: str, wanted: str, value: str) -> object:
    try:
        same = re.fullmatch(wanted, value) is not None if op.endswith("~") else wanted == value
    except re.error:
        # Go may know what Python does not: then each value is a kind of its own.
        return value
    return same
