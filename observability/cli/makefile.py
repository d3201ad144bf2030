"""`observability makefile`: what another repository's Makefile includes."""

import click

from observability.starter import makefile


@click.command(
    short_help="Print the targets that a Makefile includes.",
    epilog="""\b
Examples:
  observability makefile > observability.mk
  # then, in a Makefile:
  # include observability.mk
""",
)
def command() -> None:
    """Print a Makefile for a repository to include: dashboards, rules, verify, review and runbooks.

    Its settings are told at its top. `init` writes it too; after an upgrade of this program, print it anew.
    """
    click.echo(makefile(), nl=False)
