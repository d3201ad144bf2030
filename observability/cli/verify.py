"""`observability verify`: is what was built what it should be?"""

import time
from pathlib import Path

import click

from observability import report
from observability.adapters.tools import PROMTOOL, find
from observability.cli.exit_codes import ExitCode
from observability.cli.options import format_option
from observability.cli.progress import progress_bar
from observability.cli.steps import steps
from observability.findings import Severity
from observability.parallel import cores
from observability.verifier import Verified, verify


@click.command(
    short_help="Check rules and dashboards with promtool and our own checks.",
    epilog="""\b
Examples:
  observability verify                      # what `observability build` left in build/
  observability verify build/production     # one environment
  observability verify /etc/prometheus/*.rules.yaml   # rule files that people wrote
  observability verify --format json > findings.json
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@format_option
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes of promtool at once.  [default: one a core]")
def command(paths: tuple[Path, ...], form: str, jobs: int | None) -> int:
    """Check the rules and dashboards at PATHS: folders that `build` made (by default build/), or rule files.

    promtool judges the rules, with all of its lints; our checks say what it passes over, and judge the dashboards.
    A finding names the line of the descriptor that it comes from, where the catalog of the build tells. An error
    makes the exit code 1.
    """
    began = time.monotonic()
    with steps() as progress:
        promtool = find(PROMTOOL, progress)
    with progress_bar("Verifying") as bar:
        verified = verify(paths or (Path("build"),), promtool, jobs or cores(), bar)
    click.echo(report.render(verified.findings, form), nl=False)
    click.echo(_summary(verified, time.monotonic() - began), err=True)
    failed = any(finding.severity is Severity.ERROR for finding in verified.findings)
    return ExitCode.FINDINGS if failed else ExitCode.OK


def _summary(verified: Verified, seconds: float) -> str:
    looked_at = (
        f"{verified.files} rule files, {verified.rules} rules, {verified.alerts} of them alerts, "
        f"{verified.dashboards} dashboards in {seconds:.1f} s"
    )
    return f"{report.count(verified.findings)}: {looked_at}" if verified.findings else f"All is well: {looked_at}"
