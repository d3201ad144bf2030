"""`observability replay`: what a change of alerts would have done over history."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from observability.adapters.progress import Progress
from observability.adapters.prometheus import Prometheus
from observability.cli.boundary import show_findings
from observability.cli.exit_codes import ExitCode
from observability.cli.prometheus_options import prometheus_options
from observability.cli.steps import steps
from observability.exceptions import UsageError
from observability.model.durations import Duration
from observability.model.rule import RuleGroup
from observability.parallel import cores
from observability.replaying import MOST_SAMPLES, Replay, Request, rendering, replay
from observability.reviewing import Side, read_sides, whole


@click.command(
    short_help="Replay both versions of alerts over the history of a Prometheus.",
    epilog="""\b
Examples:
  observability replay rules-before/ rules/ --prometheus http://localhost:9090
  observability replay origin/main --prometheus https://prometheus.example.org --since 30d
  observability replay old.yaml new.yaml --prometheus $URL --alert QueueFull
  observability replay old.yaml new.yaml --prometheus $URL --since 2026-01-01T10:00 --until 2026-01-01T16:00
""",
)
@click.argument("old")
@click.argument("new", required=False)
@prometheus_options
@click.option("--since", default="7d", show_default=True, metavar="TIME", help="How far back (7d), or from when (UTC).")
@click.option("--until", default="now", show_default=True, metavar="TIME", help="Until when (UTC).")
@click.option("--alert", "names", multiple=True, metavar="NAME", help="Only alerts of this name; repeatable.")
@click.option("--all", "everything", is_flag=True, help="Replay also what cannot fire differently.")
@click.option("--environment", "-e", "environments", multiple=True, metavar="NAME", help="Only this one; repeatable.")
@click.option("--interval", metavar="TIME", help="How often groups without one are evaluated.  [default: as it does]")
@click.option(
    "--max-samples",
    type=click.IntRange(1),
    default=MOST_SAMPLES,
    show_default=True,
    help="Refuse when the server would read more.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.NAME for form in rendering.FORMATS]),
    default="text",
    show_default=True,
    help="How it is printed.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if an alert fires differently, or nobody knows.")
def command(
    old: str,
    new: str | None,
    prometheus: Prometheus | None,
    since: str,
    until: str,
    names: tuple[str, ...],
    everything: bool,
    environments: tuple[str, ...],
    interval: str | None,
    max_samples: int,
    form: str,
    exit_code: bool,
) -> int:
    """Tell what the alerts of OLD and of NEW would have done over history: how often they fire, how long, and when.

    OLD and NEW are folders, files, manifests, descriptors or git revisions; NEW is by default the current folder. The
    server is asked for what each alert looks at, and every alert goes through pending, firing, kept firing and resolved
    as Prometheus would have it. Recordings that differ, or that the server does not have, are evaluated from what they
    are made of. Where there is no history, that is said: it is not the same as no firings.
    """
    if prometheus is None:
        raise UsageError("--prometheus URL is missing: whose history?")
    start, end = _times(since, until)
    every = _duration("--interval", interval) if interval else None
    sides = whole(read_sides(old, new, environments, cores()), cores())
    findings = list(dict.fromkeys((*sides.old.findings, *sides.new.findings)))
    if findings:
        show_findings(findings)
    chosen = _known(names, sides.old, sides.new)
    before, after = _groups(sides.old, sides.new), _groups(sides.new, sides.old)
    request = Request(before, after, start, end, every, max_samples, unchanged=everything, names=chosen)
    with _progress() as progress:
        found = replay(request, prometheus, progress)
    click.echo(rendering.render(found, form), nl=False)
    return _ending(found, wrong=bool(findings), strict=exit_code)


def _ending(found: Replay, *, wrong: bool, strict: bool) -> ExitCode:
    if wrong:
        return ExitCode.INPUT
    matters = any(one.differs or not one.is_known for one in found.alerts)
    return ExitCode.FINDINGS if strict and matters else ExitCode.OK


def _groups(side: Side, other: Side) -> list[RuleGroup]:
    """The rules of a side. What cannot be read on the other would look as if it were not there."""
    return [group for source in side.files if source.key not in other.broken for group in source.file.groups]


def _known(names: tuple[str, ...], *sides: Side) -> frozenset[str]:
    there = {alert.alert for side in sides for source in side.files for alert in source.file.alerts}
    for name in names:
        if name not in there:
            raise UsageError(f"--alert: there is no alert {name!r} on either side")
    return frozenset(names)


def _times(since: str, until: str) -> tuple[int, int]:
    """From when to when, in milliseconds since 1970, whole seconds."""
    end = int(time.time()) * 1000 if until == "now" else _moment("--until", until)
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
