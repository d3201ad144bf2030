"""How old the series are that a group reads."""

from collections.abc import Iterator

from observability.model.durations import Duration
from observability.model.review import ReviewPolicy
from observability.review.change import Change, Kind, Sensitivity
from observability.review.ruleset import Placed


def changes(old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:  # noqa: ARG001 - an aspect's signature
    """Another `query_offset` of its group: the same happens, at another time."""
    before, after = old.query_offset, new.query_offset
    if before != after:
        reason = f"reads series as they were {_ago(after)} where it read them as they were {_ago(before)}"
        when = "later" if after > before else "sooner"
        told = f"{reason}: all that it does is so much {when}"
        yield Change(Kind.QUERY_OFFSET, Sensitivity.EQUALLY, told, _ago(before), _ago(after))


def _ago(span: Duration) -> str:
    return f"{span} ago" if span.milliseconds else "just then"
