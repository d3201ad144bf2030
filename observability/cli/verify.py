"""`observability verify`: is what was built what it should be?"""

import time
from pathlib import Path

import click

from observability import report
from observability.adapters.tools import AMTOOL, PROMTOOL, find
from observability.cli.exit_codes import ExitCode
from observability.cli.options import format_option
from observability.cli.progress import progress_bar
from observability.cli.steps import steps
from observability.findings import Severity
from observability.parallel import cores
from observability.verifier import Verified, needs_amtool, verify


@click.command(
    short_help="Check rules, dashboards and routes with promtool, amtool and our own checks.",
    epilog="""\b
Examples:
  observability verify                      # what `observability build` left in build/
  observability verify build/production     # one environment
  observability verify /etc/prometheus/*.rules.yaml   # rule files that people wrote
  observability verify manifests/           # PrometheusRules of Kubernetes
  observability verify --format json > findings.json
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@format_option
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes at once.  [default: one a core]")
def command(paths: tuple[Path, ...], form: str, jobs: int | None) -> int:
    """Check the rules, dashboards and routes at PATHS: folders that `build` made (by default build/), or rules by hand.

    Those may be rule files, PrometheusRule manifests, or folders of both.
    promtool judges the rules, with all of its lints; our checks say what it passes over, and judge the dashboards.
    amtool judges Alertmanager's configuration, where there is one, and tells whom each alert would come to: the
    receiver that the project file names for its owner and severity.
    A finding names the line of the descriptor that it comes from, where the catalog of the build tells. An error
    makes the exit code 1.
    """
    began = time.monotonic()
    paths = paths or (Path("build"),)
    routed = needs_amtool(paths)
    with steps() as progress:
        promtool = find(PROMTOOL, progress)
        amtool = find(AMTOOL, progress) if routed else None
    with progress_bar("Verifying") as bar:
        verified = verify(paths, promtool, jobs or cores(), bar, amtool)
    click.echo(report.render(verified.findings, form), nl=False)
    click.echo(_summary(verified, time.monotonic() - began), err=True)
    failed = any(finding.severity is Severity.ERROR for finding in verified.findings)
    return ExitCode.FINDINGS if failed else ExitCode.OK


def _summary(verified: Verified, seconds: float) -> str:
    routes = f", {verified.routes} routes" if verified.routes else ""
    looked_at = (
        f"{verified.files} rule files, {verified.rules} rules, {verified.alerts} of them alerts, "
        f"{verified.dashboards} dashboards{routes} in {seconds:.1f} s"
    )
    return f"{report.count(verified.findings)}: {looked_at}" if verified.findings else f"All is well: {looked_at}"
