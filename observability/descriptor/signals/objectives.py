"""What a signal promises: its own objectives, completed with those of the service's tier."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

from observability.descriptor.node import Node
from observability.descriptor.project.project import Tier
from observability.descriptor.signals.alerting import alerting
from observability.descriptor.values.quantities import duration
from observability.descriptor.values.selectors import has_window
from observability.descriptor.values.targets import check_threshold, target, window
from observability.descriptor.yaml.marks import YamlMap
from observability.descriptor.yaml.merge import merge
from observability.model.durations import Duration
from observability.model.signal import Expression, Histogram, Kind, Measure, Measurement, Objective, Summary

_WINDOW = Duration.parse("30d")
_NEEDS = {"availability": (Kind.TRAFFIC, Kind.ERRORS), "latency": (Kind.LATENCY,)}


@frozen
class _Slots:
    """What the signal measures, and the slots that were written, be they well or badly."""

    signal: Node
    names: Mapping[Kind, str]
    measured: Mapping[Kind, Measure]

    def has(self, kind: Kind) -> bool:
        return self.names.get(kind, "") in self.signal


def objectives(
    signal: Node, names: Mapping[Kind, str], measurements: tuple[Measurement, ...], tier: Tier
) -> Iterator[Objective]:
    """The objectives of a signal whose slots are `names` by kind. What is wrong with them is reported."""
    slots = _Slots(signal, names, {m.kind: m.measure for m in measurements})
    own = signal.child("objectives")
    for name in _NEEDS:
        if own.get(name) is True:
            own.complain("objective", "true promises nothing", name, "write what is promised, or drop it")
        if node := _given(own, name, tier) or _by_default(slots, name, tier):
            yield from filter(None, [_objective(slots, name, node)])


def _given(own: Node, name: str, tier: Tier) -> Node | None:
    """The objective as the signal gives it, with what the tier says laid below; None when it says nothing."""
    said = own.get(name)
    if said is None or isinstance(said, bool):
        return None
    return Node(merge(_unmarked(tier, name, own), _spelt_out(own, name)), f"{own.path}.{name}", own.report)


def _spelt_out(own: Node, name: str) -> YamlMap:
    said = own.get(name)
    if isinstance(said, YamlMap):
        return said
    result = YamlMap(own.mark(name))
    result.put("target", said, own.mark(name), own.mark(name))
    return result


def _unmarked(tier: Tier, name: str, own: Node) -> YamlMap:
    # The tier was written in another file: its keys get no marks here, and complaints go to the signal's lines.
    return _as_map(tier.objectives.get(name, {}), own)


def _as_map(plain: Any, own: Node) -> YamlMap:
    result = YamlMap(own.data.start)
    for key, value in plain.items():
        result[key] = _as_map(value, own) if isinstance(value, dict) else value
    return result


def _by_default(slots: _Slots, name: str, tier: Tier) -> Node | None:
    """The tier's objective, where the signal says nothing of it and measures what it needs."""
    own = slots.signal.child("objectives")
    if name in own or name not in tier.objectives or not all(map(slots.has, _NEEDS[name])):
        return None
    if name == "latency" and not isinstance(slots.measured.get(Kind.LATENCY), Histogram):
        return None
    return Node(_unmarked(tier, name, slots.signal), f"{own.path}.{name}", own.report)


def _objective(slots: _Slots, name: str, node: Node) -> Objective | None:
    promised = node.read("target", target)
    span = node.read("window", window)
    threshold = node.read("threshold", duration)
    alerts = alerting(node)
    if "target" not in node:
        node.complain("missing-key", "the target is missing", hint="write target: 99.9")
    if name == "latency" and "threshold" not in node:
        node.complain("missing-key", "the threshold is missing", hint="write threshold: 300ms, a bucket's bound")
    _check_needs(slots, name, node, threshold.seconds if threshold else None)
    if promised is None:
        return None
    seconds = threshold.seconds if threshold else None
    return Objective(name, promised, span or _WINDOW, seconds, alerts, _origin(slots.signal, name))


def _origin(signal: Node, name: str) -> Any:
    own = signal.child("objectives")
    return own.location(name) if name in own.data.keys_at else signal.location()


def _check_needs(slots: _Slots, name: str, node: Node, threshold: Decimal | None) -> None:
    for kind in _NEEDS[name]:
        if not slots.has(kind):
            slot = slots.names[kind]
            node.complain("objective", f"{name} needs {slot}, which the signal has not", hint=f"write {slot}: METRIC")
        elif measure := slots.measured.get(kind):
            _check_measure(node, name, slots.names[kind], measure)
    latency = slots.measured.get(Kind.LATENCY)
    if threshold is not None and isinstance(latency, Histogram):
        try:
            check_threshold(threshold, latency.buckets)
        except ValueError as error:
            node.refuse(error, "threshold")


def _check_measure(node: Node, name: str, slot: str, measure: Measure) -> None:
    if name == "latency" and isinstance(measure, Summary):
        message = "a summary has quantiles, and nobody can count from them how many events were slow"
        node.complain("objective", message, hint="use a histogram")
    elif name == "latency" and not isinstance(measure, Histogram):
        node.complain("objective", "a latency objective needs a histogram", hint=f"give {slot} a histogram")
    elif isinstance(measure, Expression) and not has_window(measure.promql):
        message = f"the objective reads {slot} over several windows, and its expr has a fixed one"
        hint = f"write [$window] for the range, or switch it off with {name}: false"
        node.complain("objective", message, hint=hint)
