"""Alerts for tests, and what is derived of them."""

from typing import Any

from observability.model.durations import Duration
from observability.model.location import Location
from observability.model.rule import Alert
from observability.proof import Case, Derived, derive


def alert(expr: str, lasting: str = "5m", **more: Any) -> Alert:
    fields = {
        "labels": {"severity": "page"},
        "annotations": {"summary": "{{ $labels.instance }}: {{ $value }}"},
        **more,
    }
    return Alert("Trouble", expr, Duration.parse(lasting), origin=Location("rules.yaml", 7, 9), **fields)


def derived(expr: str, lasting: str = "5m", **more: Any) -> Derived:
    return derive(alert(expr, lasting, **more))


def names(found: Derived) -> list[str]:
    """Each case as `fires: 1 % over 5`."""
    return [f"{case.kind}: {case.name}" for case in found.cases]


def case(found: Derived, name: str) -> Case:
    return next(one for one in found.cases if one.name == name)


def inputs(one: Case) -> dict[str, str]:
    """The series of a case, by metric, as promtool reads them; for a metric of several series the last of them."""
    return {dict(series.labels)["__name__"]: " ".join(map(str, series.segments)) for series in one.inputs}
