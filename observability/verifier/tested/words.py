"""What failed, in words: what was expected of which alert, and what it did."""

import re
from collections.abc import Iterator, Mapping

from observability.adapters.promtool_tests import Failure
from observability.verifier.tested.document import labels_in

_ALERTS = re.compile(r"exp:\[(?P<expected>.*?)\], got:\[(?P<got>.*)\]$")
_VALUES = re.compile(r"exp: (?P<expected>.*) got: (?P<got>.*)$")
_ALERT = re.compile(r"Labels:\{(.*?)\} Annotations:\{(.*?)\}(?=,? \d+: Labels:|\s*$)")
# How alerts are looked at by their labels alone.
_OF_ALERTS = 'expr: "ALERTS{alertname='
_LONGEST = 100


def told(failure: Failure) -> str:
    """What was expected and what came, or promtool's own words where it says something else."""
    at = f" after {failure.time}" if failure.time else ""
    if found := _ALERTS.search(failure.message):
        expected, got = (_alerts(found[name]) for name in ("expected", "got"))
        return f"{_differing(expected, got)}{at}"
    if found := _VALUES.search(failure.message):
        if _OF_ALERTS in failure.message:
            expected, got = (_series_of_alerts(found[name]) for name in ("expected", "got"))
            return f"{_differing(expected, got)}{at}"
        return f"expected {found['expected']}, got {found['got']}{at}"
    return failure.message


def told_by(label: str, failure: Failure) -> Mapping[str, str]:
    """The same for each value of a label of alerts for which it is not as expected; empty where nothing tells."""
    found = _ALERTS.search(failure.message)
    if not found:
        return {}
    expected, got = (_alerts(found[name]) for name in ("expected", "got"))
    values = dict.fromkeys(one.get(label, "") for one in (*expected, *got))
    parted = {
        value: [[one for one in side if one.get(label, "") == value] for side in (expected, got)] for value in values
    }
    return {
        value: f"{_differing(*sides)} after {failure.time}" for value, sides in parted.items() if sides[0] != sides[1]
    }


def _alerts(text: str) -> list[Mapping[str, str]]:
    return [labels_in(" ".join(both)) for both in _ALERT.findall(text)]


def _series_of_alerts(text: str) -> list[Mapping[str, str]]:
    series = (labels_in(part) for part in text.split("} 1E+00") if "{" in part)
    return [{name: value for name, value in one.items() if name != "__name__"} for one in series]


def _differing(expected: list[Mapping[str, str]], got: list[Mapping[str, str]]) -> str:
    if not expected:
        return f"it should be silent, and fires {_times(len(got))}"
    if not got:
        return "it should fire, and is silent"
    if len(expected) != len(got):
        return f"it should fire {_times(len(expected))}, and fires {_times(len(got))}"
    return "it fires, but " + "; ".join(
        f"{name} should be {_short(one.get(name))}, and is {_short(other.get(name))}"
        for one, other in zip(expected, got, strict=True)
        for name in _names(one, other)
    )


def _names(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    return (name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name))


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _short(text: str | None) -> str:
    if text is None:
        return "absent"
    return f'"{text if len(text) <= _LONGEST else text[:_LONGEST] + "…"}"'
