"""`observability dashboards drift`: is what is on a Grafana what was built?"""

import click

from observability import report
from observability.adapters.grafana import Grafana
from observability.cli.dashboards.grafana_options import grafana_options
from observability.cli.exit_codes import ExitCode
from observability.cli.options import format_option, show
from observability.cli.progress import progress_bar
from observability.delivering import Build, drift
from observability.findings import Severity


@click.command(
    short_help="Tell what is on a Grafana that is not what was built.",
    epilog="""\b
Examples:
  observability dashboards drift --grafana https://grafana.example.org
  observability dashboards drift build/production --grafana https://grafana.example.org --format json
""",
)
@grafana_options
@format_option
def command(build: Build, grafana: Grafana, parent: str, form: str) -> int:
    """Compare the dashboards of one environment of BUILD (by default build/) with those on a Grafana.

    Told are those that are missing, older than the build, changed by hand (what differs, by panel and field), not ours,
    and those that were pushed from here and are no longer built. Nothing is changed. Anything of that makes the exit
    code 1.
    """
    with progress_bar("Reading") as progress:
        findings = drift(grafana, build, parent, progress)
    show(findings, form)
    counted = report.number("dashboard", len(build.dashboards))
    drifted = [finding for finding in findings if finding.severity is not Severity.INFO]
    told = report.count(findings) if drifted else "No drift"
    click.echo(f"{told}: {counted} on {grafana.access.url}", err=True)
    return ExitCode.FINDINGS if drifted else ExitCode.OK
