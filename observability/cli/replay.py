"""`observability replay`: what a change of alerts would have done over history."""

import click

from observability.cli.boundary import show_findings
from observability.cli.exit_codes import ExitCode
from observability.cli.history import History, history_options, replayed
from observability.exceptions import UsageError
from observability.parallel import cores
from observability.replaying import Replay, rendering
from observability.reviewing import read_sides, whole


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
@history_options
@click.option("--alert", "names", multiple=True, metavar="NAME", help="Only alerts of this name; repeatable.")
@click.option("--all", "everything", is_flag=True, help="Replay also what cannot fire differently.")
@click.option("--environment", "-e", "environments", multiple=True, metavar="NAME", help="Only this one; repeatable.")
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
    history: History | None,
    names: tuple[str, ...],
    everything: bool,
    environments: tuple[str, ...],
    form: str,
    exit_code: bool,
) -> int:
    """Tell what the alerts of OLD and of NEW would have done over history: how often they fire, how long, and when.

    OLD and NEW are folders, files, manifests, descriptors or git revisions; NEW is by default the current folder. The
    server is asked for what each alert looks at, and every alert goes through pending, firing, kept firing and resolved
    as Prometheus would have it. Recordings that differ, or that the server does not have, are evaluated from what they
    are made of. Where there is no history, that is said: it is not the same as no firings.
    """
    if history is None:
        raise UsageError("--prometheus URL is missing: whose history?")
    sides = whole(read_sides(old, new, environments, cores()), cores())
    findings = list(dict.fromkeys((*sides.old.findings, *sides.new.findings)))
    if findings:
        show_findings(findings)
    found = replayed(history, sides, names, unchanged=everything)
    click.echo(rendering.render(found, form), nl=False)
    return _ending(found, wrong=bool(findings), strict=exit_code)


def _ending(found: Replay, *, wrong: bool, strict: bool) -> ExitCode:
    if wrong:
        return ExitCode.INPUT
    matters = any(one.differs or not one.is_known for one in found.alerts)
    return ExitCode.FINDINGS if strict and matters else ExitCode.OK
