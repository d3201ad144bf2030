"""Puts a service into an environment: every selector gets the matchers of both."""

from collections.abc import Callable

from attrs import evolve

from observability.descriptor.node import Node
from observability.descriptor.signals.sections import SLOTS
from observability.descriptor.values.selectors import equal, narrow
from observability.model.selector import Matcher, Selector
from observability.model.service import Environment, Service
from observability.model.signal import Counter, Expression, Gauge, Histogram, Measure, Measurement, Ratio, Summary

Narrow = Callable[[Selector], Selector]


def place(service: Service, environment: Environment) -> Service:
    """The service as it runs in the environment.

    Raises:
        RefusedError: a selector contradicts the matchers; `check_placement` reports all of them.
    """
    added = (*service.selector, *equal(environment.labels))

    def narrowed(selector: Selector) -> Selector:
        return narrow(selector, added)

    return evolve(
        service,
        environment=environment,
        telemetry=narrowed(service.telemetry),
        signals=tuple(
            evolve(signal, measurements=tuple(_placed(m, narrowed) for m in signal.measurements))
            for signal in service.signals
        ),
    )


def _placed(measurement: Measurement, narrowed: Narrow) -> Measurement:
    return evolve(measurement, measure=_narrowed(measurement.measure, narrowed))


def _narrowed(measure: Measure, narrowed: Narrow) -> Measure:
    match measure:
        case Ratio(used, capacity):
            return Ratio(narrowed(used), narrowed(capacity))
        case Expression():
            return measure
        case Counter() | Gauge() | Histogram() | Summary():
            return evolve(measure, selector=narrowed(measure.selector))


def check_placement(root: Node, service: Service, environment: Environment) -> None:
    """Report each selector that `place` would refuse, at the place where `root` (the descriptor) has it."""
    spec = root.child("spec")
    if _own_selector_contradicts(spec.child("selector"), service, environment):
        return
    added = (*service.selector, *equal(environment.labels))
    _try(spec, "telemetry", service.telemetry, added)
    for signal in service.signals:
        node = spec.child(signal.view).child(signal.name)
        for measurement in signal.measurements:
            for selector in _selectors(measurement.measure):
                _try(node, SLOTS[signal.view][measurement.kind], selector, added)


def _own_selector_contradicts(node: Node, service: Service, environment: Environment) -> bool:
    wrong = [m for m in service.selector if environment.labels.get(m.label, m.value) != m.value]
    for matcher in wrong:
        message = f"the environment {environment.name} has {matcher.label}={environment.labels[matcher.label]}"
        hint = f"drop {matcher.label} here: the environment adds it"
        node.complain("contradiction", message, matcher.label, hint)
    return bool(wrong)


def _try(node: Node, key: str, selector: Selector, added: tuple[Matcher, ...]) -> None:
    try:
        narrow(selector, added)
    except ValueError as error:
        node.refuse(error, key)


def _selectors(measure: Measure) -> tuple[Selector, ...]:
    match measure:
        case Ratio(used, capacity):
            return used, capacity
        case Expression():
            return ()
        case Counter() | Gauge() | Histogram() | Summary():
            return (measure.selector,)
