"""How an objective alerts."""

from datetime import date
from typing import Any

from observability.descriptor.node import Node
from observability.descriptor.report import RefusedError
from observability.descriptor.values.quantities import duration
from observability.descriptor.values.texts import plain_text
from observability.model.durations import Duration
from observability.model.signal import Alerting, BurnAlert, Disabled

# Longer than the short window of the fastest page, and a page would come after the facts.
_PAGE_WITHIN = Duration.parse("5m")
_DEFAULT = Alerting()


def alerting(objective: Node) -> Alerting:
    """The `alerting` of an objective, completed with the defaults."""
    node = objective.child("alerting")
    return Alerting(
        minimum_events=node.read("minimum_events", _at_least_one) or _DEFAULT.minimum_events,
        page=_burn(node.child("page"), _DEFAULT.page, _page_for),
        ticket=_burn(node.child("ticket"), _DEFAULT.ticket, duration),
    )


def _burn(node: Node, default: BurnAlert, read_for: Any) -> BurnAlert:
    return BurnAlert(
        duration=node.read("for", read_for) or default.duration,
        keep_firing_for=node.read("keep_firing_for", duration) or default.keep_firing_for,
        disabled=_disabled(node.child("disabled")) if "disabled" in node else None,
    )


def _at_least_one(count: int) -> int:
    if count < 1:
        raise RefusedError(f"{count} events are no events", "write 1 or more")
    return int(count)


def _page_for(text: str) -> Duration:
    span = duration(text)
    if span > _PAGE_WITHIN:
        raise RefusedError(f"a page that waits for {text} comes too late", f"write {_PAGE_WITHIN} or less")
    return span


def _disabled(node: Node) -> Disabled:
    return Disabled(reason=node.read("reason", _reason) or "", until=node.read("until", _date) or "")


def _reason(text: str) -> str:
    if not text.strip():
        raise RefusedError("the reason is empty", "say why nobody shall be told")
    return plain_text(text)


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise RefusedError(f"{text!r} is no date", "write it as 2027-01-31") from None
