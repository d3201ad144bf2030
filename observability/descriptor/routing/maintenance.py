"""Times in which nobody is told. Each of them ends by itself: the file that Alertmanager reads says when."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from observability.descriptor.node import Node
from observability.descriptor.routing.clock import day, hours, moment, timezone
from observability.descriptor.values import identifiers
from observability.descriptor.values.texts import plain_text
from observability.model.routing import WEEKDAYS, Maintenance, Once, Weekly

_LONGEST = timedelta(days=31)


def maintenances(alertmanager: Node) -> Iterator[Maintenance]:
    """The windows of `alertmanager.maintenance` that can be read, sorted by name."""
    for name, node in sorted(alertmanager.named("maintenance", identifiers.name), key=lambda child: child[0]):
        yield from _maintenance(name, node)


def _maintenance(name: str, node: Node) -> Iterator[Maintenance]:
    if "services" not in node and "owners" not in node:
        node.complain("missing-key", "nothing is in this maintenance", hint="name services or owners")
    reason = node.read("reason", plain_text)
    zone = node.read("timezone", timezone) or "UTC"
    window = _weekly(node) if "times" in node or "weekdays" in node or "until" in node else _once(node, zone)
    if window:
        services, owners = (tuple(sorted(node.get(key, ()))) for key in ("services", "owners"))
        places = node.location("services"), node.location("owners")
        yield Maintenance(name, reason or "", window, zone, services, owners, *places)


def _once(node: Node, zone: str) -> Once | None:
    start, end = (_moment(node, key, zone) for key in ("from", "to"))
    if "from" not in node:
        node.complain("missing-key", "this says nowhere when it begins", "from", "write from: 2027-01-31 22:00")
    if "to" not in node:
        _never_ends(node, "to", "write to: and a day and a time, as in 2027-02-01 04:00")
    if not start or not end:
        return None
    if end <= start:
        node.complain("invalid-value", "this ends before it begins", "to", f"write a time after {node.get('from')}")
        return None
    if end - start > _LONGEST:
        hint = "write at most 31 days; what is wrong for longer is mended in the descriptor"
        node.complain("invalid-value", "this is too long for a maintenance", "to", hint)
        return None
    return Once(start, end)


def _moment(node: Node, key: str, zone: str) -> datetime | None:
    found = node.read(key, moment)
    if found is None:
        return None
    at, is_utc = found
    if is_utc and zone != "UTC":
        node.complain("date", f"Z is UTC, and the time zone here is {zone}", key, "drop one of them")
    return at


def _weekly(node: Node) -> Weekly | None:
    since, until, times = node.read("from", day), node.read("until", day), node.read("times", hours)
    if "times" not in node:
        node.complain("missing-key", "times is missing", "times", "write times: 22:00-04:00, or 00:00-24:00")
    if "to" in node:
        node.complain("invalid-value", "to ends what happens once", "to", "write until: and the last day")
    elif "until" not in node:
        _never_ends(node, "until", "write until: and its last day, as in 2027-06-30")
    if since and until and until < since:
        node.complain("invalid-value", "this ends before it begins", "until", f"write a day from {since} on")
        return None
    if not until or not times:
        return None
    weekdays = tuple(sorted(map(WEEKDAYS.index, node.get("weekdays", WEEKDAYS))))
    return Weekly(weekdays, *times, until, since)


def _never_ends(node: Node, key: str, hint: str) -> None:
    node.complain("endless", "this maintenance never ends", key, hint)
