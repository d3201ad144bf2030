"""For people at a terminal: an alert, what it does on both sides, and each episode that differs."""

from collections.abc import Iterator

from observability.replaying.rendering.words import (
    episodes,
    figures,
    headline,
    labels_text,
    link,
    place,
    remarks,
    shown,
    summary,
)
from observability.replaying.replayed import Replay, Replayed
from observability.report.as_text import printable

NAME = "text"

# Of one alert; all of them are in the JSON.
_MOST = 20


def render(replay: Replay) -> str:
    """All of it."""
    lines = [f"Replayed {headline(replay)}.", *(f"Note: {note}." for note in replay.notes), ""]
    for one in replay.alerts:
        lines += [*_alert(replay, one), ""]
    return "".join(f"{printable(line)}\n" for line in (*lines, f"Fires: {summary(replay)}."))


def _alert(replay: Replay, one: Replayed) -> Iterator[str]:
    yield f"{one.name} ({place(one)})" if place(one) else one.name
    yield f"  old  {figures(one.old)}"
    yield f"  new  {figures(one.new)}"
    yield from (f"  note {remark}" for remark in remarks(one))
    changes = shown(one)
    for change in changes[:_MOST]:
        yield f"  {change.kind.value:8} {episodes(change)}  {labels_text(change.labels)}"
        yield f"           {link(replay, one, change)}"
    if len(changes) > _MOST:
        yield f"  and {len(changes) - _MOST} more (--format json has all)"
    elif one.is_known and not changes and one.changes:
        yield "  no episode differs"
