"""Alerts of two sides over the history of a Prometheus: the options, and the replay, for every command that does it."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any

import click
from attrs import frozen

from observability.adapters.progress import Progress
from observability.adapters.prometheus import Prometheus
from observability.cli.prometheus_options import prometheus_options
from observability.cli.steps import steps
from observability.exceptions import UsageError
from observability.model.durations import Duration
from observability.model.rule import RuleGroup
from observability.replay.pairs import Pair, Timed
from observability.replaying import MOST_SAMPLES, Replay, Request, replay
from observability.review.matching import match
from observability.review.ruleset import Placed, SourceFile
from observability.reviewing import Sides


@frozen
class History:
    """A server, from when to when (milliseconds since 1970), and how much may be read of it."""

    server: Prometheus
    since: int
    until: int
    interval: Duration | None
    most_samples: int


_OPTIONS = (
    click.option(
        "--since", default="7d", show_default=True, metavar="TIME", help="Replay so far back (7d), or from when (UTC)."
    ),
    click.option("--until", default="now", show_default=True, metavar="TIME", help="Replay until when (UTC)."),
    click.option(
        "--interval", metavar="TIME", help="How often groups without one are evaluated.  [default: as the server says]"
    ),
    click.option(
        "--max-samples",
        type=click.IntRange(1),
        default=MOST_SAMPLES,
        show_default=True,
        help="Refuse to replay when the server would read more.",
    ),
)


def history_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command these options; it gets `history`, which is None where no server is named."""

    @wraps(command)
    def with_history(prometheus: Prometheus | None, **given: Any) -> int:
        since, until, interval, most = (given.pop(name) for name in ("since", "until", "interval", "max_samples"))
        if prometheus is None:
            return command(**given, history=None)
        start, end = _times(since, until)
        every = _duration("--interval", interval) if interval else None
        return command(**given, history=History(prometheus, start, end, every, most))

    for option in reversed(_OPTIONS):
        with_history = option(with_history)
    return prometheus_options(with_history)


def replayed(history: History, sides: Sides, names: Sequence[str] = (), *, unchanged: bool = False) -> Replay:
    """What the alerts of both sides would have done; `sides` are whole.

    Raises:
        ServerError: the server does not answer as a Prometheus does.
        UsageError: more samples would be read than are allowed, or there is no alert of such a name.
    """
    old, new = sides.readable
    before, after = _alerts(old), _alerts(new)
    chosen = _known(names, before, after)
    pairs = [Pair(_timed(one.old), _timed(one.new)) for one in match(before, after)]
    request = Request(
        _groups(old),
        _groups(new),
        history.since,
        history.until,
        history.interval,
        history.most_samples,
        pairs,
        unchanged,
        chosen,
    )
    with _progress() as progress:
        return replay(request, history.server, progress)


def _groups(files: Iterable[SourceFile]) -> list[RuleGroup]:
    return [group for file in files for group in file.file.groups]


def _alerts(files: Iterable[SourceFile]) -> list[Placed]:
    return [placed for file in files for placed in file.placed if placed.is_alert]


def _timed(placed: Placed | None) -> Timed | None:
    if placed is None or placed.alert is None:
        return None
    return Timed(placed.alert, placed.interval, placed.limit, placed.query_offset)


def _known(names: Sequence[str], *sides: Sequence[Placed]) -> frozenset[str]:
    there = {placed.name for side in sides for placed in side}
    for name in names:
        if name not in there:
            raise UsageError(f"--alert: there is no alert {name!r} on either side")
    return frozenset(names)


def _times(since: str, until: str) -> tuple[int, int]:
    """From when to when, in milliseconds since 1970, whole seconds."""
    now = int(time.time()) * 1000
    # Of the time to come there is no history.
    end = now if until == "now" else min(now, _moment("--until", until))
    try:
        start = end - Duration.parse(since).milliseconds
    except ValueError:
        start = _moment("--since", since)
    if start >= end:
        raise UsageError("--since is not before --until")
    return start, end


def _moment(option: str, text: str) -> int:
    try:
        found = datetime.fromisoformat(text)
        told = found if found.tzinfo else datetime.combine(found.date(), found.time(), UTC)
        return int(told.timestamp() * 1000)
    except (ValueError, OverflowError):
        raise UsageError(f"{option}: {text!r} is no time; write 7d, 2026-01-31 or 2026-01-31T10:00") from None


def _duration(option: str, text: str) -> Duration:
    try:
        found = Duration.parse(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None
    if not found.milliseconds:
        raise UsageError(f"{option}: nothing is evaluated every {text}")
    return found


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar for those who watch; nothing where nobody does."""
    if sys.stderr.isatty():
        with steps() as progress:
            yield progress
    else:
        yield _silent


def _silent(step: str, done: int = 0, total: int | None = None) -> None:
    """Nobody watches."""
