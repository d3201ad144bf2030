"""What failed, in words: what was expected of which alert, and what it did."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from attrs import field, frozen

from observability.adapters.promtool_tests import Failure
from observability.model.durations import Duration
from observability.verifier.tested.document import labels_in

_ALERTS = re.compile(r"exp:\[(?P<expected>.*?)\], got:\[(?P<got>.*)\]$")
_VALUES = re.compile(r"exp: (?P<expected>.*) got: (?P<got>.*)$")
_ALERT = re.compile(r"Labels:\{(.*?)\} Annotations:\{(.*?)\}(?=,? \d+: Labels:|\s*$)")
# How alerts are looked at by their labels alone.
_OF_ALERTS = 'expr: "ALERTS{'
_NAME = "alertname"
# What all series of alerts have.
_SAME = frozenset({"__name__", "alertstate"})
# Of long texts so much is shown, from so far before they differ.
_LONGEST, _BEFORE = 100, 40

# How what is said begins of an alert that fires, with other labels or texts.
OTHERWISE = "it fires, but "

# An alert, by its labels and annotations.
Fired = Mapping[str, str]
# The alerts that are expected, and those that fire.
Sides = tuple[Sequence[Fired], Sequence[Fired]]


@frozen
class Told:
    """What is to be said, and when that was.

    `begins`: so many milliseconds after its test the case does. `alert` is of which alert, where promtool looked at
    several; `labels` are those of the first that differs.
    """

    words: str
    time: str = ""
    alert: str = ""
    labels: Fired = field(factory=dict)
    begins: int = 0

    @classmethod
    def of(cls, sides: Sides, time: str, alert: str = "") -> "Told":
        """Of alerts that are not as they should be."""
        expected, got = sides
        first = next(iter((*_without(got, expected), *_without(expected, got))), {})
        return cls(differing(expected, got), time, alert, first)

    def __str__(self) -> str:
        if not self.time:
            return self.words
        after = Duration.parse(self.time).milliseconds - self.begins
        if not self.begins or after < 0:
            return f"{self.words} after {self.time}"
        return f"{self.words} after {Duration(after)}, at {self.time} of its test"


def told(failure: Failure) -> list[Told]:
    """What was expected and what came, alert by alert; promtool's own words where it says something else."""
    if found := _ALERTS.search(failure.message):
        return [Told.of((_alerts(found["expected"]), _alerts(found["got"])), failure.time)]
    if found := _VALUES.search(failure.message):
        if _OF_ALERTS in failure.message:
            series = _series_of_alerts(found["expected"]), _series_of_alerts(found["got"])
            return [Told.of(sides, failure.time, name) for name, sides in _by(_NAME, series)]
        return [Told(f"expected {found['expected']}, got {found['got']}", failure.time)]
    return [Told(failure.message)]


def told_by(label: str, failure: Failure) -> Mapping[str, Told]:
    """The same for each value of a label of alerts for which it is not as expected; empty where nothing tells."""
    found = _ALERTS.search(failure.message)
    if not found:
        return {}
    alerts = _alerts(found["expected"]), _alerts(found["got"])
    return {value: Told.of(sides, failure.time) for value, sides in _by(label, alerts)}


def differing(expected: Sequence[Fired], got: Sequence[Fired]) -> str:
    """In what the alerts that were expected are not those that fire."""
    if not expected:
        return f"it should be silent, and fires {_times(len(got))}"
    if not got:
        return "it should fire, and is silent"
    missing, surplus = _without(expected, got), _without(got, expected)
    if len(expected) != len(got):
        everyone = (*expected, *got)
        which = (*_listed(missing, everyone, "is missing"), *_listed(surplus, everyone, "is one too many"))
        return f"it should fire {_times(len(expected))}, and fires {_times(len(got))}: {'; '.join(which)}"
    return OTHERWISE + "; ".join(dict.fromkeys(_in_pairs(missing, surplus)))


def _by(label: str, sides: Sides) -> Iterator[tuple[str, Sides]]:
    """Both sides for each value of a label for which they differ."""
    for value in dict.fromkeys(one.get(label, "") for side in sides for one in side):
        first, second = ([one for one in side if one.get(label, "") == value] for side in sides)
        if first != second:
            yield value, (first, second)


def _without(some: Sequence[Fired], others: Sequence[Fired]) -> list[Fired]:
    """Those that are not among the others, as often as they are not."""
    left = list(some)
    for one in others:
        if one in left:
            left.remove(one)
    return left


def _in_pairs(missing: Sequence[Fired], surplus: Sequence[Fired]) -> Iterator[str]:
    """Each that is missing beside the one that is most like it."""
    left = list(surplus)
    for one in missing:
        other = max(left, key=lambda it: len(one.items() & it.items()))
        left.remove(other)
        for name in _names(one, other):
            yield "{} should be {}, and is {}".format(name, *beside(one.get(name), other.get(name)))


def _listed(those: Sequence[Fired], everyone: Sequence[Fired], what: str) -> Iterator[str]:
    """Each by the labels that tell it from some other."""
    for one in those:
        telling = sorted({name for other in everyone for name in _names(one, other)})
        labels = ", ".join(f"{name}={_quoted(one.get(name, ''), 0)}" for name in telling)
        yield f"{{{labels}}} {what}"


def _alerts(text: str) -> list[Fired]:
    return [labels_in(" ".join(both)) for both in _ALERT.findall(text)]


def _series_of_alerts(text: str) -> list[Fired]:
    series = (labels_in(part) for part in text.split("} 1E+00") if "{" in part)
    return [{name: value for name, value in one.items() if name not in _SAME} for one in series]


def _names(one: Fired, other: Fired) -> Iterable[str]:
    return (name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name))


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def beside(one: str | None, other: str | None) -> tuple[str, str]:
    """Two texts in quotes; of long ones the piece from shortly before they differ."""
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one or "", other or "", strict=False)))
    start = common - _BEFORE if max(len(one or ""), len(other or "")) > _LONGEST and common > _BEFORE else 0
    return _quoted(one, start), _quoted(other, start)


def _quoted(text: str | None, start: int) -> str:
    if text is None:
        return "absent"
    end = start + _LONGEST
    return f'"{"…" if start else ""}{text[start:end]}{"…" if len(text) > end else ""}"'
