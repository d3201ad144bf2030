"""`observability dashboards push`: what changed goes to a Grafana."""

from pathlib import Path

import click

from observability.adapters import git
from observability.adapters.grafana import Grafana
from observability.cli.boundary import show_findings
from observability.cli.dashboards.grafana_options import grafana_options
from observability.cli.exit_codes import ExitCode
from observability.cli.options import format_option, show_as, write_reports
from observability.cli.progress import progress_bar
from observability.delivering import Build, Pushed, Request, prepare, push, rehearse
from observability.delivering.output import Told, render
from observability.delivering.output.as_text import lines, summary
from observability.exceptions import UsageError
from observability.findings import Severity


@click.command(
    short_help="Send the built dashboards that changed to a Grafana.",
    epilog="""\b
Examples:
  observability dashboards push --grafana https://grafana.example.org --dry-run
  observability dashboards push --grafana https://grafana.example.org --dry-run --report markdown=push.md
  observability dashboards push build/production --grafana https://grafana.example.org
  observability dashboards push --grafana http://localhost:3000 --service checkout
  observability dashboards push --grafana https://grafana.example.org --prune
""",
)
@grafana_options
@format_option
@click.option("--dry-run", is_flag=True, help="Send nothing; tell what would be sent, panel by panel.")
@click.option("--overwrite-changed", is_flag=True, help="Replace what somebody changed in Grafana since we pushed it.")
@click.option("--take-over", is_flag=True, help="Replace what has the uid of one of ours and is not ours.")
@click.option("--prune", is_flag=True, help="Remove what was pushed from here and is no longer built.")
@click.option("--message", metavar="TEXT", default="", help="For Grafana's history.  [default: git's revision]")
def command(
    build: Build,
    grafana: Grafana,
    parent: str,
    dry_run: bool,
    overwrite_changed: bool,
    take_over: bool,
    prune: bool,
    message: str,
    form: str,
) -> int:
    """Send the dashboards of one environment of BUILD (by default build/) that changed to a Grafana.

    Each owner has a folder there. What is sent carries a mark of whose it is and what it was; by that mark, the next
    push knows what is ours, what has changed, and what somebody changed in Grafana since. Dashboards of others, and
    those that were changed by hand, are left alone and told, unless you say otherwise. So are those that are built no
    longer.

    What is not sent makes the exit code 1; the others are sent all the same.
    """
    if prune and not build.whole:
        raise UsageError("--prune needs to know all dashboards, and --service names a few")
    # What was built may be handed on without its repository.
    revision = git.described(build.root) or git.described(Path())
    said = message or (f"revision {revision}" if revision else "")
    request = Request(parent, said, revision, overwrite_changed, take_over, prune)
    with progress_bar("Reading") as reading:
        prepared = prepare(grafana, build, request, reading)
    with progress_bar("Sending") as sending:
        pushed = rehearse(prepared) if dry_run else push(grafana, build, request, prepared, sending)
    _show(Told(pushed, grafana.access.url, dry_run), form)
    return _code(pushed)


def _show(told: Told, form: str) -> None:
    if form != "text":
        show_as(lambda name: render(told, name), form)
        click.echo(summary(told), err=True)
        return
    for line in lines(told):
        click.echo(line)
    if told.pushed.problems:
        show_findings(told.pushed.problems)
    click.echo(summary(told), err=bool(told.pushed.stopped))
    write_reports(lambda name: render(told, name))


def _code(pushed: Pushed) -> ExitCode:
    if pushed.interrupted:
        return ExitCode.INTERRUPTED
    if pushed.stopped:
        return ExitCode.MISSING_TOOL
    failed = any(finding.severity is Severity.ERROR for finding in pushed.problems)
    return ExitCode.FINDINGS if failed else ExitCode.OK
