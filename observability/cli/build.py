"""`observability build`: descriptors in, dashboards, rules and alerts out."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from observability import report, workspace
from observability.building import Built, Request, build
from observability.cli.exit_codes import ExitCode
from observability.cli.progress import progress_bar
from observability.emit.target import Target
from observability.findings import Severity
from observability.parallel import cores
from observability.workspace import Differences

_OUTPUT = "build"


@click.command(
    short_help="Compile descriptors into rules, alerts and dashboards.",
    epilog="""\b
Examples:
  observability build                           # the project of this folder, into build/
  observability build --environment production  # one environment; the others stay as they are
  observability build --only rules              # no dashboards
  observability build --only tests              # tests of the rules, for promtool; later builds renew them
  observability build --check                   # in CI: is what is committed what would be built?
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--environment", "-e", "environments", multiple=True, metavar="NAME", help="Only this one; repeatable.")
@click.option(
    "--output",
    "-o",
    default=_OUTPUT,
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for what is made.",
)
@click.option("--only", type=click.Choice([target.value for target in Target]), help="Leave the other files alone.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes at once.  [default: one a core]")
@click.option("--check", is_flag=True, help="Write nothing; list what differs on disk, and exit 1 if anything does.")
def command(
    paths: tuple[Path, ...],
    environments: tuple[str, ...],
    output: Path,
    only: str | None,
    jobs: int | None,
    check: bool,
) -> int:
    """Compile the descriptors at PATHS (files or folders, by default this one) into rules, alerts and dashboards.

    The output folder then holds just what these descriptors become: what was made earlier and is not made any longer
    is removed, files of others are never touched. A descriptor that did not change is not compiled again.

    Tests take seconds a service to find, so they are made when you ask for them with `--only tests`. From then on
    each build keeps those of this folder up to date, and looks anew for what a change touches. Alerts of which they
    show that they cannot work are told; then the exit code is 1.
    """
    targets = frozenset([Target(only)] if only else [])
    request = Request(paths or (Path(),), output, environments, targets, jobs or cores(), check)
    with progress_bar("Compiling") as progress:
        built = build(request, progress)
    told = [finding for finding in built.findings if finding.severity is not Severity.INFO]
    click.echo(report.render(told, "text"), nl=False, err=True)
    wrong = ExitCode.FINDINGS if any(finding.severity is Severity.ERROR for finding in told) else ExitCode.OK
    again = _command(paths, environments, output)
    if isinstance(built.outcome, Differences):
        return max(wrong, _tell_differences(built.outcome, output, again))
    click.echo(_summary(built, output))
    # What makes everything leaves rules, and where there are many services, to look for them takes a while.
    ready = only is None or workspace.have_rules(output, built.environments)
    click.echo(f"Next: {f'observability verify {shlex.quote(str(output))}' if ready else again}")
    return wrong


def _command(paths: Sequence[Path], environments: Sequence[str], output: Path) -> str:
    """The command that makes all of what this one was to make a part of."""
    words = [*map(str, paths), *(word for name in environments for word in ("--environment", name))]
    words += [] if output == Path(_OUTPUT) else ["--output", str(output)]
    return shlex.join(["observability", "build", *words])


def _tell_differences(differences: Differences, output: Path, again: str) -> ExitCode:
    groups = {"missing": differences.missing, "changed": differences.changed, "left over": differences.left_over}
    for word, paths in groups.items():
        for path in paths:
            click.echo(f"{word}: {output / path}")
    if not differences:
        click.echo(f"{output} is up to date")
        return ExitCode.OK
    click.echo(f"`{again}` would mend this", err=True)
    return ExitCode.FINDINGS


def _summary(built: Built, output: Path) -> str:
    changes = built.outcome
    if isinstance(changes, Differences):
        raise TypeError("a check has no summary")
    services = f"{built.services} service{'s' if built.services != 1 else ''}"
    return (
        f"{services} for {', '.join(built.environments)}: {len(changes.written)} files written, "
        f"{len(changes.removed)} removed, {changes.unchanged} unchanged in {output}"
    )
