"""The sections red, use and golden: signals by name."""

from collections.abc import Iterator, Mapping

from observability.descriptor.node import Node
from observability.descriptor.project.project import Tier
from observability.descriptor.report import RefusedError
from observability.descriptor.signals.measurements import measurement
from observability.descriptor.signals.objectives import objectives
from observability.descriptor.values import identifiers
from observability.descriptor.values.texts import plain_text
from observability.model.signal import Kind, Signal, View

# How each section calls the five kinds, in the order in which people read them.
SLOTS: Mapping[View, Mapping[Kind, str]] = {
    View.RED: {Kind.TRAFFIC: "rate", Kind.ERRORS: "errors", Kind.LATENCY: "duration"},
    View.USE: {Kind.UTILIZATION: "utilization", Kind.SATURATION: "saturation", Kind.ERRORS: "errors"},
    View.GOLDEN: {
        Kind.TRAFFIC: "traffic",
        Kind.ERRORS: "errors",
        Kind.LATENCY: "latency",
        Kind.SATURATION: "saturation",
    },
}


def signals(spec: Node, tier: Tier) -> Iterator[Signal]:
    """All signals of a service, in the order red, use, golden and, in each, of the file."""
    seen: dict[str, View] = {}
    for view in View:
        section = spec.child(view)
        for name, node in spec.children(view):
            _check_name(section, name, seen)
            seen.setdefault(name, view)
            yield _signal(name, view, node, tier)


def _check_name(section: Node, name: str, seen: Mapping[str, View]) -> None:
    try:
        identifiers.name(name)
        if name in seen:
            raise RefusedError(f"the signal {name} stands under {seen[name]} already", "give it another name", "name")
    except RefusedError as error:
        section.refuse_key(error, name)


def _signal(name: str, view: View, node: Node, tier: Tier) -> Signal:
    slots = SLOTS[view]
    measurements = tuple(filter(None, (measurement(node, slot, kind, view) for kind, slot in slots.items())))
    if not node.is_damaged and not any(slot in node for slot in slots.values()):
        node.complain("empty", "the signal measures nothing", hint=f"write one of {', '.join(slots.values())}")
    return Signal(
        name=name,
        view=view,
        measurements=measurements,
        by=node.read("by", identifiers.free_labels) or (),
        # A resource has no events to promise anything of.
        objectives=() if view is View.USE else tuple(objectives(node, slots, measurements, tier)),
        title=node.read("title", plain_text) or "",
        origin=node.location(),
    )
