"""`observability preview`: dashboards as a page, without a Grafana."""

import time
from datetime import UTC, datetime
from pathlib import Path

import click

from observability import workspace
from observability.adapters.prometheus import Prometheus
from observability.cli.exit_codes import ExitCode
from observability.cli.prometheus_options import prometheus_options
from observability.cli.steps import steps
from observability.exceptions import UsageError
from observability.model.durations import Duration
from observability.previewing import Preview, Request, Window, preview

_MEGABYTE = 1_000_000


@click.command(
    short_help="Draw dashboards as one HTML page, without a Grafana.",
    epilog="""\b
Examples:
  observability preview checkout                  # generated data, into preview.html
  observability preview --environment staging     # all services, staging's limits
  observability preview checkout --prometheus http://localhost:9090 --range 7d
  observability preview checkout --prometheus http://localhost:9090 --to 2027-01-31T22:00
  observability preview checkout --compare main   # what a branch does to its dashboards
""",
)
@click.argument("services", nargs=-1, metavar="[SERVICE]...")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), default="preview.html", show_default=True,
    help="The page.",
)  # fmt: skip
@click.option("--environment", "-e", metavar="NAME", help="Whose dashboards.  [default: the first]")
@click.option(
    "--path", "paths", multiple=True, type=click.Path(path_type=Path), help="Where descriptors are; repeatable."
)
@click.option("--range", "span", metavar="DURATION", help="How much time is shown.  [default: 24h]")
@click.option(
    "--from", "start", metavar="TIME", help="When it begins, as in 2027-01-31T22:00 (UTC), instead of --range."
)
@click.option("--to", "end", metavar="TIME", help="When it ends.  [default: now]")
@click.option("--compare", metavar="REV|DIR", default="", help="Show what changed since a revision or a folder.")
@prometheus_options
def command(
    services: tuple[str, ...],
    output: Path,
    environment: str | None,
    paths: tuple[Path, ...],
    span: str | None,
    start: str | None,
    end: str | None,
    compare: str,
    prometheus: Prometheus | None,
) -> int:
    """Draw the dashboards of each SERVICE, and those of the fleet, into one HTML file; without one, of all services.

    The file needs nothing and asks for nothing: open it from disk, attach it to a pull request, keep it as an artifact.
    With --prometheus its data comes from that server. Without, a day with an incident is generated that fits the
    descriptors: raw series go into a Prometheus that runs for a moment on this machine, the rules are evaluated there,
    and the panels' queries are asked there. It is the same at every run.
    """
    began = time.monotonic()
    if not prometheus and (span or start or end):
        raise UsageError("generated data has a time of its own; --range, --from and --to are for --prometheus URL")
    window = _window(span, start, end) if prometheus else None
    with steps() as progress:
        made = preview(Request(paths or (Path(),), services, environment, prometheus, window, compare), progress)
    workspace.replace(output, made.html)
    click.echo(_summary(made, output))
    click.echo(f"in {time.monotonic() - began:.1f} s", err=True)
    return ExitCode.OK


def _window(span: str | None, start: str | None, end: str | None) -> Window:
    last = _time("--to", end) if end else datetime.now(UTC)
    # Whole minutes: the same minute twice makes the same questions.
    until = int(last.timestamp()) // 60 * 60_000
    if start and span:
        raise UsageError("--from and --range say the same in two ways; give one of them")
    since = int(_time("--from", start).timestamp() * 1000) if start else until - _duration(span or "24h")
    if since >= until:
        raise UsageError("the time ends before it begins; --from must be earlier than --to")
    return Window(since, until)


def _duration(text: str) -> int:
    try:
        found = Duration.parse(text).milliseconds
    except ValueError as error:
        raise UsageError(f"--range: {error}") from None
    if not found:
        raise UsageError("--range: a time of nothing shows nothing; write 6h, 24h or 7d")
    return found


def _time(option: str, text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{option}: {text!r} is no time; write 2027-01-31T22:00 or 2027-01-31T22:00:00+01:00"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _summary(made: Preview, output: Path) -> str:
    dashboards = f"{made.dashboards} dashboard{'s' if made.dashboards != 1 else ''}"
    queries = f"{made.queries} quer{'ies' if made.queries != 1 else 'y'}"
    return f"{output}: {dashboards}, {queries}, {len(made.html) / _MEGABYTE:.1f} MB"
