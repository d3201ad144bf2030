"""Alerts and what became of them, in minutes since 1970."""

from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.replay.grid import Grid
from observability.replay.outcome import Episode, Outcome, Presence

MINUTE = 60_000


def alert(name: str = "A", expr: str = "x > 1", wait: int = 0, keep: int = 0, **labels: str) -> Alert:
    return Alert(name, expr, Duration(wait * MINUTE), labels, {}, Duration(keep * MINUTE) if keep else None)


def grid(since: int, end: int, before: int = 0) -> Grid:
    return Grid.of(since * MINUTE, end * MINUTE, MINUTE, before * MINUTE)


def present(*minutes: int, **labels: str) -> Presence:
    return Presence(labels, [minute * MINUTE for minute in minutes])


def episode(start: int, end: int, active: int | None = None, **labels: str) -> Episode:
    began = start if active is None else active
    long = (end - start + 1) * MINUTE
    return Episode(start * MINUTE, end * MINUTE, began * MINUTE, tuple(sorted(labels.items())), long)


def outcome_of(*episodes: Episode, step: int = MINUTE) -> Outcome:
    return Outcome(tuple(sorted(episodes)), step)
