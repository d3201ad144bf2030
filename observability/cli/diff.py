"""`observability diff`: is somebody woken more often by a change, or not at all?"""

from datetime import UTC, date, datetime

import click

from observability.adapters.tools import PROMTOOL, there
from observability.cli.exit_codes import ExitCode
from observability.cli.history import History, history_options, replayed
from observability.cli.options import format_option, show_as
from observability.cli.progress import progress_bar
from observability.exceptions import ObservabilityError
from observability.parallel import cores
from observability.replaying import Replay
from observability.replaying.rendering import with_replay
from observability.reviewing import Request, read_sides, review, whole
from observability.reviewing.output import render


class _Day(click.ParamType[date]):
    """A day, as an ISO date, or as seconds since 1970."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; UTC's where seconds are given."""
        text = str(value)
        try:
            return datetime.fromtimestamp(int(text), UTC).date() if text.isdecimal() else date.fromisoformat(text)
        except (ValueError, OverflowError, OSError):
            self.fail(f"{text!r} is no date; write it as in 2027-01-31", param, ctx)


@click.command(
    short_help="Explain and weigh a change of rules.",
    epilog="""\b
Examples:
  observability diff origin/main                 # what this branch does to the alerts of this folder
  observability diff origin/main rules/
  observability diff v1.4 v1.5
  observability diff old.yaml new.yaml
  observability diff origin/main --format markdown > comment.md
  observability diff origin/main --prometheus https://prometheus.example.org --since 30d
""",
)
@click.argument("old")
@click.argument("new", required=False)
@format_option
@click.option("--environment", "-e", "environments", multiple=True, metavar="NAME", help="Only this one; repeatable.")
@click.option(
    "--today",
    type=_Day(),
    envvar="SOURCE_DATE_EPOCH",
    help="The day by which exceptions are judged.  [default: SOURCE_DATE_EPOCH's, or today's, UTC]",
)
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes at once.  [default: one a core]")
@history_options
def command(
    old: str,
    new: str | None,
    form: str,
    environments: tuple[str, ...],
    today: date | None,
    jobs: int | None,
    history: History | None,
) -> int:
    """Tell what a change from OLD to NEW does to alerts: which fire more, less or for other things, and why.

    OLD and NEW are folders, rule files, PrometheusRule manifests, descriptors, or revisions of git, as they are or as
    REVISION:PATH. A path that is there is a path. Without NEW, it is the current folder. A revision alone is looked at
    where the other side is. Nothing is checked out.

    Where old and new fire for different things, series that show it are looked for, and played with promtool if it is
    there. What could not be decided is called unknown.

    With --prometheus, both versions are replayed over its history too: how often, how long and when they would have
    fired.

    The exit code is 1 where the policy of observability.yaml fails, 2 where NEW cannot be read, else 0.
    """
    day = today or datetime.now(UTC).date()
    with progress_bar("Comparing") as bar:
        reviewed = review(Request(old, new, day, environments, there(PROMTOOL), jobs or cores()), bar)
    found = _replayed(history, old, new, environments, jobs or cores()) if history else None
    if isinstance(found, ObservabilityError):
        show_as(lambda name: render(reviewed, name), form)
        raise found
    show_as(lambda name: with_replay(name, render(reviewed, name), found), form)
    if reviewed.unread:
        return ExitCode.INPUT
    return ExitCode.FINDINGS if reviewed.failed else ExitCode.OK


def _replayed(
    history: History, old: str, new: str | None, environments: tuple[str, ...], jobs: int
) -> Replay | ObservabilityError:
    """The replay, or why there is none: the review is to be shown all the same."""
    try:
        return replayed(history, whole(read_sides(old, new, environments, jobs), jobs))
    except ObservabilityError as error:
        return error
