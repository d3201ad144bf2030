"""What a project holds of changes of its rules, and the exceptions from that."""

from collections.abc import Iterator
from datetime import date

from observability.descriptor.node import Node
from observability.descriptor.project.severities import Severities
from observability.descriptor.report import RefusedError
from observability.descriptor.suggest import suggestion
from observability.descriptor.values.texts import plain_text
from observability.model.review import DEFAULT_ACTIONS, Action, Event, Override, ReviewPolicy


def review_policy(spec: Node, severities: Severities) -> ReviewPolicy:
    """The policy of `spec.review` of a project file, and the severities of the project."""
    node, default = spec.child("review"), ReviewPolicy()
    given = dict(_actions(node.child("policy")))
    known = severities.known(default.severities)
    critical = severities.waking(default.critical, known)
    return ReviewPolicy({**DEFAULT_ACTIONS, **given}, known, critical, tuple(overrides(spec)))


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


def _reason(text: str) -> str:
    if not text.strip():
        raise RefusedError("the reason is empty", "say why this may happen")
    return plain_text(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusedError(f"{text!r} is no date", "write it as 2027-01-31") from None
