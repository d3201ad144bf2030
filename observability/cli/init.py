"""`observability init`: a repository to start from."""

import shlex
from pathlib import Path

import click

from observability import workspace
from observability.cli.schema import schema_text
from observability.starter import starter


@click.command(
    short_help="Start a repository with a project file, an example and its runbook.",
    epilog="""\b
Examples:
  observability init                # in this folder
  observability init observability  # in a new folder, or one that is there
""",
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Put a project file, a commented descriptor, its runbooks, a Makefile and editor settings into DIR.

    DIR is the current folder unless given. What is there already is kept as it is, never overwritten. The result
    builds and verifies as it is.
    """
    created = workspace.create(folder, starter(schema_text()))
    for path in created.written:
        click.echo(f"wrote {folder / path}")
    for path in created.kept:
        click.echo(f"kept {folder / path}, which was there")
    go_there = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"Next: {go_there}observability build && observability verify")
