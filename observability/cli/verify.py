"""`observability verify`: promtool and our own checks over what was built."""

import time
from pathlib import Path

import click

from observability import report
from observability.adapters.progress import silent
from observability.adapters.tools import PROMTOOL, find
from observability.building.pool import cores
from observability.cli.exit_codes import ExitCode
from observability.cli.progress import progress_bar
from observability.findings import Severity
from observability.verifier import Verified, verify


@click.command(
    short_help="Check rules and dashboards with promtool and our own checks.",
    epilog="""\b
Examples:
  observability verify                  # what is in build/
  observability verify rules/*.yaml     # rule files that people wrote
  PROMTOOL=/opt/promtool observability verify
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice([form.NAME for form in report.FORMATS]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes of promtool at once.  [default: one a core]")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], form: str, jobs: int | None) -> None:
    """Verify what is at PATHS: output folders of builds, or rule files of any origin; by default the folder build.

    Every rule file goes through promtool with fatal linting, rules and dashboards through our checks. A finding names
    the descriptor's line where the file was built from one. The exit code is 1 if there is an error.
    """
    started = time.monotonic()
    promtool = find(PROMTOOL, silent)
    with progress_bar("Verifying") as progress:
        verified = verify(paths or (Path("build"),), promtool, jobs or cores(), progress)
    if verified.findings or form != "text":
        click.echo(report.render(verified.findings, form), nl=False)
    click.echo(_summary(verified, time.monotonic() - started), err=form != "text")
    if any(finding.severity is Severity.ERROR for finding in verified.findings):
        ctx.exit(ExitCode.FINDINGS)


def _summary(verified: Verified, seconds: float) -> str:
    found = report.count(verified.findings) if verified.findings else "nothing is wrong"
    return (
        f"{verified.files} rule files, {verified.rules} rules, {verified.alerts} alerts, "
        f"{verified.dashboards} dashboards in {seconds:.1f} s: {found}"
    )
