"""When notifications are sent."""

from collections.abc import Mapping

from observability.descriptor.node import Node
from observability.descriptor.report import RefusedError
from observability.descriptor.values.quantities import duration, duration_or_zero
from observability.model.durations import Duration
from observability.model.routing import CRITICAL, SEVERITIES, Timing

_MINUTE = Duration.parse("1m")
# A page waits just long enough for what inhibits it; a ticket can wait for all that belongs to it.
_PAGE = Timing(Duration.parse("10s"), _MINUTE, Duration.parse("1h"))
_TICKET = Timing(_MINUTE, Duration.parse("5m"), Duration.parse("1d"))
# Alertmanager forgets what it has sent after this long, unless it is started with --data.retention.
_REMEMBERED = Duration.parse("5d")


def timing(node: Node) -> Mapping[str, Timing]:
    """The timing of each severity, completed with the defaults."""
    return {severity: _timing(node.child(severity), _default(severity)) for severity in SEVERITIES}


def _default(severity: str) -> Timing:
    return _PAGE if severity == CRITICAL else _TICKET


def _timing(node: Node, default: Timing) -> Timing:
    wait = node.read("group_wait", duration_or_zero)
    return Timing(
        default.group_wait if wait is None else wait,
        node.read("group_interval", duration) or default.group_interval,
        node.read("repeat_interval", _repeat) or default.repeat_interval,
    )


def _repeat(text: str) -> Duration:
    span = duration(text)
    if span > _REMEMBERED:
        raise RefusedError(f"after {text} Alertmanager has forgotten what it sent", f"write {_REMEMBERED} or less")
    return span
