"""`observability tools`: have promtool and Prometheus ready before they are needed."""

import click

from observability.adapters.tools import TOOLS, provide
from observability.cli.steps import steps


@click.command(
    short_help="Build promtool and prometheus, once, into your cache.",
    epilog="""\b
Examples:
  observability tools            # both; it takes minutes the first time
  observability tools promtool   # what `verify` needs
""",
)
@click.argument("names", nargs=-1, type=click.Choice([tool.name for tool in TOOLS]), metavar="[NAME]...")
def command(names: tuple[str, ...]) -> None:
    """Build the programs called NAME (by default all), in the version that was tested with this one, and say where.

    They are built with Go, or where there is none with the Go that PyPI has, and stay in your cache folder. A program
    that PROMTOOL or PROMETHEUS points at is taken as it is. `verify` does without this command where promtool is
    installed.
    """
    with steps() as progress:
        paths = [provide(tool, progress) for tool in TOOLS if tool.name in names or not names]
    for path in paths:
        click.echo(path)
