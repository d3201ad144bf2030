"""`observability runbooks`: what alerts link to. Its commands are imported when they run."""

import click

from observability.cli.group import Commands

# Name -> what `--help` says of it; the module `observability.cli.runbooks.<name>` holds it as `command`.
RUNBOOKS = {
    "audit": "Check that every alert leads to a page that answers it.",
    "new": "Begin or complete the pages that alerts lead to.",
}


class _Runbooks(Commands):
    known = RUNBOOKS
    package = "observability.cli.runbooks"


@click.group(
    cls=_Runbooks,
    short_help="Audit the pages that alerts link to, and begin those that are missing.",
    epilog="""\b
Examples:
  observability runbooks audit     # the project of this folder
  observability runbooks new       # write what is missing
""",
)
def command() -> None:
    """Look after runbooks, the pages that alerts link to."""
