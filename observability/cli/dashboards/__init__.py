"""`observability dashboards`: the built dashboards on a Grafana. Its commands are imported when they run."""

import click

from observability.cli.group import Commands

# Name -> what `--help` says of it; the module `observability.cli.dashboards.<name>` holds it as `command`.
DASHBOARDS = {
    "push": "Send the built dashboards that changed to a Grafana.",
    "drift": "Tell what is on a Grafana that is not what was built.",
}


class _Dashboards(Commands):
    known = DASHBOARDS
    package = "observability.cli.dashboards"


@click.group(
    cls=_Dashboards,
    short_help="Send built dashboards to a Grafana, and compare them with what is there.",
    epilog="""\b
Examples:
  observability dashboards push --grafana https://grafana.example.org --dry-run
  observability dashboards drift --grafana https://grafana.example.org
""",
)
def command() -> None:
    """Bring what was built to a Grafana, where it is not read from files."""
