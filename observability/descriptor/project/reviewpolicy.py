"""What a project holds of changes of its rules, and the exceptions from that."""

from collections.abc import Iterable, Iterator
from datetime import date

from observability.descriptor.node import Node
from observability.descriptor.report import RefusedError
from observability.descriptor.suggest import suggestion
from observability.descriptor.values.texts import plain_text
from observability.model.review import DEFAULT_ACTIONS, Action, Event, Override, ReviewPolicy


def review_policy(spec: Node) -> ReviewPolicy:
    """The policy of `spec.review` of a project file."""
    node, default = spec.child("review"), ReviewPolicy()
    given = dict(_actions(node.child("policy")))
    severities = node.read("severities", _names) or default.severities
    paging = spec.child("lint").read("pages", _names) or default.critical
    critical = node.read("critical", _names) or tuple(one for one in paging if one in severities)
    for name in critical:
        if name not in severities:
            node.complain("severity", f"{name!r} is not one of the severities", "critical", "name it in severities")
    return ReviewPolicy({**DEFAULT_ACTIONS, **given}, severities, critical, tuple(overrides(spec)))


def _actions(node: Node) -> Iterator[tuple[Event, Action]]:
    for name, action in node.data.items():
        if name in set(Event):
            yield Event(name), Action(action)
        else:
            node.complain_of_key("event", f"there is no event {name!r}", name, suggestion(name, list(Event)))


def overrides(spec: Node, service: str = "") -> Iterator[Override]:
    """The exceptions of `spec.review.overrides`, for one service or for all."""
    review = spec.child("review")
    section = review.child("overrides")
    for name, node in review.children("overrides"):
        yield Override(
            tuple(Event(event) for event in node.get("allow", ()) if event in set(Event)),
            node.read("reason", _reason) or "",
            node.read("until", _day) or date.min,
            node.get("alert", ""),
            service,
            origin=section.location(name),
        )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(plain_text, names))


def _reason(text: str) -> str:
    if not text.strip():
        raise RefusedError("the reason is empty", "say why this may happen")
    return plain_text(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusedError(f"{text!r} is no date", "write it as 2027-01-31") from None
