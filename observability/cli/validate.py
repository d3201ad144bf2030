"""`observability validate`: everything that is wrong with what people wrote, in one run."""

from pathlib import Path

import click

from observability import report
from observability.building.check import Checked, check
from observability.cli.exit_codes import ExitCode
from observability.cli.options import format_option, show


@click.command(
    short_help="Check descriptors, and report every error of every file.",
    epilog="""\b
Examples:
  observability validate
  observability validate services/checkout.yaml
  observability validate --format json | jq '.findings[].message'
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@format_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], form: str) -> None:
    """Check descriptors and the project file without compiling anything.

    Each PATH is a descriptor, or a folder that stands for the project's descriptors in it; without one, the current
    folder. Every error of every file is printed to standard output as file:line:column, what is wrong, where in the
    descriptor, and what would be right. The exit code is 2 if there is one.
    """
    checked = check(paths or (Path(),))
    if checked.findings:
        show(checked.findings, form)
        click.echo(report.count(checked.findings), err=True)
        ctx.exit(ExitCode.INPUT)
    show((), form)
    if form == "text":
        click.echo(_praise(checked))


def _praise(checked: Checked) -> str:
    names = [environment.name for environment in checked.project.environments]
    services = f"{checked.services} service{'' if checked.services == 1 else 's'}"
    environments = f"{len(names)} environment{'' if len(names) == 1 else 's'} ({', '.join(names)})"
    return f"{services} in {environments}: nothing is wrong. Next: observability build"
