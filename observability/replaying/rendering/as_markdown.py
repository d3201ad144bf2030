"""For a comment beside a change: a table of all alerts, and below it the episodes that differ."""

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
from observability.report.as_markdown import literal, table

NAME = "markdown"

_MOST = 10
# The line that tells of what was left out.
_LEFT_OUT = 100
# Code hosts refuse comments of more than 65,536 characters.
COMMENT = 65_000


def render(replay: Replay, most: int = COMMENT) -> str:
    """As much as fits into a comment, the table first."""
    intro = f"Replayed {literal(headline(replay))}. Fires: {literal(summary(replay))}.\n\n"
    notes = "".join(f"> {literal(note)}\n\n" for note in replay.notes)
    rows = [[_title(one), literal(figures(one.old)), literal(figures(one.new))] for one in replay.alerts]
    pieces = [table(("alert", "old", "new"), rows[:200])] if rows else []
    if len(rows) > 200:
        pieces.append(f"\nAnd {len(rows) - 200} more.\n")
    pieces += ["".join(f"{line}\n" for line in _alert(replay, one)) for one in replay.alerts]
    return _fitted([intro, notes, *pieces], most - _LEFT_OUT)


def _fitted(pieces: list[str], most: int) -> str:
    text = ""
    for number, piece in enumerate(pieces):
        if len(text) + len(piece) > most:
            return f"{text}\n{len(pieces) - number} more parts did not fit; `--format json` has all.\n"
        text += piece
    return text


def _title(one: Replayed) -> str:
    where = f"<br>{literal(place(one))}" if place(one) else ""
    return f"{literal(one.name)}{where}"


def _alert(replay: Replay, one: Replayed) -> Iterator[str]:
    changes, told = shown(one), list(remarks(one))
    if not changes and not told:
        return
    yield f"\n**{literal(one.name)}** {literal(place(one))}\n"
    yield from (f"- {literal(remark)}" for remark in told)
    for change in changes[:_MOST]:
        where = f"[graph](<{link(replay, one, change)}>)"
        yield f"- {change.kind.value}: {literal(episodes(change))} {literal(labels_text(change.labels))} {where}"
    if len(changes) > _MOST:
        yield f"- and {len(changes) - _MOST} more"
