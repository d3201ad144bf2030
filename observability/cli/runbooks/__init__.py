"""`observability runbooks`: what alerts link to. Its commands are imported when they run."""

import click

from observability.cli.group import Commands

# Name -> what `--help` says of it; the module `observability.cli.runbooks.<name>` holds it as `command`.
RUNBOOKS = {
    "audit": "Check that every alert leads to a page that answers it.",
}


class _Runbooks(Commands):
    known = RUNBOOKS
    package = "observability.cli.runbooks"


@click.group(
    cls=_Runbooks,
    short_help="Audit the pages that alerts link to.",
    epilog="""\b
Examples:
  observability runbooks audit     # the project of this folder
""",
)
def command() -> None:
    """Look after runbooks, the pages that alerts link to."""
