"""Who is told, by severity: names of receivers, and nobody."""

from collections.abc import Collection, Iterable
from typing import Any

from observability.descriptor.node import Node
from observability.descriptor.report import RefusedError
from observability.descriptor.suggest import suggestion
from observability.model.routing import NOBODY, SEVERITIES, Told


def told(node: Node, known: Collection[str]) -> Told:
    """The receivers that a map of severities names, each of them one of `known`."""
    found = {severity: node.read(severity, lambda value: receiver_name(value, known)) for severity in SEVERITIES}
    return {severity: name for severity, name in found.items() if name}


def receiver_name(value: Any, known: Collection[str]) -> str:
    """The receiver that a key names; `false` is `NOBODY`.

    Raises:
        RefusedError: there is none of this name. The message does not repeat it: it may be a key by mistake.
    """
    if value is False:
        return NOBODY
    if value in known:
        return str(value)
    hint = suggestion(str(value), known) if known else "write one into alertmanager.receivers"
    raise RefusedError("there is no receiver of this name", hint, "receiver")


def named(values: Iterable[str]) -> frozenset[str]:
    """The receivers among them that are somebody."""
    return frozenset(values) - {NOBODY}
