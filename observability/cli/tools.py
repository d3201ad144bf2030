"""`observability tools`: have the programs that we run ready before they are needed."""

import click

from observability.adapters.tools import TOOLS, provide
from observability.cli.steps import steps
from observability.exceptions import MissingToolError


@click.command(
    short_help="Build the programs that we run, once, into your cache.",
    epilog="""\b
Examples:
  observability tools                   # all; it takes minutes the first time
  observability tools promtool amtool   # what `verify` needs
""",
)
@click.argument("names", nargs=-1, type=click.Choice([tool.name for tool in TOOLS]), metavar="[NAME]...")
def command(names: tuple[str, ...]) -> None:
    """Have the programs called NAME ready in the version that was tested with this one, and say where they are.

    NAME is promtool, amtool, prometheus or alertmanager; without one, all of them. They are built with Go, or where
    there is none with the Go that PyPI has, and stay in your cache folder. A program that PROMTOOL, AMTOOL, PROMETHEUS
    or ALERTMANAGER points at is taken as it is. `verify` does without this command where promtool is installed.
    """
    paths, missing = [], []
    wanted = [tool for tool in TOOLS if tool.name in names or not names]
    with steps() as progress:
        for tool in wanted:
            try:
                paths.append(provide(tool, progress))
            except MissingToolError as error:  # what can be had is had all the same
                missing.append(str(error))
    for path in paths:
        click.echo(path)
    if missing:
        raise MissingToolError("\n".join(missing))
