"""Checks objectives that stand for many signals: those of a tier, before any signal is known."""

from observability.descriptor.node import Node
from observability.descriptor.signals.alerting import alerting
from observability.descriptor.values.quantities import duration
from observability.descriptor.values.targets import target, window


def check_defaults(objectives: Node) -> None:
    """Report what is wrong with a tier's objectives.."""
    for name, value in objectives.data.items():
        if isinstance(value, dict):
            _check(objectives.child(name))
        elif value is True:
            objectives.complain("invalid-value", "true promises nothing", name, "write a target, as in 99.9")
        elif value is not False:
            objectives.read(name, target)


def _check(node: Node) -> None:
    node.read("target", target)
    node.read("window", window)
    node.read("threshold", duration)
    alerting(node)
    needed = ("target", "threshold") if node.path.endswith(".latency") else ("target",)
    for key in needed:
        if key not in node:
            node.complain("missing-key", f"the {key} is missing", hint="services of this tier rely on it")
